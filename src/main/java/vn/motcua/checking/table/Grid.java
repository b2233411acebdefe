package vn.motcua.checking.table;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.motcua.checking.reading.Place;
import vn.motcua.checking.reading.Table;
import vn.motcua.checking.reading.VietnameseNumber;

/// A table read as data: which rows are headings, which columns hold numbers, what each of them is
/// called.
final class Grid {
    private static final Pattern NUMBER =
            Pattern.compile("([<>≥≤~]?)\\s*\\+?(-?)(\\d[\\d.,]*)\\s*(%?)");
    private static final Pattern YEAR = Pattern.compile("(?:năm\\s+)?(?:19|20)\\d{2}");
    private static final Pattern INDEX =
            Pattern.compile("[(\\[]?\\s*(?:[A-Z]|\\d{1,2})\\s*[)\\]]?\\s*(=.*)?");
    private static final Pattern CODE =
            Pattern.compile(
                    "(?:\\d{1,3}(?:\\.\\d{1,3})*\\.?|[IVX]{1,5}\\.?|[A-ZĐ]\\.?|[a-zđ][.)]|\\d{1,2}\\))");
    private static final Pattern TOTAL =
            Pattern.compile(
                    "(?:tổng(?: cộng| số| chung| toàn \\p{L}+)?|cộng|cộng chung|toàn (?:huyện|tỉnh|xã|quận|thành phố|phường|thị xã|ngành)|tổng cộng \\p{L}+(?: \\p{L}+)?|tổng số \\(.*\\))[:\\s]*",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern RATE = Pattern.compile("%|tỷ lệ|tỉ lệ|tỷ trọng|cơ cấu|phần trăm");
    private static final Pattern UNIT_HEAD =
            Pattern.compile("^(?:đơn vị tính|đvt|đơn vị đo|đv tính).*");
    private static final Pattern CODE_HEAD =
            Pattern.compile("^(?:stt|tt|số tt|số thứ tự|mã số|mã|#|no)\\.?$");

    private final Table table;
    private final int width;
    private final int headRows;
    private final List<List<String>> paths;
    private final List<Integer> data;
    private final int codeColumn;
    private final int labelColumn;
    private final int unitColumn;
    private final List<Integer> valueColumns;
    private final int indexRow;
    private final boolean[] commaGroups;
    private final Map<Integer, Optional<Number>> numbers = new HashMap<>();
    private final Map<Integer, Optional<Number>> rates = new HashMap<>();

    /// A cell that holds a number.
    record Number(BigDecimal value, int decimals, boolean percent, boolean exact) {}

    Grid(Table table) {
        this.table = table;
        this.width = table.width();
        this.commaGroups = commaGroups();
        int first = firstDataRow();
        int index = -1;
        if (first < table.rows().size() && isIndexRow(first)) {
            index = first;
            first++;
        } else if (first > 0 && isIndexRow(first - 1)) {
            index = first - 1;
        }
        this.indexRow = index;
        this.headRows = index >= 0 && index == first - 1 ? index : first;
        this.paths = headPaths();
        List<Integer> rows = new ArrayList<>();
        for (int r = first; r < table.rows().size(); r++) {
            if (!isIndexRow(r) && !repeatsHead(r)) {
                rows.add(r);
            }
        }
        this.data = rows;
        this.codeColumn = findCodeColumn();
        this.unitColumn = findColumn(UNIT_HEAD);
        this.labelColumn = findLabelColumn();
        this.valueColumns = findValueColumns();
    }

    private boolean[] commaGroups() {
        boolean[] groups = new boolean[width];
        for (int c = 0; c < width; c++) {
            for (int r = 0; r < table.rows().size(); r++) {
                groups[c] |= table.text(r, c).matches("\\d{1,3}(?:,\\d{3}){2,}");
            }
        }
        return groups;
    }

    private int firstDataRow() {
        for (int r = 0; r < table.rows().size(); r++) {
            if (isIndexRow(r)) {
                return r;
            }
            int numbers = 0;
            for (int c = 1; c < width; c++) {
                String text = table.text(r, c);
                if (NUMBER.matcher(text).matches() && !YEAR.matcher(text).matches()) {
                    numbers++;
                }
            }
            boolean coded =
                    r > 0
                            && CODE.matcher(table.text(r, 0)).matches()
                            && !table.text(r, 1).isEmpty();
            if (numbers > 0 || coded) {
                return r;
            }
        }
        return table.rows().size();
    }

    private boolean isIndexRow(int row) {
        int expected = -1;
        int seen = 0;
        for (int c = 0; c < width; c++) {
            String text = table.text(row, c).replaceAll("[()\\[\\]]", "").strip();
            if (text.isEmpty()) {
                continue;
            }
            if (!INDEX.matcher(text).matches()) {
                return false;
            }
            String head = text.contains("=") ? text.substring(0, text.indexOf('=')).strip() : text;
            if (head.matches("\\d+")) {
                int number = Integer.parseInt(head);
                if (expected >= 0 && number != expected) {
                    return false;
                }
                expected = number + 1;
                seen++;
            } else if (expected >= 0) {
                return false;
            }
        }
        return seen >= 3 && expected - seen <= 3;
    }

    private boolean repeatsHead(int row) {
        if (headRows == 0) {
            return false;
        }
        int same = 0;
        int filled = 0;
        for (int c = 0; c < width; c++) {
            if (!table.text(row, c).isEmpty()) {
                filled++;
                for (int h = 0; h < headRows; h++) {
                    if (table.text(h, c).equals(table.text(row, c))) {
                        same++;
                        break;
                    }
                }
            }
        }
        return filled >= 2 && same == filled;
    }

    private List<List<String>> headPaths() {
        List<List<String>> byRow = new ArrayList<>();
        for (int h = 0; h < headRows; h++) {
            List<String> row = new ArrayList<>();
            for (int c = 0; c < width; c++) {
                String text = table.text(h, c);
                if (text.isEmpty() && c > 0 && headedBelow(h, c)) {
                    boolean together = true;
                    for (int above = 0; above < h; above++) {
                        together &= byRow.get(above).get(c).equals(byRow.get(above).get(c - 1));
                    }
                    if (together) {
                        text = row.get(c - 1);
                    }
                }
                row.add(text);
            }
            byRow.add(row);
        }
        List<List<String>> columns = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            List<String> path = new ArrayList<>();
            for (List<String> row : byRow) {
                String text = row.get(c);
                if (!text.isEmpty() && (path.isEmpty() || !path.getLast().equals(text))) {
                    path.add(text);
                }
            }
            columns.add(path);
        }
        return columns;
    }

    private boolean headedBelow(int row, int column) {
        for (int h = row + 1; h < headRows; h++) {
            if (!table.text(h, column).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private int findCodeColumn() {
        for (int c = 0; c < Math.min(2, width); c++) {
            if (CODE_HEAD.matcher(head(c).toLowerCase(Locale.ROOT)).matches()) {
                return c;
            }
        }
        int codes = 0;
        int filled = 0;
        for (int r : data) {
            if (!table.text(r, 0).isEmpty()) {
                filled++;
                codes += CODE.matcher(table.text(r, 0)).matches() ? 1 : 0;
            }
        }
        return filled > 0 && codes * 2 > filled && codes >= 2 ? 0 : -1;
    }

    private int findColumn(Pattern pattern) {
        for (int c = 0; c < width; c++) {
            for (String part : paths.get(c)) {
                if (pattern.matcher(part.toLowerCase(Locale.ROOT)).matches()) {
                    return c;
                }
            }
        }
        return -1;
    }

    private int findLabelColumn() {
        int best = -1;
        int longest = -1;
        for (int c = 0; c < Math.min(width, 4); c++) {
            if (c == codeColumn || c == unitColumn) {
                continue;
            }
            int letters = 0;
            for (int r : data) {
                String text = table.text(r, c);
                letters += NUMBER.matcher(text).matches() ? 0 : text.length();
            }
            if (letters > longest) {
                longest = letters;
                best = c;
            }
        }
        return best;
    }

    private List<Integer> findValueColumns() {
        List<Integer> columns = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            if (c == codeColumn || c == labelColumn || c == unitColumn) {
                continue;
            }
            int numbers = 0;
            int filled = 0;
            for (int r : data) {
                String text = table.text(r, c);
                if (!text.isEmpty() && !text.matches("[-–xX.…]+")) {
                    filled++;
                    numbers += NUMBER.matcher(text).matches() ? 1 : 0;
                }
            }
            if (numbers > 0 && numbers * 10 >= filled * 6) {
                columns.add(c);
            }
        }
        return columns;
    }

    Table table() {
        return table;
    }

    List<Integer> data() {
        return data;
    }

    List<Integer> valueColumns() {
        return valueColumns;
    }

    int unitColumn() {
        return unitColumn;
    }

    int codeColumn() {
        return codeColumn;
    }

    int labelColumn() {
        return labelColumn;
    }

    int indexRow() {
        return indexRow;
    }

    int width() {
        return width;
    }

    String code(int row) {
        return codeColumn < 0 ? "" : table.text(row, codeColumn);
    }

    String label(int row) {
        String label = labelColumn < 0 ? "" : table.text(row, labelColumn);
        if (!label.isEmpty() && !NUMBER.matcher(label).matches()) {
            return label;
        }
        for (int c = 0; c < width; c++) {
            String text = table.text(row, c);
            if (!text.isEmpty()
                    && !NUMBER.matcher(text).matches()
                    && !CODE.matcher(text).matches()) {
                return text;
            }
        }
        return label;
    }

    List<String> path(int column) {
        return paths.get(column);
    }

    /// All the words above a column.
    String head(int column) {
        return String.join(" ", paths.get(column));
    }

    /// The lowest words above a column.
    String leaf(int column) {
        List<String> path = paths.get(column);
        return path.isEmpty() ? "" : path.getLast();
    }

    /// The highest words above a column, which columns of one group share.
    String group(int column) {
        List<String> path = paths.get(column);
        return path.isEmpty() ? "" : path.getFirst();
    }

    boolean isTotalRow(int row) {
        if (TOTAL.matcher(label(row)).matches()) {
            return true;
        }
        for (int c = 0; c < Math.min(2, width); c++) {
            if (TOTAL.matcher(table.text(row, c)).matches()) {
                return true;
            }
        }
        return false;
    }

    boolean isRate(int column) {
        if (RATE.matcher(head(column).toLowerCase(Locale.ROOT)).find()) {
            return true;
        }
        int percents = 0;
        int numbers = 0;
        for (int r : data) {
            Matcher matcher = NUMBER.matcher(table.text(r, column));
            if (matcher.matches()) {
                numbers++;
                percents += matcher.group(4).isEmpty() ? 0 : 1;
            }
        }
        return percents * 2 > numbers;
    }

    Place place(int row, int column) {
        return table.place(row, column);
    }

    @Nullable Number number(int row, int column) {
        return number(row, column, false);
    }

    @Nullable Number number(int row, int column, boolean rate) {
        if (column >= width) {
            return null;
        }
        return (rate ? rates : numbers)
                .computeIfAbsent(
                        row * width + column, at -> Optional.ofNullable(read(row, column, rate)))
                .orElse(null);
    }

    private @Nullable Number read(int row, int column, boolean rate) {
        Matcher matcher = NUMBER.matcher(table.text(row, column));
        if (!matcher.matches()) {
            return null;
        }
        boolean percent = !matcher.group(4).isEmpty();
        VietnameseNumber.Leaning leaning =
                percent || rate
                        ? VietnameseNumber.Leaning.DECIMALS
                        : commaGroups[column]
                                ? VietnameseNumber.Leaning.THOUSANDS
                                : VietnameseNumber.Leaning.VIETNAMESE;
        String digits = matcher.group(3).replaceAll("[.,]$", "");
        Optional<BigDecimal> value = VietnameseNumber.parse(digits, leaning);
        if (value.isEmpty()) {
            return null;
        }
        BigDecimal signed = matcher.group(2).isEmpty() ? value.get() : value.get().negate();
        return new Number(signed, Math.max(0, signed.scale()), percent, matcher.group(1).isEmpty());
    }

    @Nullable BigDecimal value(int row, int column) {
        Number number = number(row, column);
        return number == null ? null : number.value();
    }

    int countNumbers() {
        int count = 0;
        for (int r : data) {
            for (int c : valueColumns) {
                count += number(r, c) == null ? 0 : 1;
            }
        }
        return count;
    }
}
