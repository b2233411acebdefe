package vn.motcua.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.motcua.Fixtures;
import vn.motcua.IntegrationTest;
import vn.motcua.common.InputError;
import vn.motcua.common.Problem;
import vn.motcua.common.UnitId;
import vn.motcua.common.Vietnamese;
import vn.motcua.identity.Role;
import vn.motcua.organization.Unit;
import vn.motcua.organization.Units;
import vn.motcua.procedure.NewProcedure;
import vn.motcua.procedure.Procedures;

@IntegrationTest
class DossierImportTests {
    @Autowired DossierImport imports;
    @Autowired DossierStatistics statistics;
    @Autowired Dossiers dossiers;
    @Autowired Fixtures fixtures;
    @Autowired Procedures procedures;
    @Autowired Units units;
    @Autowired JdbcClient jdbc;

    private DossierFixtures world;

    @BeforeEach
    void world() {
        world = DossierFixtures.make(fixtures, procedures);
    }

    @Test
    void keepsEveryFieldAndWhereAnOpenOneGoesOn() {
        String code = Fixtures.unique("NK-");
        imports(
                row(
                        code,
                        "Đặng \\ \"\"Thị\"\"  Hường",
                        "2024-03-04T08:05",
                        "2024-03-08",
                        "pending",
                        ""));

        Dossier dossier = dossiers.get(code, world.administrator());

        assertThat(dossier.applicant().name()).isEqualTo("Đặng \\ \"Thị\" Hường");
        assertThat(dossier.receivedAt())
                .isEqualTo(Vietnamese.at(LocalDateTime.of(2024, 3, 4, 8, 5)));
        assertThat(dossier.dueAt()).isEqualTo(Vietnamese.endOf(LocalDate.of(2024, 3, 8)));
        assertThat(dossier.unit()).isEqualTo(new UnitId(world.communeId()));
        assertThat(dossier.state()).isEqualTo(State.PROCESSING);
        assertThat(dossier.progress().step().role()).isEqualTo(Role.HANDLER);
        assertThat(dossiers.stepRuns(dossier))
                .singleElement()
                .satisfies(run -> {
                    assertThat(run.open()).isTrue();
                    assertThat(run.startedAt()).isEqualTo(dossier.receivedAt());
                    assertThat(run.dueAt()).isEqualTo(dossier.dueAt());
                });
    }

    @Test
    void receivesUnderTheVersionOfTheDay() {
        String procedure = Fixtures.unique("P.nk");
        long first =
                procedures.create(
                        NewProcedure.of(procedure, "Một", "L", LocalDate.of(2023, 5, 1))
                                .asImported(),
                        "test");
        long second = revise(procedure, "Hai", LocalDate.of(2024, 5, 1), 1);
        long third = revise(procedure, "Ba", LocalDate.of(2024, 9, 1), 2);
        String code = Fixtures.unique("NK-");
        imports(
                line(code + "a", procedure, world.commune(), "2022-01-01"),
                line(code + "b", procedure, world.commune(), "2024-04-30"),
                line(code + "c", procedure, world.commune(), "2024-05-01"),
                line(code + "d", procedure, world.commune(), "2024-08-31"),
                line(code + "e", procedure, world.commune(), "2024-09-01"));

        assertThat(List.of("a", "b", "c", "d", "e"))
                .extracting(
                        each -> dossiers.get(code + each, world.administrator()).procedureVersion())
                .containsExactly(first, first, second, second, third);
    }

    @Test
    void storesNothingWhereOneRowIsRefused() {
        String code = Fixtures.unique("NK-");
        imports(row(code, "A", "2024-03-04", "2024-03-08", "resolved", "2024-03-05"));

        ImportResult result =
                imports(
                        row(code + "x", "B", "2024-03-04", "2024-03-08", "pending", ""),
                        row(code, "A", "2024-03-04", "2024-03-09", "resolved", "2024-03-05"),
                        line(code + "y", "không có", world.commune(), "2024-03-04"));

        assertThat(result.rejected()).extracting(InputError::line).containsExactly(4);
        result =
                imports(
                        row(code + "x", "B", "2024-03-04", "2024-03-08", "pending", ""),
                        row(code, "A", "2024-03-04", "2024-03-09", "resolved", "2024-03-05"));
        assertThat(result.rejected())
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.line()).isEqualTo(3);
                    assertThat(error.field()).isEqualTo("due_at");
                    assertThat(error.message())
                            .isEqualTo(
                                    "Hồ sơ %s đã có với nội dung khác ở cột due_at"
                                            .formatted(code));
                });
        assertThatThrownBy(() -> dossiers.get(code + "x", world.administrator()))
                .isInstanceOf(Problem.class);
    }

    @Test
    void readsDatesStrictly() {
        String code = Fixtures.unique("NK-");
        ImportResult result =
                imports(
                        row(code + "a", "A", "2024-02-30", "2024-03-08", "pending", ""),
                        row(code + "b", "A", "2024-03-04 08:00", "2024-03-08", "pending", ""),
                        row(code + "c", "A", "2024-03-04T25:00", "2024-03-08", "pending", ""),
                        row(code + "d", "A", "2024-3-4", "2024-03-08", "pending", ""),
                        row(code + "e", "A", "1889-03-04", "2024-03-08", "pending", ""),
                        row(code + "f", "A", "2024-03-04T08:00:30", "2024-03-08", "pending", ""));

        assertThat(result.rejected())
                .extracting(InputError::line, InputError::field, InputError::message)
                .containsExactly(
                        unreal(2, "2024-02-30"),
                        unreal(3, "2024-03-04 08:00"),
                        unreal(4, "2024-03-04T25:00"),
                        unreal(5, "2024-3-4"),
                        org.assertj.core.groups.Tuple.tuple(
                                6, "received_at", "Năm 1889 ngoài khoảng 1990–2100"));
    }

    private static org.assertj.core.groups.Tuple unreal(int line, String text) {
        return org.assertj.core.groups.Tuple.tuple(
                line,
                "received_at",
                "\"%s\" không phải ngày có thật; viết như 2024-09-15 hoặc 2024-09-15T14:30"
                        .formatted(text));
    }

    /// A dossier as the file has it, and, where it was open there, as a later file has it.
    private record Line(
            String code,
            LocalDateTime received,
            LocalDateTime due,
            Outcome outcome,
            LocalDateTime at,
            boolean dayOnly) {
        boolean endedBefore(LocalDateTime moment) {
            return outcome.ended() && at.isBefore(moment);
        }
    }

    /// Import, then bring half of what was open up to date by a second file: the table of any two
    /// days is what a reader of the files would count, also where only the day of an end is known.
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void theTableIsWhatTheFilesSay(long seed) {
        Random random = new Random(seed);
        String code = Fixtures.unique("NK-");
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            lines.add(random(code + "." + i, random));
        }
        assertThat(imports(csv(lines)).imported()).isEqualTo(lines.size());
        assertThat(imports(csv(lines)).unchanged()).isEqualTo(lines.size());
        compare(lines, random);

        List<Line> later = new ArrayList<>();
        for (Line line : lines) {
            if (!line.outcome().ended() && random.nextBoolean()) {
                LocalDateTime since =
                        line.outcome() == Outcome.PENDING ? line.received() : line.at();
                later.add(ended(line, since, random));
            } else {
                later.add(line);
            }
        }
        ImportResult result = imports(csv(later));
        assertThat(result.imported()).isZero();
        assertThat(result.updated()).isPositive();
        assertThat(result.updated() + result.unchanged()).isEqualTo(lines.size());
        assertThat(result.rejected()).isEmpty();
        Unit district = units.get(new UnitId(world.districtId()));
        for (int question = 0; question < 10; question++) {
            LocalDate from = LocalDate.of(2023, 12, 1).plusDays(random.nextInt(400));
            LocalDate to = from.plusDays(random.nextInt(150));
            assertThat(table(district, from, to).totals())
                    .isEqualTo(
                            statistics
                                    .recount(district, from, to, StatisticsGrouping.UNIT, null)
                                    .totals());
        }
        compareAtTheEnd(later);
    }

    private void compare(List<Line> lines, Random random) {
        Unit district = units.get(new UnitId(world.districtId()));
        for (int question = 0; question < 10; question++) {
            LocalDate from = LocalDate.of(2023, 12, 1).plusDays(random.nextInt(400));
            LocalDate to = from.plusDays(random.nextInt(150));
            assertThat(counts(table(district, from, to).totals()))
                    .as("%s–%s", from, to)
                    .isEqualTo(naive(lines, from, to));
        }
    }

    private void compareAtTheEnd(List<Line> lines) {
        Unit district = units.get(new UnitId(world.districtId()));
        LocalDate from = LocalDate.of(2024, 2, 1);
        LocalDate to = LocalDate.of(2025, 12, 31);
        assertThat(counts(table(district, from, to).totals())).isEqualTo(naive(lines, from, to));
    }

    private DossierStatistics.Table table(Unit unit, LocalDate from, LocalDate to) {
        return statistics.table(unit, from, to, StatisticsGrouping.UNIT, null);
    }

    private static Map<StatisticsColumn, Long> counts(StatisticsRow row) {
        Map<StatisticsColumn, Long> counts = new EnumMap<>(StatisticsColumn.class);
        for (StatisticsColumn column : StatisticsColumn.values()) {
            if (row.count(column) > 0) {
                counts.put(column, row.count(column));
            }
        }
        return counts;
    }

    private static Map<StatisticsColumn, Long> naive(
            List<Line> lines, LocalDate from, LocalDate to) {
        LocalDateTime start = from.atStartOfDay();
        LocalDateTime close = to.plusDays(1).atStartOfDay();
        Map<StatisticsColumn, Long> counts = new EnumMap<>(StatisticsColumn.class);
        for (Line line : lines) {
            if (!line.received().isBefore(close) || line.endedBefore(start)) {
                continue;
            }
            List<StatisticsColumn> columns = new ArrayList<>(List.of(StatisticsColumn.TOTAL));
            if (line.received().isBefore(start)) {
                columns.add(StatisticsColumn.CARRIED_OVER);
            } else {
                columns.add(StatisticsColumn.RECEIVED);
                columns.add(StatisticsColumn.RECEIVED_IN_PERSON);
            }
            boolean happened = line.at() != null && line.at().isBefore(close);
            Outcome outcome = happened ? line.outcome() : Outcome.PENDING;
            switch (outcome) {
                case PENDING -> {
                    columns.add(StatisticsColumn.PENDING);
                    columns.add(
                            line.due().isBefore(close)
                                    ? StatisticsColumn.PENDING_OVERDUE
                                    : StatisticsColumn.PENDING_IN_TIME);
                }
                case SUSPENDED -> columns.add(StatisticsColumn.SUSPENDED);
                case REFUSED -> columns.add(StatisticsColumn.REFUSED);
                case WITHDRAWN -> columns.add(StatisticsColumn.WITHDRAWN);
                case STOPPED -> columns.add(StatisticsColumn.STOPPED);
                case RESOLVED -> {
                    LocalDate endDay = line.at().toLocalDate();
                    LocalDate dueDay = line.due().toLocalDate();
                    boolean late =
                            line.dayOnly() ? endDay.isAfter(dueDay) : line.at().isAfter(line.due());
                    columns.add(StatisticsColumn.RESOLVED);
                    columns.add(
                            late
                                    ? StatisticsColumn.RESOLVED_LATE
                                    : endDay.isBefore(dueDay)
                                            ? StatisticsColumn.RESOLVED_EARLY
                                            : StatisticsColumn.RESOLVED_ON_TIME);
                }
            }
            columns.forEach(column -> counts.merge(column, 1L, Long::sum));
        }
        return counts;
    }

    private static Line random(String code, Random random) {
        LocalDateTime received =
                LocalDate.of(2024, 1, 1)
                        .plusDays(random.nextInt(300))
                        .atTime(7, 0)
                        .plusMinutes(random.nextInt(600));
        LocalDateTime due = received.plusMinutes(random.nextInt(20 * 1440));
        Line open = new Line(code, received, due, Outcome.PENDING, null, false);
        return switch (random.nextInt(5)) {
            case 0 -> open;
            case 1 ->
                    new Line(
                            code,
                            received,
                            due,
                            Outcome.SUSPENDED,
                            received.plusMinutes(random.nextInt(9 * 1440)),
                            false);
            default -> ended(open, received, random);
        };
    }

    private static Line ended(Line open, LocalDateTime since, Random random) {
        Outcome outcome =
                List.of(
                                Outcome.RESOLVED,
                                Outcome.RESOLVED,
                                Outcome.RESOLVED,
                                Outcome.REFUSED,
                                Outcome.WITHDRAWN,
                                Outcome.STOPPED)
                        .get(random.nextInt(6));
        boolean onDueDay = random.nextInt(3) == 0 && !open.due().isBefore(since);
        LocalDateTime at = onDueDay ? open.due() : since.plusMinutes(random.nextInt(25 * 1440));
        boolean dayOnly = random.nextInt(3) == 0;
        return new Line(
                open.code(),
                open.received(),
                open.due(),
                outcome,
                dayOnly ? at.toLocalDate().atTime(23, 59, 59) : at,
                dayOnly);
    }

    private String[] csv(List<Line> lines) {
        return lines.stream()
                .map(line ->
                        row(
                                line.code(),
                                "Người nộp",
                                line.received().toString(),
                                line.due().toString(),
                                line.outcome().code(),
                                line.at() == null
                                        ? ""
                                        : line.dayOnly()
                                                ? line.at().toLocalDate().toString()
                                                : line.at().toString()))
                .toArray(String[]::new);
    }

    private long revise(String procedure, String name, LocalDate from, int read) {
        // The next version comes as it does from the catalogue's own pages.
        return jdbc.sql(
                        """
                        insert into procedure.version
                          (procedure_id, number, valid_from, imported, name, field, same_day, pause_rule,
                           online_level, terms, term_texts, components, fees, steps, publication, created_by)
                        select procedure_id, :number, :from, false, :name, field, same_day, pause_rule,
                               online_level, terms, term_texts, components, fees, steps, publication, 'test'
                        from procedure.version v join procedure.procedure p on p.id = v.procedure_id
                        where p.code = :code and v.number = 1
                        returning id
                        """)
                .param("number", read + 1)
                .param("from", from)
                .param("name", name)
                .param("code", procedure)
                .query((row, n) -> row.getLong(1))
                .single();
    }

    private ImportResult imports(String... rows) {
        return imports.run(DossierFixtures.csv(rows), "test.csv", world.administrator());
    }

    private String row(
            String code, String applicant, String received, String due, String outcome, String at) {
        return String.join(
                ",",
                code,
                world.procedure(),
                world.commune(),
                "in_person",
                "\"" + applicant + "\"",
                received,
                due,
                outcome,
                at);
    }

    private static String line(String code, String procedure, String unit, String received) {
        return String.join(
                ",",
                code,
                procedure,
                unit,
                "post",
                "A",
                received,
                "2025-01-01",
                "resolved",
                "2025-01-01");
    }
}
