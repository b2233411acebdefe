package vn.motcua.procedure;

import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import vn.motcua.audit.Journal;
import vn.motcua.calendar.Term;
import vn.motcua.common.CsvTable;
import vn.motcua.common.InputError;
import vn.motcua.common.Vietnamese;
import vn.motcua.procedure.ProcedureSql.ImportedRow;
import vn.motcua.procedure.ProcedureSql.StoredVersion;

/// The catalogue from the national list. Rows without code or name are refused one by one; what a
/// row says of terms, fees and levels but cannot be read is kept as text and listed. A row that has
/// not changed since it was last imported makes no new version; one that has keeps the process,
/// papers and decisions that the list does not know.
@org.springframework.stereotype.Component
class ProcedureImport {
    static final List<String> HEADER =
            List.of(
                    "ma_tthc",
                    "ten",
                    "bo_nganh",
                    "linh_vuc",
                    "cap_thuc_hien",
                    "loai",
                    "doi_tuong",
                    "so_quyet_dinh",
                    "thoi_han_theo_kenh",
                    "ma_ket_qua",
                    "url");
    private static final String TERMS = "thoi_han_theo_kenh";

    private final ProcedureSql sql;
    private final Journal journal;
    private final Clock clock;

    ProcedureImport(ProcedureSql sql, Journal journal, Clock clock) {
        this.sql = sql;
        this.journal = journal;
        this.clock = clock;
    }

    /// @param unclear what was stored but is to be determined by a person, row by row
    record Result(
            int imported,
            int updated,
            int unchanged,
            List<InputError> rejected,
            List<InputError> unclear) {}

    private record Row(int line, Map<String, String> cells) {
        String get(String column) {
            return cells.getOrDefault(column, "");
        }

        String code() {
            return get("ma_tthc");
        }
    }

    @Transactional
    Result run(InputStream in, @Nullable String fileName, String by) {
        List<InputError> rejected = new ArrayList<>();
        List<Row> rows = accepted(CsvTable.read(in, HEADER), rejected);
        sql.lockImport();
        List<String> codes = rows.stream().map(Row::code).toList();
        Map<String, Map<String, String>> before = sql.importedRows(codes);
        Map<String, ProcedureVersion> latest =
                before.isEmpty() ? Map.of() : sql.latest(List.copyOf(before.keySet()));
        List<ImportedRow> changedRows = new ArrayList<>();
        List<StoredVersion> versions = new ArrayList<>();
        List<InputError> unclear = new ArrayList<>();
        int unchanged = 0;
        int updated = 0;
        LocalDate today = LocalDate.now(clock);
        for (Row row : rows) {
            Map<String, String> known = before.get(row.code());
            if (row.cells().equals(known)) {
                unchanged++;
                continue;
            }
            if (known != null) {
                updated++;
            }
            List<String> review = new ArrayList<>();
            NewProcedure procedure =
                    procedure(
                            row,
                            today,
                            latest.get(row.code()),
                            known == null ? "" : known.getOrDefault(TERMS, ""),
                            review);
            review.addAll(0, ProcedureRules.review(procedure));
            for (String note : review) {
                unclear.add(InputError.line(row.line(), TERMS, row.code() + ": " + note));
            }
            changedRows.add(new ImportedRow(row.code(), row.cells()));
            versions.add(StoredVersion.of(procedure, review));
        }
        if (!versions.isEmpty()) {
            sql.storeImport(changedRows, versions, today, by);
        }
        Result result =
                new Result(versions.size() - updated, updated, unchanged, rejected, unclear);
        journal.record(
                by,
                "procedure.import",
                "procedure",
                fileName == null ? "" : fileName,
                "imported=%d updated=%d unchanged=%d rejected=%d unclear=%d"
                        .formatted(
                                result.imported(),
                                updated,
                                unchanged,
                                rejected.size(),
                                unclear.size()));
        return result;
    }

    private static List<Row> accepted(CsvTable table, List<InputError> rejected) {
        List<Row> rows = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        for (CsvTable.Row row : table.rows()) {
            int line = row.line();
            if (row.cells().length != HEADER.size()) {
                rejected.add(
                        InputError.line(
                                line,
                                null,
                                "Dòng có "
                                        + row.cells().length
                                        + " cột, cần "
                                        + HEADER.size()
                                        + " cột"));
                continue;
            }
            Map<String, String> cells = new LinkedHashMap<>();
            HEADER.forEach(column -> cells.put(column, row.get(column)));
            List<InputError> wrong = wrong(line, cells);
            String code = cells.getOrDefault("ma_tthc", "");
            Integer first = wrong.isEmpty() ? lines.putIfAbsent(code, line) : null;
            if (first != null) {
                wrong.add(
                        InputError.line(line, "ma_tthc", "Mã " + code + " đã có ở dòng " + first));
            }
            if (wrong.isEmpty()) {
                rows.add(new Row(line, cells));
            } else {
                rejected.addAll(wrong);
            }
        }
        return rows;
    }

    private static List<InputError> wrong(int line, Map<String, String> cells) {
        List<InputError> wrong = new ArrayList<>();
        String code = cells.getOrDefault("ma_tthc", "");
        String name = cells.getOrDefault("ten", "");
        if (code.isEmpty()) {
            wrong.add(InputError.line(line, "ma_tthc", "Thiếu mã thủ tục"));
        } else if (!code.matches(ProcedureRules.CODE)) {
            wrong.add(
                    InputError.line(
                            line,
                            "ma_tthc",
                            "Mã \"" + code + "\" không đúng dạng, ví dụ đúng: 1.001193"));
        }
        if (name.isEmpty()) {
            wrong.add(InputError.line(line, "ten", "Thiếu tên thủ tục"));
        } else if (name.length() > ProcedureRules.LONGEST_NAME) {
            wrong.add(
                    InputError.line(
                            line, "ten", "Tên dài quá " + ProcedureRules.LONGEST_NAME + " ký tự"));
        }
        cells.forEach((column, text) -> {
            if (text.chars().anyMatch(c -> c == '\uFFFD' || Character.isISOControl(c))) {
                wrong.add(InputError.line(line, column, "Có ký tự hỏng, không đọc được"));
            }
        });
        return wrong;
    }

    private static NewProcedure procedure(
            Row row,
            LocalDate today,
            @Nullable ProcedureVersion latest,
            String termsBefore,
            List<String> review) {
        PrintedTerms printed = PrintedTerms.read(row.get(TERMS));
        printed.unread().forEach(text -> review.add("Thời hạn ghi “" + text + "”"));
        PrintedTerms before = PrintedTerms.read(termsBefore);
        boolean sameTerms = !termsBefore.isEmpty() && termsBefore.equals(row.get(TERMS));
        Map<Channel, Term> terms = new EnumMap<>(Channel.class);
        Map<Channel, String> texts = new EnumMap<>(Channel.class);
        if (latest != null && sameTerms) {
            terms.putAll(latest.terms());
            texts.putAll(latest.termTexts());
        } else {
            terms.putAll(printed.terms());
            texts.putAll(printed.texts());
            if (latest != null) {
                keepDecided(latest, before, terms, texts, review);
            }
        }
        return new NewProcedure(
                row.code(),
                row.get("ten"),
                row.get("linh_vuc"),
                today,
                true,
                levels(row.get("cap_thuc_hien"), review),
                terms,
                texts,
                latest != null && latest.sameDay(),
                latest == null ? PauseRule.PAUSE : latest.pauseRule(),
                latest == null ? OnlineLevel.UNKNOWN : latest.onlineLevel(),
                latest == null ? List.of() : latest.components(),
                latest == null || !printed.fees().equals(before.fees())
                        ? printed.fees()
                        : latest.fees(),
                latest == null ? List.of() : latest.steps(),
                new Publication(
                        orNull(row.get("so_quyet_dinh")),
                        orNull(row.get("bo_nganh")),
                        orNull(row.get("loai")),
                        orNull(row.get("doi_tuong")),
                        orNull(row.get("ma_ket_qua")),
                        orNull(row.get("url"))));
    }

    /// A term that a person determined, not the list before, stays where the new list is not clear.
    private static void keepDecided(
            ProcedureVersion latest,
            PrintedTerms before,
            Map<Channel, Term> terms,
            Map<Channel, String> texts,
            List<String> review) {
        Map<String, Set<Channel>> kept = new LinkedHashMap<>();
        latest.terms()
                .forEach((channel, term) -> {
                    String text = texts.remove(channel);
                    if (text != null) {
                        terms.put(channel, term);
                        kept.computeIfAbsent(
                                        "giữ "
                                                + term.text()
                                                + " đã xác định trước, danh mục mới ghi “"
                                                + text
                                                + "”",
                                        key -> new LinkedHashSet<>())
                                .add(channel);
                    }
                });
        kept.forEach((note, channels) ->
                review.add("Thời hạn " + ProcedureRules.channelNames(channels) + ": " + note));
    }

    private static Set<Level> levels(String text, List<String> review) {
        Set<Level> levels = new LinkedHashSet<>();
        for (String name : text.split(",")) {
            String folded = Vietnamese.fold(name);
            if (folded.isEmpty()) {
                continue;
            }
            Arrays.stream(Level.values())
                    .filter(level -> Vietnamese.fold(level.label()).equals(folded))
                    .findFirst()
                    .ifPresentOrElse(
                            levels::add,
                            () -> review.add("Cấp thực hiện ghi “" + Vietnamese.text(name) + "”"));
        }
        return levels;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
