package vn.motcua.organization;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
import vn.motcua.identity.Accounts;
import vn.motcua.identity.Actor;
import vn.motcua.identity.Role;

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
    private final Accounts accounts;
    private final Journal journal;
    private final JsonMapper json;

    UnitImport(UnitSql sql, Accounts accounts, Journal journal, JsonMapper json) {
        this.sql = sql;
        this.accounts = accounts;
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
    Result run(InputStream in, @Nullable String fileName, Actor actor) throws IOException {
        return run(in, fileName, actor.username(), actor.scopes(Role.ADMINISTRATOR));
    }

    /// @param scopes roots of the subtrees that may be changed; null: everything
    @Transactional
    Result run(InputStream in, @Nullable String fileName, String by, Long @Nullable [] scopes)
            throws IOException {
        byte[] bytes = in.readAllBytes();
        List<InputError> rejected = new ArrayList<>();
        List<Row> rows =
                isJson(bytes)
                        ? fromJson(bytes, rejected)
                        : fromCsv(new ByteArrayInputStream(bytes), rejected);
        Result result = new Storing(rejected, by, scopes).store(rows);
        journal.record(
                by,
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
            if (row.cells().length > HEADER.size()) {
                wrong.add(
                        InputError.line(
                                line,
                                null,
                                "Dòng có %d ô, nhiều hơn %d cột của tiêu đề; ô có dấu phẩy phải nằm"
                                                .formatted(row.cells().length, HEADER.size())
                                        + " trong ngoặc kép"));
            }
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

    /// One file on its way into the tree. Parents may stand anywhere in it: rows wait until their
    /// parent is stored, wave by wave.
    private final class Storing {
        private final List<InputError> rejected;
        private final String by;
        private final @Nullable Set<Long> writable;
        private final boolean rootsToo;
        private final List<Long> rootsBefore = sql.roots();
        private final List<Long> newRoots = new ArrayList<>();
        private final Map<Long, Long> parents = sql.parents();
        private final Map<String, List<Unit>> known = new HashMap<>();
        private int imported;
        private int updated;
        private int unchanged;
        private int position;

        Storing(List<InputError> rejected, String by, Long @Nullable [] scopes) {
            this.rejected = rejected;
            this.by = by;
            this.writable = scopes == null ? null : sql.subtrees(scopes);
            this.rootsToo =
                    scopes == null || rootsBefore.stream().anyMatch(List.of(scopes)::contains);
        }

        Result store(List<Row> rows) {
            List<Row> waiting = withoutDoubles(rows);
            Set<String> codes = new HashSet<>();
            Map<String, Integer> coming = new HashMap<>();
            for (Row row : waiting) {
                coming.merge(row.code(), 1, Integer::sum);
                codes.add(row.code());
                if (row.parent() != null) {
                    codes.add(row.parent());
                }
            }
            sql.byCodes(codes).forEach(this::remember);
            while (!waiting.isEmpty()) {
                List<Row> now = new ArrayList<>();
                List<Row> later = new ArrayList<>();
                for (Row row : waiting) {
                    boolean waits = row.parent() != null && coming.containsKey(row.parent());
                    (waits ? later : now).add(row);
                }
                if (now.isEmpty()) {
                    later.forEach(row -> reject(row, "parent", "Đơn vị cấp trên quẩn vòng tròn"));
                    break;
                }
                wave(now);
                now.forEach(row ->
                        coming.computeIfPresent(
                                row.code(), (code, count) -> count == 1 ? null : count - 1));
                waiting = later;
            }
            if (imported + updated > 0) {
                sql.rebuildClosure();
            }
            accounts.reachNewRoots(rootsBefore, newRoots, by);
            rejected.sort(Comparator.comparing(error -> Objects.requireNonNull(error.line())));
            return new Result(imported, updated, unchanged, rejected);
        }

        private List<Row> withoutDoubles(List<Row> rows) {
            Set<String> seen = new HashSet<>();
            List<Row> kept = new ArrayList<>();
            for (Row row : rows) {
                if (seen.add(row.code() + "@" + row.validFrom())) {
                    kept.add(row);
                } else {
                    reject(
                            row,
                            "code",
                            "Mã "
                                    + row.code()
                                    + " có hiệu lực từ "
                                    + Vietnamese.date(row.validFrom())
                                    + " xuất hiện hai lần trong tệp");
                }
            }
            return kept;
        }

        private void wave(List<Row> rows) {
            List<NewUnit> fresh = new ArrayList<>();
            List<Integer> positions = new ArrayList<>();
            for (Row row : rows) {
                @Nullable Unit parent = null;
                if (row.parent() != null) {
                    parent = inForce(row.parent(), row.validFrom());
                    if (parent == null) {
                        reject(
                                row,
                                "parent",
                                "Không có đơn vị cấp trên "
                                        + row.parent()
                                        + " vào ngày "
                                        + Vietnamese.date(row.validFrom()));
                        continue;
                    }
                }
                @Nullable UnitId parentId = parent == null ? null : parent.id();
                @Nullable Unit stored = byKey(row.code(), row.validFrom());
                if (stored == null) {
                    if (mayHang(row, parentId)) {
                        fresh.add(
                                new NewUnit(
                                        row.code(),
                                        row.name(),
                                        row.tier(),
                                        parentId,
                                        null,
                                        row.aliases(),
                                        row.validFrom(),
                                        row.validTo()));
                        positions.add(++position);
                    }
                } else if (same(stored, row, parentId)) {
                    unchanged++;
                } else {
                    change(stored, row, parentId);
                }
            }
            insert(fresh, positions);
        }

        private void insert(List<NewUnit> fresh, List<Integer> positions) {
            if (fresh.isEmpty()) {
                return;
            }
            Map<String, NewUnit> byKey = new HashMap<>();
            fresh.forEach(unit -> byKey.put(unit.code() + "@" + unit.validFrom(), unit));
            for (UnitSql.Key key : sql.insertAll(fresh, positions)) {
                NewUnit unit =
                        Objects.requireNonNull(byKey.get(key.code() + "@" + key.validFrom()));
                imported++;
                if (writable != null) {
                    writable.add(key.id());
                }
                if (unit.parent() == null) {
                    newRoots.add(key.id());
                } else {
                    parents.put(key.id(), unit.parent().value());
                }
                remember(
                        new Unit(
                                new UnitId(key.id()),
                                unit.code(),
                                unit.name(),
                                unit.tier(),
                                unit.parent(),
                                null,
                                unit.code(),
                                unit.aliases(),
                                unit.validFrom(),
                                unit.validTo(),
                                0));
            }
        }

        private void change(Unit stored, Row row, @Nullable UnitId parent) {
            if (writable != null && !writable.contains(stored.id().value())) {
                reject(row, "code", "Đơn vị " + row.code() + " nằm ngoài phạm vi quản trị của bạn");
                return;
            }
            if (!Objects.equals(stored.parent(), parent) && !mayHang(row, parent)) {
                return;
            }
            if (parent != null && under(parent.value(), stored.id().value())) {
                reject(row, "parent", "Đơn vị cấp trên quẩn vòng tròn");
                return;
            }
            List<String> aliases = row.aliases().isEmpty() ? stored.aliases() : row.aliases();
            sql.update(stored.id().value(), row.name(), row.tier(), parent, row.validTo(), aliases);
            updated++;
            if (parent == null) {
                parents.remove(stored.id().value());
                if (stored.parent() != null) {
                    newRoots.add(stored.id().value());
                }
            } else {
                parents.put(stored.id().value(), parent.value());
            }
            remember(
                    new Unit(
                            stored.id(),
                            stored.code(),
                            row.name(),
                            row.tier(),
                            parent,
                            null,
                            stored.agency(),
                            aliases,
                            stored.validFrom(),
                            row.validTo(),
                            stored.position()));
        }

        private boolean mayHang(Row row, @Nullable UnitId parent) {
            if (parent == null) {
                if (!rootsToo) {
                    reject(
                            row,
                            "parent",
                            "Chỉ quản trị của đơn vị gốc được thêm đơn vị không có cấp trên");
                }
                return rootsToo;
            }
            boolean within = writable == null || writable.contains(parent.value());
            if (!within) {
                reject(
                        row,
                        "parent",
                        "Đơn vị cấp trên " + row.parent() + " nằm ngoài phạm vi quản trị của bạn");
            }
            return within;
        }

        private boolean under(long unit, long possibleAncestor) {
            for (@Nullable Long at = unit; at != null; at = parents.get(at)) {
                if (at == possibleAncestor) {
                    return true;
                }
            }
            return false;
        }

        private void remember(Unit unit) {
            List<Unit> spans = known.computeIfAbsent(unit.code(), code -> new ArrayList<>());
            spans.removeIf(other -> other.id().equals(unit.id()));
            spans.add(unit);
        }

        private @Nullable Unit byKey(String code, LocalDate from) {
            return known.getOrDefault(code, List.of()).stream()
                    .filter(unit -> unit.validFrom().equals(from))
                    .findFirst()
                    .orElse(null);
        }

        private @Nullable Unit inForce(String code, LocalDate day) {
            return known.getOrDefault(code, List.of()).stream()
                    .filter(unit -> unit.inForce(day))
                    .max(Comparator.comparing(Unit::validFrom))
                    .orElse(null);
        }

        private void reject(Row row, String field, String message) {
            rejected.add(InputError.line(row.line(), field, message));
        }
    }

    private static boolean same(Unit unit, Row row, @Nullable UnitId parent) {
        return unit.name().equals(row.name())
                && unit.tier() == row.tier()
                && Objects.equals(unit.parent(), parent)
                && Objects.equals(unit.validTo(), row.validTo())
                && (row.aliases().isEmpty() || unit.aliases().equals(row.aliases()));
    }
}
