package vn.motcua.organization;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.motcua.audit.Journal;
import vn.motcua.common.CsvTable;
import vn.motcua.common.InputError;
import vn.motcua.common.Problem;
import vn.motcua.common.UnitId;
import vn.motcua.common.Vietnamese;
import vn.motcua.identity.Actor;

/// Units from a file: the national list as JSON (provinces with their communes, in force since
/// 01/07/2025), or CSV of any tiers and dates. A unit is (code, valid from): an older unit that
/// bears the same code stays as it is. Rows that cannot be taken are listed; the others are stored.
@Component
class UnitImport {
    static final List<String> HEADER =
            List.of("code", "name", "tier", "parent", "valid_from", "valid_to", "aliases");
    // Căn cứ: QĐ 19/2025/QĐ-TTg, danh mục đơn vị hành chính có hiệu lực từ 01/07/2025.
    private static final LocalDate TWO_TIERS = LocalDate.of(2025, 7, 1);

    private final UnitSql sql;
    private final Journal journal;
    private final JsonMapper json;

    UnitImport(UnitSql sql, Journal journal, JsonMapper json) {
        this.sql = sql;
        this.journal = journal;
        this.json = json;
    }

    record Result(int imported, int updated, int unchanged, List<InputError> rejected) {}

    private record Row(
            int line,
            String code,
            String name,
            Tier tier,
            @Nullable String parent,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            List<String> aliases) {}

    @Transactional
    public Result run(InputStream in, @Nullable String fileName, Actor actor) throws IOException {
        byte[] bytes = in.readAllBytes();
        List<InputError> rejected = new ArrayList<>();
        List<Row> rows =
                isJson(bytes)
                        ? fromJson(bytes, rejected)
                        : fromCsv(new ByteArrayInputStream(bytes), rejected);
        Result result = store(rows, rejected, actor);
        journal.record(
                actor.username(),
                "unit.import",
                "unit",
                fileName == null ? "" : fileName,
                "imported=%d updated=%d unchanged=%d rejected=%d"
                        .formatted(
                                result.imported(),
                                result.updated(),
                                result.unchanged(),
                                result.rejected().size()));
        return result;
    }

    private static boolean isJson(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '[' || b == '{') {
                return true;
            }
            if (!Character.isWhitespace(b)
                    && b != (byte) 0xEF
                    && b != (byte) 0xBB
                    && b != (byte) 0xBF) {
                return false;
            }
        }
        return false;
    }

    private List<Row> fromJson(byte[] bytes, List<InputError> rejected) {
        JsonNode root;
        try {
            root = json.readTree(bytes);
        } catch (JacksonException fault) {
            int line = fault.getLocation() == null ? 1 : fault.getLocation().getLineNr();
            throw Problem.invalid(
                    List.of(InputError.line(line, null, "Tệp JSON hỏng hoặc cụt ở dòng này")));
        }
        if (!root.isArray()) {
            throw Problem.invalid("file", "Tệp JSON phải là danh sách các tỉnh, mỗi tỉnh có Wards");
        }
        List<Row> rows = new ArrayList<>();
        int number = 0;
        for (JsonNode province : root) {
            number++;
            Row parent = jsonRow(province, Tier.PROVINCE, null, number, rejected);
            if (parent == null) {
                continue;
            }
            rows.add(parent);
            for (JsonNode ward : province.path("Wards")) {
                Row commune = jsonRow(ward, Tier.COMMUNE, parent.code(), number, rejected);
                if (commune != null) {
                    rows.add(commune);
                }
            }
        }
        return rows;
    }

    private static @Nullable Row jsonRow(
            JsonNode node,
            Tier tier,
            @Nullable String parent,
            int number,
            List<InputError> rejected) {
        String code = Vietnamese.text(node.path("Code").asString(""));
        String name = Vietnamese.text(node.path("FullName").asString(""));
        if (code.isEmpty() || name.isEmpty()) {
            rejected.add(
                    InputError.line(
                            number,
                            code.isEmpty() ? "Code" : "FullName",
                            "Đơn vị thứ " + number + " của tệp thiếu mã hoặc tên"));
            return null;
        }
        return new Row(number, code, name, tier, parent, TWO_TIERS, null, List.of());
    }

    private static List<Row> fromCsv(InputStream in, List<InputError> rejected) {
        List<Row> rows = new ArrayList<>();
        for (CsvTable.Row row : CsvTable.read(in, HEADER).rows()) {
            List<InputError> wrong = new ArrayList<>();
            int line = row.line();
            String code = row.get("code");
            String name = row.get("name");
            if (code.isEmpty()) {
                wrong.add(InputError.line(line, "code", "Thiếu mã đơn vị"));
            }
            if (name.isEmpty()) {
                wrong.add(InputError.line(line, "name", "Thiếu tên đơn vị"));
            }
            Optional<Tier> tier = tier(row.get("tier"));
            if (tier.isEmpty()) {
                wrong.add(
                        InputError.line(
                                line,
                                "tier",
                                "Cấp phải là province, district, commune, office hoặc service, không"
                                        + " phải \""
                                        + row.get("tier")
                                        + "\""));
            }
            LocalDate from = date(row, "valid_from", wrong);
            LocalDate to = row.get("valid_to").isEmpty() ? null : date(row, "valid_to", wrong);
            if (from == null && row.get("valid_from").isEmpty()) {
                wrong.add(InputError.line(line, "valid_from", "Thiếu ngày có hiệu lực"));
            }
            if (from != null && to != null && to.isBefore(from)) {
                wrong.add(
                        InputError.line(
                                line, "valid_to", "Ngày hết hiệu lực trước ngày có hiệu lực"));
            }
            if (!wrong.isEmpty() || from == null || tier.isEmpty()) {
                rejected.addAll(wrong);
                continue;
            }
            String parent = row.get("parent");
            List<String> aliases =
                    Arrays.stream(row.get("aliases").split("[|;]"))
                            .map(Vietnamese::text)
                            .filter(alias -> !alias.isEmpty())
                            .toList();
            rows.add(
                    new Row(
                            line,
                            code,
                            name,
                            tier.get(),
                            parent.isEmpty() ? null : parent,
                            from,
                            to,
                            aliases));
        }
        return rows;
    }

    private static Optional<Tier> tier(String text) {
        return Arrays.stream(Tier.values())
                .filter(tier -> tier.code().equals(text.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private static @Nullable LocalDate date(
            CsvTable.Row row, String column, List<InputError> wrong) {
        String text = row.get(column);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException fault) {
            wrong.add(
                    InputError.line(
                            row.line(),
                            column,
                            "Ngày \"" + text + "\" không có thật hoặc không đúng dạng 2025-07-01"));
            return null;
        }
    }

    /// Parents may stand anywhere in the file: rows wait until their parent is stored.
    private Result store(List<Row> rows, List<InputError> rejected, Actor actor) {
        int imported = 0;
        int updated = 0;
        int unchanged = 0;
        Set<String> seen = new HashSet<>();
        Map<String, Integer> positions = new HashMap<>();
        List<Row> waiting = new ArrayList<>();
        Set<String> coming = new HashSet<>();
        for (Row row : rows) {
            if (!seen.add(row.code() + "@" + row.validFrom())) {
                rejected.add(
                        InputError.line(
                                row.line(),
                                "code",
                                "Mã "
                                        + row.code()
                                        + " có hiệu lực từ "
                                        + Vietnamese.date(row.validFrom())
                                        + " xuất hiện hai lần trong tệp"));
                continue;
            }
            waiting.add(row);
            coming.add(row.code());
        }
        boolean changed = false;
        while (!waiting.isEmpty()) {
            List<Row> now = new ArrayList<>();
            List<Row> later = new ArrayList<>();
            for (Row row : waiting) {
                boolean waits = row.parent() != null && coming.contains(row.parent());
                (waits ? later : now).add(row);
            }
            if (now.isEmpty()) {
                for (Row row : later) {
                    rejected.add(
                            InputError.line(
                                    row.line(), "parent", "Đơn vị cấp trên quẩn vòng tròn"));
                }
                break;
            }
            for (Row row : now) {
                Optional<Unit> parent = Optional.empty();
                if (row.parent() != null) {
                    parent = sql.byCode(row.parent(), row.validFrom());
                    if (parent.isEmpty()) {
                        rejected.add(
                                InputError.line(
                                        row.line(),
                                        "parent",
                                        "Không có đơn vị cấp trên "
                                                + row.parent()
                                                + " vào ngày "
                                                + Vietnamese.date(row.validFrom())));
                        coming.remove(row.code());
                        continue;
                    }
                }
                @Nullable UnitId parentId = parent.map(Unit::id).orElse(null);
                Optional<Unit> known = sql.byKey(row.code(), row.validFrom());
                if (known.isEmpty()) {
                    int position = positions.merge(String.valueOf(row.parent()), 1, Integer::sum);
                    sql.insert(
                            row.code(),
                            row.validFrom(),
                            row.validTo(),
                            row.name(),
                            row.tier(),
                            parentId == null ? null : parentId.value(),
                            null,
                            row.aliases(),
                            position);
                    imported++;
                    changed = true;
                } else if (same(known.get(), row, parentId)) {
                    unchanged++;
                } else if (parentId != null
                        && sql.within(parentId.value(), new Long[] {known.get().id().value()})) {
                    rejected.add(
                            InputError.line(
                                    row.line(), "parent", "Đơn vị cấp trên quẩn vòng tròn"));
                } else {
                    sql.update(
                            known.get().id().value(),
                            row.name(),
                            row.tier(),
                            parentId == null ? null : parentId.value(),
                            row.validTo(),
                            null,
                            row.aliases().isEmpty() ? known.get().aliases() : row.aliases());
                    updated++;
                    changed = true;
                }
            }
            now.forEach(row -> coming.remove(row.code()));
            waiting = later;
        }
        if (changed) {
            sql.rebuildClosure();
        }
        return new Result(imported, updated, unchanged, rejected);
    }

    private static boolean same(Unit unit, Row row, @Nullable UnitId parent) {
        return unit.name().equals(row.name())
                && unit.tier() == row.tier()
                && Objects.equals(unit.parent(), parent)
                && Objects.equals(unit.validTo(), row.validTo())
                && (row.aliases().isEmpty() || unit.aliases().equals(row.aliases()));
    }
}
