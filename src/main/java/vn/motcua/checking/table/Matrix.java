package vn.motcua.checking.table;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
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

/// A table of units by columns: totals across, totals down, rates, and balances that most rows
/// obey.
final class Matrix {
    private static final Pattern TOTAL_HEAD = Pattern.compile("(?<!\\p{L})(?:tổng|cộng)(?!\\p{L})");
    private static final Pattern FORMULA_TERM =
            Pattern.compile("([+\\-*/:x×])?\\s*[(\\[]*\\s*(\\d{1,2})\\s*[)\\]]*");
    private static final Pattern GROUP_CODE = Pattern.compile("(?:[IVX]{1,5}|[A-ZĐ])\\.?");

    private final Grid grid;
    private final List<Integer> counts;
    private final List<Integer> rates;
    private final Map<String, Boolean> settled = new HashMap<>();

    Matrix(Grid grid) {
        this.grid = grid;
        this.counts = grid.valueColumns().stream().filter(c -> !grid.isRate(c)).toList();
        this.rates = grid.valueColumns().stream().filter(grid::isRate).toList();
    }

    void find(Claims claims) {
        formulas(claims);
        rowTotals(claims);
        balances(claims);
        rates(claims);
        columnTotals(claims);
    }

    // ---- what the heading itself prints: (3) = (4) + (5)

    private void formulas(Claims claims) {
        if (grid.indexRow() < 0) {
            return;
        }
        Map<Integer, Integer> columns = new HashMap<>();
        Map<Integer, String> formulas = new HashMap<>();
        for (int c = 0; c < grid.width(); c++) {
            String text = grid.table().text(grid.indexRow(), c).replaceAll("\\s", "");
            Matcher matcher = Pattern.compile("[(\\[]?(\\d{1,2})[)\\]]?(?:=(.+))?").matcher(text);
            if (matcher.matches()) {
                columns.put(Integer.parseInt(matcher.group(1)), c);
                if (matcher.group(2) != null) {
                    formulas.put(c, matcher.group(2));
                }
            }
        }
        formulas.forEach((column, formula) -> formula(column, formula, columns, claims));
    }

    private void formula(int column, String formula, Map<Integer, Integer> columns, Claims claims) {
        boolean sums = !formula.matches(".*[*/:x×%].*");
        List<Integer> plus = new ArrayList<>();
        List<Integer> minus = new ArrayList<>();
        Matcher term = FORMULA_TERM.matcher(formula.replaceAll("[x×*]\\(?100\\)?%?|%", ""));
        while (term.find()) {
            Integer source = columns.get(Integer.parseInt(term.group(2)));
            if (source == null) {
                return;
            }
            (term.group(1) != null && term.group(1).equals("-") ? minus : plus).add(source);
        }
        if (!sums) {
            boolean division = formula.contains("/") || formula.contains(":");
            if (division && plus.size() == 2 && minus.isEmpty()) {
                for (int row : grid.data()) {
                    rate(row, column, plus.get(0), plus.get(1), claims);
                }
                settled.put("rate" + column, true);
            }
            return;
        }
        if (plus.size() + minus.size() < 2) {
            return;
        }
        for (int row : grid.data()) {
            BigDecimal stated = grid.value(row, column);
            if (stated == null) {
                continue;
            }
            List<BigDecimal> parts = new ArrayList<>();
            boolean any = false;
            for (int c : plus) {
                BigDecimal value = grid.value(row, c);
                any |= value != null;
                parts.add(value == null ? BigDecimal.ZERO : value);
            }
            for (int c : minus) {
                BigDecimal value = grid.value(row, c);
                parts.add(value == null ? BigDecimal.ZERO : value.negate());
            }
            if (any) {
                total(
                        row,
                        column,
                        stated,
                        parts,
                        Kind.ROW_TOTAL,
                        Basis.AS_PRINTED,
                        Verdict.WRONG,
                        claims);
            }
        }
        settled.put("row" + column, true);
    }

    // ---- totals across

    private boolean totalHead(int column) {
        return TOTAL_HEAD.matcher(grid.leaf(column).toLowerCase(Locale.ROOT)).find();
    }

    private List<Integer> window(int column) {
        boolean grouped =
                counts.stream()
                                .filter(c ->
                                        c != column && grid.group(c).equals(grid.group(column)))
                                .count()
                        > 0;
        List<Integer> window = new ArrayList<>();
        for (int c : counts) {
            if (c <= column) {
                continue;
            }
            boolean inside = !grouped || grid.group(c).equals(grid.group(column));
            if (!inside || (!grouped && totalHead(c))) {
                break;
            }
            window.add(c);
        }
        return window;
    }

    private record Range(List<Integer> columns, int good, int seen) {
        double support() {
            return seen == 0 ? 0 : (double) good / seen;
        }
    }

    private @Nullable Range range(int column, List<Integer> parts) {
        int good = 0;
        int seen = 0;
        int telling = 0;
        for (int row : grid.data()) {
            BigDecimal stated = grid.value(row, column);
            if (stated == null) {
                continue;
            }
            BigDecimal sum = BigDecimal.ZERO;
            int present = 0;
            int nonZero = 0;
            for (int c : parts) {
                BigDecimal value = grid.value(row, c);
                if (value != null) {
                    sum = sum.add(value);
                    present++;
                    nonZero += value.signum() == 0 ? 0 : 1;
                }
            }
            if (present == 0) {
                continue;
            }
            seen++;
            telling += nonZero >= 1 ? 1 : 0;
            good += Arithmetic.same(sum, stated) ? 1 : 0;
        }
        return telling == 0 ? null : new Range(parts, good, seen);
    }

    private void rowTotals(Claims claims) {
        for (int column : counts) {
            if (!totalHead(column) || settled.containsKey("row" + column)) {
                continue;
            }
            List<Integer> window = window(column);
            List<Range> ranges = new ArrayList<>();
            for (int from = 0; from < window.size(); from++) {
                for (int to = from + 2; to <= window.size(); to++) {
                    Range range = range(column, List.copyOf(window.subList(from, to)));
                    if (range != null && acceptable(range)) {
                        ranges.add(range);
                    }
                }
            }
            if (ranges.isEmpty()) {
                ranges.addAll(subsets(column, window));
            }
            ranges.sort((a, b) ->
                    a.support() != b.support()
                            ? Double.compare(b.support(), a.support())
                            : a.columns().size() - b.columns().size());
            Set<Integer> used = new HashSet<>();
            boolean any = false;
            for (Range range : ranges) {
                if (range.columns().stream().anyMatch(used::contains)) {
                    continue;
                }
                used.addAll(range.columns());
                any = true;
                boolean printed = range.support() >= 0.75 || range.seen() < 4;
                for (int row : grid.data()) {
                    rowTotal(row, column, range.columns(), printed, claims);
                }
            }
            if (any) {
                settled.put("row" + column, true);
            } else if (window.size() >= 2 && grid.data().size() <= 3) {
                few(column, window, claims);
            }
        }
    }

    private static boolean acceptable(Range range) {
        if (range.seen() >= 3) {
            return range.support() >= 0.66 && range.good() >= 2;
        }
        return range.good() == range.seen();
    }

    /// Parts that are not side by side, as where a nested total stands between them.
    private List<Range> subsets(int column, List<Integer> window) {
        List<Range> found = new ArrayList<>();
        int n = Math.min(window.size(), 9);
        if (n < 3 || grid.data().size() < 3) {
            return found;
        }
        @Nullable Range best = null;
        for (int mask = 1; mask < (1 << n); mask++) {
            if (Integer.bitCount(mask) < 2) {
                continue;
            }
            List<Integer> parts = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                if ((mask >> i & 1) == 1) {
                    parts.add(window.get(i));
                }
            }
            Range range = range(column, parts);
            if (range != null
                    && range.support() >= 0.75
                    && range.good() >= 3
                    && (best == null || range.support() > best.support())) {
                best = range;
            }
        }
        if (best != null) {
            found.add(best);
        }
        return found;
    }

    /// Too few rows to learn from: the heading alone says that these columns make the total.
    private void few(int column, List<Integer> window, Claims claims) {
        for (int row : grid.data()) {
            BigDecimal stated = grid.value(row, column);
            List<BigDecimal> parts = new ArrayList<>();
            for (int c : window) {
                BigDecimal value = grid.value(row, c);
                if (value == null) {
                    return;
                }
                parts.add(value);
            }
            if (stated != null
                    && Arithmetic.close(Arithmetic.sum(parts), stated, 5)
                    && stated.compareTo(BigDecimal.valueOf(20)) > 0) {
                total(
                        row,
                        column,
                        stated,
                        parts,
                        Kind.ROW_TOTAL,
                        Basis.INFERRED,
                        Verdict.SUSPECT,
                        claims);
            }
        }
    }

    private void rowTotal(
            int row, int column, List<Integer> parts, boolean printed, Claims claims) {
        BigDecimal stated = grid.value(row, column);
        if (stated == null) {
            return;
        }
        List<BigDecimal> values = new ArrayList<>();
        boolean any = false;
        for (int c : parts) {
            BigDecimal value = grid.value(row, c);
            any |= value != null;
            values.add(value == null ? BigDecimal.ZERO : value);
        }
        if (any) {
            total(
                    row,
                    column,
                    stated,
                    values,
                    printed ? Kind.ROW_TOTAL : Kind.BALANCE,
                    printed ? Basis.AS_PRINTED : Basis.INFERRED,
                    printed ? Verdict.WRONG : Verdict.SUSPECT,
                    claims);
        }
    }

    private void total(
            int row,
            int column,
            BigDecimal stated,
            List<BigDecimal> parts,
            Kind kind,
            Basis basis,
            Verdict whenWrong,
            Claims claims) {
        BigDecimal sum = Arithmetic.sum(parts);
        boolean right = Arithmetic.same(sum, stated);
        if (!right
                && stated.scale() > 0
                && sum.subtract(stated)
                                .abs()
                                .compareTo(
                                        BigDecimal.valueOf(parts.size())
                                                .movePointLeft(stated.scale()))
                        <= 0) {
            right = true;
        }
        String equation = Arithmetic.plus(parts) + " = " + Arithmetic.show(sum);
        BigDecimal off = sum.subtract(stated);
        claims.add(
                new Claim(
                        kind,
                        basis,
                        right ? Verdict.OK : whenWrong,
                        grid.place(row, column),
                        quote(row, column),
                        parts,
                        Arithmetic.show(stated),
                        Arithmetic.show(sum),
                        right
                                ? equation + ", đúng."
                                : equation
                                        + ", không phải "
                                        + Arithmetic.show(stated)
                                        + " (lệch "
                                        + Arithmetic.show(off.abs())
                                        + ")."
                                        + (whenWrong == Verdict.SUSPECT
                                                ? " Phần lớn các hàng khác của bảng cân đối như vậy."
                                                : "")
                                        + Mend.slipInSum(stated, parts)
                                                .map(s -> " Có thể " + s + ".")
                                                .orElse("")));
    }

    private String quote(int row, int column) {
        String label = grid.label(row);
        return label + " | " + grid.leaf(column) + ": " + grid.table().text(row, column);
    }

    // ---- balances between groups of columns

    private void balances(Claims claims) {
        List<Integer> heads = new ArrayList<>();
        @Nullable String group = null;
        for (int column : counts) {
            if (group == null || !grid.group(column).equals(group)) {
                heads.add(column);
                group = grid.group(column);
            }
        }
        for (int h = 0; h + 2 < heads.size(); h++) {
            int total = heads.get(h);
            if (!totalHead(total)) {
                continue;
            }
            @Nullable Range best = null;
            for (int to = h + 3; to <= heads.size(); to++) {
                Range range = range(total, List.copyOf(heads.subList(h + 1, to)));
                if (range != null
                        && range.seen() >= 5
                        && range.support() >= 0.6
                        && (best == null || range.support() > best.support())) {
                    best = range;
                }
            }
            if (best != null && !settled.containsKey("balance")) {
                settled.put("balance", true);
                for (int row : grid.data()) {
                    rowTotal(row, total, best.columns(), false, claims);
                }
            }
        }
    }

    // ---- rates

    private record Pair(int top, int bottom, int good, int seen, int affinity) {}

    private void rates(Claims claims) {
        for (int column : rates) {
            if (settled.containsKey("rate" + column)) {
                continue;
            }
            @Nullable Pair best = null;
            for (int top : counts) {
                for (int bottom : counts) {
                    if (top == bottom) {
                        continue;
                    }
                    Pair pair = pair(column, top, bottom);
                    if (pair != null && (best == null || better(pair, best))) {
                        best = pair;
                    }
                }
            }
            if (best != null) {
                for (int row : grid.data()) {
                    rate(row, column, best.top(), best.bottom(), claims);
                }
            }
        }
    }

    private static boolean better(Pair one, Pair other) {
        if (one.good() != other.good()) {
            return one.good() > other.good();
        }
        return one.affinity() > other.affinity();
    }

    private @Nullable Pair pair(int column, int top, int bottom) {
        int good = 0;
        int seen = 0;
        int telling = 0;
        for (int row : grid.data()) {
            Grid.Number stated = grid.number(row, column, true);
            BigDecimal upper = grid.value(row, top);
            BigDecimal lower = grid.value(row, bottom);
            if (stated == null || upper == null || lower == null || lower.signum() == 0) {
                continue;
            }
            seen++;
            boolean right =
                    Arithmetic.ratio(
                                            Amount.exactly(upper),
                                            Amount.exactly(lower),
                                            stated.value(),
                                            stated.decimals())
                                    .verdict()
                            != Verdict.WRONG;
            if (right) {
                good++;
                telling += upper.signum() != 0 && !Arithmetic.same(upper, lower) ? 1 : 0;
            }
        }
        if (seen < 3 || good * 10 < seen * 6 || telling < 2) {
            return null;
        }
        int affinity =
                shared(grid.leaf(column), grid.leaf(top))
                        + (totalHead(bottom) ? 1 : 0)
                        + (grid.group(top).equals(grid.group(bottom)) ? 1 : 0);
        return new Pair(top, bottom, good, seen, affinity);
    }

    private static int shared(String one, String other) {
        Set<String> words = new HashSet<>(List.of(one.toLowerCase(Locale.ROOT).split("\\s+")));
        words.retainAll(
                Set.of(other.toLowerCase(Locale.ROOT).split("\\s+(?=\\S)")).stream().toList());
        return words.size();
    }

    private void rate(int row, int column, int top, int bottom, Claims claims) {
        Grid.Number stated = grid.number(row, column, true);
        BigDecimal upper = grid.value(row, top);
        BigDecimal lower = grid.value(row, bottom);
        if (stated == null
                || !stated.exact()
                || upper == null
                || lower == null
                || lower.signum() == 0) {
            return;
        }
        Judged judged =
                Arithmetic.ratio(
                        Amount.exactly(upper),
                        Amount.exactly(lower),
                        stated.value(),
                        stated.decimals());
        String equation =
                Arithmetic.show(upper)
                        + "/"
                        + Arithmetic.show(lower)
                        + " = "
                        + Arithmetic.showExact(judged.exact(), stated.decimals());
        String printed = Arithmetic.show(stated.value()) + "%";
        Optional<String> slip =
                Mend.slip(
                        stated.value(),
                        judged.exact().setScale(stated.decimals(), java.math.RoundingMode.HALF_UP));
        claims.add(
                new Claim(
                        Kind.RATIO,
                        Basis.AS_PRINTED,
                        judged.verdict(),
                        grid.place(row, column),
                        quote(row, column),
                        List.of(upper, lower),
                        printed,
                        Arithmetic.showPercent(judged.exact(), Math.max(1, stated.decimals())),
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
                                            + slip.map(s -> " Có thể " + s + ".").orElse("");
                        }));
    }

    // ---- totals down

    private void columnTotals(Claims claims) {
        List<Integer> rows = grid.data();
        List<Integer> totals = rows.stream().filter(grid::isTotalRow).toList();
        for (int total : totals) {
            List<List<Integer>> choices = new ArrayList<>();
            int previous = totals.stream().filter(t -> t < total).mapToInt(t -> t).max().orElse(-1);
            int next =
                    totals.stream()
                            .filter(t -> t > total)
                            .mapToInt(t -> t)
                            .min()
                            .orElse(Integer.MAX_VALUE);
            List<Integer> above = rows.stream().filter(r -> r < total && r > previous).toList();
            List<Integer> below = rows.stream().filter(r -> r > total && r < next).toList();
            for (List<Integer> side : List.of(above, below)) {
                choices.add(side);
                choices.add(
                        side.stream()
                                .filter(r -> GROUP_CODE.matcher(grid.code(r)).matches())
                                .toList());
                choices.add(
                        side.stream().filter(r -> grid.code(r).matches("\\d{1,3}\\.?")).toList());
            }
            choices.add(rows.stream().filter(r -> r < total && !grid.isTotalRow(r)).toList());
            choices.add(totals.stream().filter(t -> t < total).toList());
            best(total, choices, true, claims);
        }
        List<Integer> groups =
                rows.stream().filter(r -> GROUP_CODE.matcher(grid.code(r)).matches()).toList();
        for (int i = 0; i < groups.size(); i++) {
            int group = groups.get(i);
            int end = i + 1 < groups.size() ? groups.get(i + 1) : Integer.MAX_VALUE;
            List<Integer> members =
                    rows.stream()
                            .filter(r ->
                                    r > group
                                            && r < end
                                            && !grid.isTotalRow(r)
                                            && grid.code(r).matches("\\d{1,3}\\.?"))
                            .toList();
            best(group, List.of(members), false, claims);
        }
    }

    private void best(int total, List<List<Integer>> choices, boolean named, Claims claims) {
        @Nullable List<Integer> best = null;
        int most = -1;
        int close = 0;
        int tested = 0;
        for (List<Integer> choice : choices) {
            if (choice.size() < 2) {
                continue;
            }
            int right = 0;
            int near = 0;
            int seen = 0;
            for (int column : counts) {
                BigDecimal stated = grid.value(total, column);
                if (stated == null) {
                    continue;
                }
                BigDecimal sum = down(choice, column);
                if (sum.signum() == 0 && stated.signum() == 0) {
                    continue;
                }
                seen++;
                right += Arithmetic.same(sum, stated) ? 1 : 0;
                near += Arithmetic.close(sum, stated, 3) ? 1 : 0;
            }
            if (right * 1000 + near > most) {
                most = right * 1000 + near;
                best = choice;
                close = near;
                tested = seen;
            }
        }
        if (best == null || tested == 0) {
            return;
        }
        int right = most / 1000;
        boolean known = right * 2 >= tested && right >= 1;
        boolean plausible = named && close * 2 >= tested;
        if (!known && !plausible) {
            return;
        }
        for (int column : counts) {
            BigDecimal stated = grid.value(total, column);
            if (stated == null) {
                continue;
            }
            List<BigDecimal> parts = new ArrayList<>();
            for (int row : best) {
                BigDecimal value = grid.value(row, column);
                parts.add(value == null ? BigDecimal.ZERO : value);
            }
            BigDecimal sum = Arithmetic.sum(parts);
            boolean same = Arithmetic.same(sum, stated);
            if (same || known || Arithmetic.close(sum, stated, 3)) {
                boolean firm =
                        named
                                && (same
                                        || Arithmetic.close(sum, stated, 30)
                                        || Mend.slip(stated, sum).isPresent());
                total(
                        total,
                        column,
                        stated,
                        parts,
                        Kind.COLUMN_TOTAL,
                        firm ? Basis.AS_PRINTED : Basis.INFERRED,
                        firm ? Verdict.WRONG : Verdict.SUSPECT,
                        claims);
            }
        }
    }

    private BigDecimal down(List<Integer> rows, int column) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int row : rows) {
            BigDecimal value = grid.value(row, column);
            sum = value == null ? sum : sum.add(value);
        }
        return sum;
    }
}
