package vn.motcua.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CalendarSql {
    private static final String REVISION = "select number from calendar.revision";
    private static final String SPECIAL_DAYS =
            """
            select day, kind, name, replaces, source, status, version
            from calendar.special_day
            where day between :from and :to
            order by day
            """;
    private static final String ALL_HOURS =
            "select id, unit_id, cut_off, version from calendar.working_hours order by id";
    private static final String ALL_SESSIONS =
            """
            select working_hours_id, weekday, starts, ends
            from calendar.session
            order by working_hours_id, weekday, starts
            """;
    private static final String NEAREST =
            """
            select h.id
            from organization.unit_closure c join calendar.working_hours h on h.unit_id = c.ancestor_id
            where c.descendant_id = :unit
            order by c.depth
            limit 1
            """;

    /// @param unit null for the hours of everybody who has no other
    record StoredHours(long id, @Nullable Long unit, WorkingHours hours, int version) {}

    private record HoursRow(long id, @Nullable Long unit, LocalTime cutOff, int version) {}

    private final JdbcClient jdbc;

    CalendarSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long revision() {
        return jdbc.sql(REVISION).query((row, n) -> row.getLong(1)).single();
    }

    List<SpecialDay> specialDays(LocalDate from, LocalDate to) {
        return jdbc.sql(SPECIAL_DAYS)
                .param("from", from)
                .param("to", to)
                .query((row, n) -> specialDay(row))
                .list();
    }

    List<StoredHours> allHours() {
        List<HoursRow> rows =
                jdbc.sql(ALL_HOURS)
                        .query((row, n) ->
                                new HoursRow(
                                        row.getLong("id"),
                                        row.getObject("unit_id", Long.class),
                                        row.getObject("cut_off", LocalTime.class),
                                        row.getInt("version")))
                        .list();
        Map<Long, List<List<Session>>> weeks = new HashMap<>();
        jdbc.sql(ALL_SESSIONS)
                .query(row -> {
                    weeks.computeIfAbsent(row.getLong("working_hours_id"), id -> emptyWeek())
                            .get(row.getInt("weekday") - 1)
                            .add(
                                    new Session(
                                            row.getObject("starts", LocalTime.class),
                                            row.getObject("ends", LocalTime.class)));
                });
        return rows.stream()
                .filter(row -> weeks.containsKey(row.id()))
                .map(row ->
                        new StoredHours(
                                row.id(),
                                row.unit(),
                                new WorkingHours(
                                        weeks.getOrDefault(row.id(), List.of()), row.cutOff()),
                                row.version()))
                .toList();
    }

    /// Key of the hours that the unit or its nearest ancestor has; empty where none has.
    Optional<Long> nearestHours(long unit) {
        return jdbc.sql(NEAREST).param("unit", unit).query((row, n) -> row.getLong(1)).optional();
    }

    private static List<List<Session>> emptyWeek() {
        List<List<Session>> week = new ArrayList<>();
        for (int i = 0; i < DayOfWeek.values().length; i++) {
            week.add(new ArrayList<>());
        }
        return week;
    }

    private static SpecialDay specialDay(ResultSet row) throws SQLException {
        return new SpecialDay(
                row.getObject("day", LocalDate.class),
                SpecialDay.Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getObject("replaces", LocalDate.class),
                row.getString("source"),
                SpecialDay.Status.valueOf(row.getString("status")),
                row.getInt("version"));
    }
}
