package vn.motcua.checking.table;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.motcua.checking.Basis;
import vn.motcua.checking.Kind;
import vn.motcua.checking.Verdict;
import vn.motcua.checking.claim.Arithmetic;
import vn.motcua.checking.claim.Arithmetic.Amount;
import vn.motcua.checking.claim.Arithmetic.Judged;
import vn.motcua.checking.claim.Claim;
import vn.motcua.checking.claim.Claims;
import vn.motcua.checking.claim.Mend;

/// A statistical form: coded rows with a unit and a value; rows "tỷ lệ" with their operands
/// beneath.
final class Form {
    private static final Pattern CODE = Pattern.compile("\\d{1,2}(?:\\.\\d{1,2})*\\.?");
    private static final Pattern OUTER = Pattern.compile("(?:[IVX]{1,5}|[A-ZĐ])\\.?");
    private static final Pattern WITHIN =
            Pattern.compile("^\\s*(?:trong đó|bao gồm|gồm|chia ra).*");
    private static final Pattern OPEN_RATE =
            Pattern.compile(
                    "tăng|giảm|so với|kế hoạch|dự toán|giải ngân|thực hiện|hoàn thành|tốc độ|tinh giản|cắt giảm|thu ");
    private static final List<String[]> OPPOSITES =
            List.of(
                    new String[] {"huyện", "xã"},
                    new String[] {"tỉnh", "huyện"},
                    new String[] {"đúng hạn", "quá hạn"},
                    new String[] {"trực tiếp", "trực tuyến"},
                    new String[] {"mức độ 3", "mức độ 4"},
                    new String[] {"một phần", "toàn trình"},
                    new String[] {"tự bảo đảm", "nhà nước bảo đảm"},
                    new String[] {"tự đảm bảo", "nhà nước đảm bảo"});

    private final Grid grid;
    private final List<FormRow> rows = new ArrayList<>();
    private final List<FormRow> roots = new ArrayList<>();

    Form(Grid grid) {
        this.grid = grid;
        read();
    }

    static boolean isForm(Grid grid) {
        if (grid.unitColumn() >= 0) {
            return true;
        }
        long deep =
                grid.data().stream()
                        .filter(r -> grid.code(r).matches("\\d{1,2}(?:\\.\\d{1,2})+\\.?"))
                        .count();
        return deep >= 2 && grid.codeColumn() >= 0;
    }

    List<FormRow> rows() {
        return rows;
    }

    private void read() {
        Deque<FormRow> open = new ArrayDeque<>();
        @Nullable FormRow coded = null;
        @Nullable FormRow listed = null;
        boolean within = false;
        for (int r : grid.data()) {
            String first = grid.codeColumn() < 0 ? "" : grid.table().text(r, grid.codeColumn());
            String label = grid.labelColumn() < 0 ? "" : grid.table().text(r, grid.labelColumn());
            String unit =
                    grid.unitColumn() < 0
                            ? ""
                            : grid.table()
                                    .text(r, grid.unitColumn())
                                    .toLowerCase(Locale.ROOT)
                                    .strip();
            if (unit.matches("[\\d.,]+%?")) {
                unit = "";
            }
            int shift = 0;
            boolean isCode = CODE.matcher(first).matches();
            boolean isOuter = OUTER.matcher(first).matches();
            if (label.isEmpty()
                    && !first.isEmpty()
                    && !isCode
                    && !isOuter
                    && !WITHIN.matcher(first.toLowerCase(Locale.ROOT)).matches()) {
                label = first;
                first = "";
                shift = 1;
                unit = "";
            }
            if (isCode || isOuter) {
                int[] code = isCode ? numbers(first) : new int[0];
                while (!open.isEmpty() && open.peek().code().length >= code.length) {
                    open.pop();
                }
                FormRow row = new FormRow(r, code, label, unit, 0, open.peek());
                FormRow above = open.peek();
                if (above == null) {
                    roots.add(row);
                } else {
                    above.coded().add(row);
                }
                open.push(row);
                rows.add(row);
                coded = row;
                listed = null;
                within = false;
                continue;
            }
            within |=
                    WITHIN.matcher(first.toLowerCase(Locale.ROOT)).matches()
                            || WITHIN.matcher(label.toLowerCase(Locale.ROOT)).matches();
            boolean dash = label.startsWith("-") || label.startsWith("+");
            if (coded == null || label.isEmpty() || !(within || dash)) {
                continue;
            }
            FormRow under = dash && listed != null ? listed : coded;
            FormRow row = new FormRow(r, coded.code(), label, unit, shift, under);
            under.listed().add(row);
            rows.add(row);
            if (!dash) {
                listed = row;
            }
        }
    }

    private static int[] numbers(String code) {
        String[] parts = code.replaceAll("\\.$", "").split("\\.");
        int[] numbers = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = Integer.parseInt(parts[i]);
        }
        return numbers;
    }

    Grid.@Nullable Number number(FormRow row, int column) {
        int actual = column - row.shift();
        return actual < 0 ? null : grid.number(row.row(), actual, row.isRate());
    }

    private @Nullable BigDecimal value(FormRow row, int column) {
        Grid.Number number = number(row, column);
        return number == null ? null : number.value();
    }

    void find(Claims claims) {
        for (int column : grid.valueColumns()) {
            for (FormRow row : rows) {
                Grid.Number number = number(row, column);
                if (row.isChoice()) {
                    continue;
                }
                bounds(row, column, claims);
                if (number == null) {
                    continue;
                }
                if (row.isRate()) {
                    rate(row, column, number, claims);
                } else {
                    parts(row, column, number.value(), claims);
                    unit(row, column, number, claims);
                }
            }
            siblings(roots, column, claims);
            rows.forEach(r -> siblings(r.coded(), column, claims));
        }
    }

    // ---- rates with their operands beneath

    private void rate(FormRow row, int column, Grid.Number stated, Claims claims) {
        List<FormRow> operands =
                row.coded().stream()
                        .filter(r -> !r.isRate() && !r.isChoice() && value(r, column) != null)
                        .toList();
        if (operands.isEmpty()) {
            operands =
                    row.listed().stream()
                            .filter(r -> !r.isRate() && value(r, column) != null)
                            .toList();
        }
        if (operands.size() < 2) {
            over(row, column, stated, claims);
            return;
        }
        FormRow bottom =
                operands.stream()
                        .filter(r -> r.lowerLabel().startsWith("tổng"))
                        .findFirst()
                        .orElse(operands.getFirst());
        FormRow top = operands.getFirst() == bottom ? operands.get(1) : operands.getFirst();
        BigDecimal upper = value(top, column);
        BigDecimal lower = value(bottom, column);
        if (upper == null || lower == null || !stated.exact()) {
            return;
        }
        String printed = Arithmetic.show(stated.value()) + "%";
        if (lower.signum() == 0) {
            if (upper.signum() != 0) {
                add(
                        Kind.RATIO,
                        Verdict.WRONG,
                        row,
                        column,
                        List.of(upper, lower),
                        printed,
                        "không xác định",
                        "Mẫu số “"
                                + bottom.label()
                                + "” bằng 0 trong khi tử số “"
                                + top.label()
                                + "” là "
                                + Arithmetic.show(upper)
                                + ": "
                                + Arithmetic.show(upper)
                                + "/0 không tính được, không thể là "
                                + printed
                                + ".",
                        claims);
            }
            return;
        }
        Judged judged = judge(upper, lower, stated);
        if (judged.verdict() == Verdict.WRONG
                && operands.size() > 2
                && otherPair(operands, column, stated)) {
            return;
        }
        String equation =
                Arithmetic.show(upper)
                        + "/"
                        + Arithmetic.show(lower)
                        + " = "
                        + Arithmetic.showExact(judged.exact(), stated.decimals());
        String message =
                switch (judged.verdict()) {
                    case OK -> equation + ", đúng.";
                    case ROUNDING ->
                            equation
                                    + "; số in "
                                    + printed
                                    + (judged.cut()
                                            ? " bị cắt bớt chứ không làm tròn."
                                            : " lệch một đơn vị cuối.");
                    case WRONG, SUSPECT ->
                            equation
                                    + ", không phải "
                                    + printed
                                    + "."
                                    + mend(stated, upper, lower, judged.exact());
                };
        add(
                Kind.RATIO,
                judged.verdict(),
                row,
                column,
                List.of(upper, lower),
                printed,
                Arithmetic.showPercent(judged.exact(), Math.max(1, stated.decimals())),
                message,
                claims);
    }

    private static Judged judge(BigDecimal upper, BigDecimal lower, Grid.Number stated) {
        return Arithmetic.ratio(
                Amount.exactly(upper), Amount.exactly(lower), stated.value(), stated.decimals());
    }

    private boolean otherPair(List<FormRow> operands, int column, Grid.Number stated) {
        for (FormRow a : operands) {
            for (FormRow b : operands) {
                BigDecimal upper = value(a, column);
                BigDecimal lower = value(b, column);
                if (a != b
                        && upper != null
                        && lower != null
                        && lower.signum() > 0
                        && judge(upper, lower, stated).verdict() == Verdict.OK) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String mend(
            Grid.Number stated, BigDecimal upper, BigDecimal lower, BigDecimal exact) {
        for (int power : new int[] {-6, -3, -2, -1, 1, 2, 3, 6}) {
            if (exact.signum() > 0
                    && Arithmetic.close(exact.scaleByPowerOfTen(power), stated.value(), 1)) {
                return " Lệch đúng "
                        + Arithmetic.show(BigDecimal.ONE.scaleByPowerOfTen(Math.abs(power)))
                        + " lần: có thể hai dòng khác đơn vị tính (tỷ, triệu).";
            }
        }
        if (Arithmetic.same(stated.value(), upper) || Arithmetic.same(stated.value(), lower)) {
            return " " + Arithmetic.show(stated.value()) + " là số lượng, bị chép vào ô tỷ lệ.";
        }
        Optional<String> slip =
                Mend.slip(
                        stated.value(),
                        exact.setScale(stated.decimals(), java.math.RoundingMode.HALF_UP));
        return slip.map(s -> " Có thể " + s + ".").orElse("");
    }

    private void over(FormRow row, int column, Grid.Number stated, Claims claims) {
        if (stated.value().compareTo(Arithmetic.HUNDRED) > 0
                && row.lowerLabel().startsWith("tỷ lệ")
                && !OPEN_RATE.matcher(row.lowerLabel()).find()) {
            add(
                    Kind.BOUND,
                    Verdict.WRONG,
                    row,
                    column,
                    List.of(stated.value()),
                    Arithmetic.show(stated.value()) + "%",
                    "≤ 100%",
                    "Tỷ lệ của một phần trên tổng không thể là "
                            + Arithmetic.show(stated.value())
                            + "%.",
                    claims);
        }
    }

    // ---- sums

    private void parts(FormRow row, int column, BigDecimal stated, Claims claims) {
        boolean listed = !row.listed().isEmpty();
        List<FormRow> children = new ArrayList<>();
        for (FormRow child : listed ? row.listed() : row.coded()) {
            boolean sameUnit =
                    listed
                            || children.isEmpty()
                            || unit(child).isEmpty()
                            || unit(child).equals(unit(children.getFirst()));
            if (child.isRate() || child.isChoice()) {
                continue;
            }
            if (!sameUnit) {
                break;
            }
            children.add(child);
        }
        boolean unitsFit =
                children.isEmpty()
                        || unit(row).isEmpty()
                        || unit(children.getFirst()).isEmpty()
                        || unit(row).equals(unit(children.getFirst()));
        if (children.size() < 2 || !unitsFit) {
            return;
        }
        List<BigDecimal> values = new ArrayList<>();
        boolean blank = false;
        boolean all = true;
        for (FormRow child : children) {
            BigDecimal value = value(child, column);
            blank |= value == null;
            all &= value == null;
            values.add(value == null ? BigDecimal.ZERO : value);
        }
        if (all) {
            return;
        }
        BigDecimal sum = Arithmetic.sum(values);
        boolean right = Arithmetic.same(sum, stated);
        boolean extended =
                children.stream().allMatch(c -> c.lowerLabel().startsWith(row.lowerLabel()));
        boolean near = Arithmetic.close(sum, stated, 10);
        boolean total = row.lowerLabel().startsWith("tổng") || extended;
        @Nullable Verdict verdict = null;
        if (right) {
            verdict = Verdict.OK;
        } else if (blank) {
            verdict = listed && Arithmetic.close(sum, stated, 25) ? Verdict.SUSPECT : null;
        } else if (listed) {
            verdict = near || opposite(children) || slipped(stated, sum) ? Verdict.WRONG : null;
        } else if (total && (Arithmetic.close(sum, stated, 15) || slipped(stated, sum))) {
            verdict = Verdict.WRONG;
        } else if (opposite(children) && (near || sum.compareTo(stated) > 0)) {
            verdict = Verdict.SUSPECT;
        }
        if (verdict == null) {
            return;
        }
        sum(row, column, stated, values, sum, verdict, claims);
    }

    private static boolean slipped(BigDecimal stated, BigDecimal sum) {
        return stated.compareTo(Arithmetic.HUNDRED) >= 0
                && sum.compareTo(Arithmetic.HUNDRED) >= 0
                && Mend.slip(stated, sum).filter(m -> m.contains("chữ số")).isPresent();
    }

    private void sum(
            FormRow row,
            int column,
            BigDecimal stated,
            List<BigDecimal> values,
            BigDecimal sum,
            Verdict verdict,
            Claims claims) {
        String equation = Arithmetic.plus(values) + " = " + Arithmetic.show(sum);
        add(
                Kind.SUM,
                verdict,
                row,
                column,
                values,
                Arithmetic.show(stated),
                Arithmetic.show(sum),
                verdict == Verdict.OK
                        ? equation + ", đúng."
                        : equation
                                + ", không phải "
                                + Arithmetic.show(stated)
                                + " (lệch "
                                + Arithmetic.show(sum.subtract(stated).abs())
                                + ")."
                                + Mend.slipInSum(stated, values)
                                        .map(s -> " Có thể " + s + ".")
                                        .orElse(""),
                claims);
    }

    private static String unit(FormRow row) {
        return row.unit().replace("cơ quan, đơn vị", "đơn vị").strip();
    }

    private static boolean opposite(List<FormRow> children) {
        for (String[] pair : OPPOSITES) {
            boolean one = children.stream().anyMatch(c -> c.lowerLabel().contains(pair[0]));
            boolean other = children.stream().anyMatch(c -> c.lowerLabel().contains(pair[1]));
            if (one && other) {
                return true;
            }
        }
        return false;
    }

    /// "Tổng số …" first, its parts as the rows beside it.
    private void siblings(List<FormRow> rows, int column, Claims claims) {
        for (int i = 0; i + 2 < rows.size(); i++) {
            FormRow total = rows.get(i);
            BigDecimal stated = value(total, column);
            if (stated == null
                    || stated.signum() == 0
                    || total.isRate()
                    || !total.lowerLabel().startsWith("tổng")
                    || !total.coded().isEmpty()
                    || !total.listed().isEmpty()) {
                continue;
            }
            List<BigDecimal> values = new ArrayList<>();
            List<FormRow> parts = new ArrayList<>();
            boolean right = false;
            for (int j = i + 1; j < rows.size(); j++) {
                FormRow part = rows.get(j);
                BigDecimal value = value(part, column);
                if (part.isRate()
                        || value == null
                        || part.lowerLabel().startsWith("tổng số")
                                && !part.lowerLabel().contains("tự")) {
                    break;
                }
                values.add(value);
                parts.add(part);
                boolean telling =
                        values.stream().filter(v -> v.signum() > 0).count() >= 2
                                || values.size() >= 3;
                if (values.size() >= 2
                        && telling
                        && Arithmetic.same(Arithmetic.sum(values), stated)) {
                    int end = j;
                    while (end + 1 < rows.size()
                            && zero(rows.get(end + 1), column)
                            && unit(rows.get(end + 1)).equals(unit(part))) {
                        end++;
                        values.add(BigDecimal.ZERO);
                    }
                    sum(total, column, stated, values, stated, Verdict.OK, claims);
                    right = true;
                    break;
                }
            }
            BigDecimal sum = Arithmetic.sum(values);
            boolean near = Arithmetic.close(sum, stated, 10) || Mend.slip(stated, sum).isPresent();
            if (!right && values.size() >= 3 && near && opposite(parts)) {
                sum(total, column, stated, values, sum, Verdict.SUSPECT, claims);
            }
        }
    }

    private boolean zero(FormRow row, int column) {
        BigDecimal value = value(row, column);
        return value != null && value.signum() == 0 && !row.isRate();
    }

    // ---- bounds and units

    /// A row whose label repeats an earlier one and narrows it cannot count more.
    private void bounds(FormRow row, int column, Claims claims) {
        List<FormRow> siblings = row.coded();
        for (int i = 0; i < siblings.size(); i++) {
            for (int j = i + 1; j < siblings.size(); j++) {
                FormRow wide = siblings.get(i);
                FormRow narrow = siblings.get(j);
                BigDecimal most = value(wide, column);
                BigDecimal some = value(narrow, column);
                if (most == null
                        || some == null
                        || wide.isRate()
                        || narrow.isRate()
                        || !narrows(narrow.lowerLabel(), wide.lowerLabel())) {
                    continue;
                }
                boolean over = some.compareTo(most) > 0;
                add(
                        Kind.BOUND,
                        over ? Verdict.WRONG : Verdict.OK,
                        narrow,
                        column,
                        List.of(some, most),
                        Arithmetic.show(some),
                        "≤ " + Arithmetic.show(most),
                        over
                                ? "“"
                                        + narrow.label()
                                        + "” là một phần của “"
                                        + wide.label()
                                        + "” nên không thể lớn hơn: "
                                        + Arithmetic.show(some)
                                        + " > "
                                        + Arithmetic.show(most)
                                        + "."
                                : "Phần không lớn hơn tổng.",
                        claims);
            }
        }
    }

    private static boolean narrows(String narrow, String wide) {
        String core =
                wide.replaceFirst("^tổng số ", "")
                        .replaceFirst("^tổng ", "")
                        .replaceFirst("^số ", "");
        String other =
                narrow.replaceFirst("^tổng số ", "")
                        .replaceFirst("^tổng ", "")
                        .replaceFirst("^số ", "");
        if (core.length() < 12 || other.length() <= core.length() + 4 || !other.startsWith(core)) {
            return false;
        }
        String rest = other.substring(core.length()).strip();
        return rest.matches(
                "^(?:có|đã|được|đang|bị|chưa|thuộc|trong đó|qua|phát sinh)(?!\\p{L}).*");
    }

    private void unit(FormRow row, int column, Grid.Number number, Claims claims) {
        boolean counted =
                row.lowerLabel().matches("^(?:tổng số|số lượng|số)(?!\\p{L}).*")
                        && !row.lowerLabel().contains("tỷ lệ")
                        && !row.lowerLabel().contains("tỉ lệ");
        if (counted && number.percent()) {
            add(
                    Kind.UNIT,
                    Verdict.SUSPECT,
                    row,
                    column,
                    List.of(number.value()),
                    Arithmetic.show(number.value()) + "%",
                    "một số lượng",
                    "Dòng này đếm số lượng nhưng ô ghi tỷ lệ "
                            + Arithmetic.show(number.value())
                            + "%.",
                    claims);
        }
    }

    private void add(
            Kind kind,
            Verdict verdict,
            FormRow row,
            int column,
            List<BigDecimal> operands,
            String stated,
            String expected,
            String message,
            Claims claims) {
        String text = grid.table().text(row.row(), Math.max(0, column - row.shift()));
        claims.add(
                new Claim(
                        kind,
                        Basis.AS_PRINTED,
                        verdict,
                        place(row, column),
                        (grid.code(row.row()) + " " + row.label() + ": " + text).strip(),
                        operands,
                        stated,
                        expected,
                        message));
    }

    /// The row's first cell where one row takes several lines, the very cell in a sheet.
    vn.motcua.checking.reading.Place place(FormRow row, int column) {
        vn.motcua.checking.reading.Place cell =
                grid.place(row.row(), Math.max(0, column - row.shift()));
        return cell.kind() == vn.motcua.checking.reading.Place.Kind.CELL
                ? cell
                : grid.place(row.row(), 0);
    }
}
