package vn.motcua.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    private static final String SPECIAL_DAY =
            """
            select day, kind, name, replaces, source, status, version
            from calendar.special_day
            where day = :day
            """;
    // The notice of a year takes the place of what was only expected.
    private static final String ADD_DAY =
            """
            insert into calendar.special_day as s (day, kind, name, replaces, source, status)
            values (:day, :kind, :name, :replaces, :source, :status)
            on conflict (day) do update
            set kind = excluded.kind, name = excluded.name, replaces = excluded.replaces,
                source = excluded.source, status = excluded.status, version = s.version + 1
            where s.status = 'COMPUTED' and excluded.status = 'ANNOUNCED'
            """;
    private static final String CHANGE_DAY =
            """
            update calendar.special_day
            set kind = :kind, name = :name, replaces = :replaces, source = :source, status = :status,
                version = version + 1
            where day = :day and version = :version
            """;
    private static final String REMOVE_DAY =
            "delete from calendar.special_day where day = :day and version = :version";
    private static final String MAKE_UP_FOR =
            "select day from calendar.special_day where replaces = :day order by day limit 1";
    private static final String ADD_HOURS =
            """
            insert into calendar.working_hours (unit_id, cut_off) values (:unit, :cutOff)
            on conflict (unit_id) do nothing
            returning id
            """;
    private static final String CHANGE_HOURS =
            """
            update calendar.working_hours set cut_off = :cutOff, version = version + 1
            where unit_id is not distinct from :unit and version = :version
            returning id
            """;
    private static final String REMOVE_SESSIONS =
            "delete from calendar.session where working_hours_id = :id";
    private static final String ADD_SESSION =
            """
            insert into calendar.session (working_hours_id, weekday, starts, ends)
            values (:id, :weekday, :starts, :ends)
            """;
    private static final String REMOVE_HOURS =
            "delete from calendar.working_hours where unit_id = :unit and version = :version";
    private static final String PLACES_FROM =
            """
             from organization.unit u
            left join lateral (
              select h.id, h.unit_id
              from organization.unit_closure c join calendar.working_hours h on h.unit_id = c.ancestor_id
              where c.descendant_id = u.id
              order by c.depth
              limit 1
            ) nearest on true
            left join organization.unit giver on giver.id = nearest.unit_id
            where u.valid_from <= :on and (u.valid_to is null or u.valid_to >= :on)
              and exists (select 1 from organization.unit_closure c
                          where c.descendant_id = u.id and c.ancestor_id = any(:scopes))
              and case when :text = '' then nearest.unit_id = u.id
                       else u.code = :text or u.search like '%' || public.fold(:text) || '%' end
            """;
    private static final String PLACES =
            "select u.id, u.code, u.name, nearest.id as hours_id, nearest.unit_id as giver_id,"
                    + " giver.name as giver"
                    + PLACES_FROM
                    + " order by u.name, u.code limit :limit offset :offset";
    private static final String COUNT_PLACES = "select count(*)" + PLACES_FROM;
    private static final String HOLDS_TOP =
            """
            select exists (select 1 from organization.unit
                           where id = any(:scopes) and parent_id is null)
            """;

    /// A unit and where its hours come from.
    ///
    /// @param hours key of the hours of the unit or its nearest ancestor; null: everybody's
    /// @param giver the unit that has them
    record Place(
            long id,
            String code,
            String name,
            @Nullable Long hours,
            @Nullable Long giverId,
            @Nullable String giver) {
        boolean own() {
            return giverId != null && giverId == id;
        }
    }

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

    Optional<StoredHours> hoursOf(@Nullable Long unit) {
        return allHours().stream().filter(each -> Objects.equals(each.unit(), unit)).findFirst();
    }

    /// Key of the hours that the unit or its nearest ancestor has; empty where none has.
    Optional<Long> nearestHours(long unit) {
        return jdbc.sql(NEAREST).param("unit", unit).query((row, n) -> row.getLong(1)).optional();
    }

    Optional<SpecialDay> specialDay(LocalDate day) {
        return jdbc.sql(SPECIAL_DAY)
                .param("day", day)
                .query((row, n) -> specialDay(row))
                .optional();
    }

    /// Whether the day was added; not when an announced one stands there.
    boolean add(SpecialDay day) {
        return jdbc.sql(ADD_DAY)
                        .param("day", day.day())
                        .param("kind", day.kind().name())
                        .param("name", day.name())
                        .param("replaces", day.replaces())
                        .param("source", day.source())
                        .param("status", day.status().name())
                        .update()
                == 1;
    }

    /// Whether the day still had the version.
    boolean change(SpecialDay day) {
        return jdbc.sql(CHANGE_DAY)
                        .param("day", day.day())
                        .param("kind", day.kind().name())
                        .param("name", day.name())
                        .param("replaces", day.replaces())
                        .param("source", day.source())
                        .param("status", day.status().name())
                        .param("version", day.version())
                        .update()
                == 1;
    }

    boolean removeDay(LocalDate day, int version) {
        return jdbc.sql(REMOVE_DAY).param("day", day).param("version", version).update() == 1;
    }

    Optional<LocalDate> makeUpFor(LocalDate day) {
        return jdbc.sql(MAKE_UP_FOR)
                .param("day", day)
                .query((row, n) -> row.getObject("day", LocalDate.class))
                .optional();
    }

    /// Whether they were stored: a new row for version 0, else the row that still has the version.
    boolean store(@Nullable Long unit, WorkingHours hours, int version) {
        Optional<Long> id =
                jdbc.sql(version == 0 ? ADD_HOURS : CHANGE_HOURS)
                        .param("unit", unit, Types.BIGINT)
                        .param("cutOff", hours.cutOff())
                        .param("version", version)
                        .query((row, n) -> row.getLong("id"))
                        .optional();
        if (id.isEmpty()) {
            return false;
        }
        jdbc.sql(REMOVE_SESSIONS).param("id", id.get()).update();
        for (DayOfWeek day : DayOfWeek.values()) {
            for (Session session : hours.sessions(day)) {
                jdbc.sql(ADD_SESSION)
                        .param("id", id.get())
                        .param("weekday", day.getValue())
                        .param("starts", session.from())
                        .param("ends", session.to())
                        .update();
            }
        }
        return true;
    }

    boolean removeHours(long unit, int version) {
        return jdbc.sql(REMOVE_HOURS).param("unit", unit).param("version", version).update() == 1;
    }

    /// Units within the scopes: those found by the text, or without one those with hours of their
    /// own.
    List<Place> places(String text, LocalDate on, Long[] scopes, int limit, long offset) {
        return jdbc.sql(PLACES)
                .param("text", text)
                .param("on", on)
                .param("scopes", scopes)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, n) ->
                        new Place(
                                row.getLong("id"),
                                row.getString("code"),
                                row.getString("name"),
                                row.getObject("hours_id", Long.class),
                                row.getObject("giver_id", Long.class),
                                row.getString("giver")))
                .list();
    }

    long countPlaces(String text, LocalDate on, Long[] scopes) {
        return jdbc.sql(COUNT_PLACES)
                .param("text", text)
                .param("on", on)
                .param("scopes", scopes)
                .query((row, n) -> row.getLong(1))
                .single();
    }

    /// Whether one of the units stands at the top of a tree.
    boolean holdsTop(Long[] scopes) {
        return jdbc.sql(HOLDS_TOP)
                .param("scopes", scopes)
                .query((row, n) -> row.getBoolean(1))
                .single();
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
