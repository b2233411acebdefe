package vn.motcua.checking.table;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.motcua.checking.claim.Arithmetic;
import vn.motcua.checking.claim.Facets;
import vn.motcua.checking.claim.Quantity;
import vn.motcua.checking.reading.Measure;
import vn.motcua.checking.reading.Nouns;
import vn.motcua.checking.reading.Place;

/// What the cells of a table count, from its headings and labels.
final class TableQuantities {
    private static final Pattern OWN_SCOPE =
            Pattern.compile(
                    "\\d{1,2}/\\d{1,2}|kế hoạch số|quyết định số|năm \\d{4}|cùng kỳ|lĩnh vực");

    private TableQuantities() {}

    static List<Quantity> ofMatrix(Grid grid, int number) {
        List<Quantity> all = new ArrayList<>();
        List<Integer> totals = grid.data().stream().filter(grid::isTotalRow).toList();
        if (totals.size() != 1) {
            return all;
        }
        int row = totals.getFirst();
        Map<String, List<Integer>> nested = new LinkedHashMap<>();
        for (int column : grid.valueColumns()) {
            BigDecimal value = grid.value(row, column);
            if (value == null
                    || grid.isRate(column)
                    || OWN_SCOPE.matcher(grid.head(column).toLowerCase(Locale.ROOT)).find()) {
                continue;
            }
            String head = grid.head(column);
            all.add(quantity(grid, row, column, head, value, List.of(), number));
            if (grid.path(column).size() >= 3) {
                nested.computeIfAbsent(
                                String.join(" ", grid.path(column).subList(0, 2)),
                                k -> new ArrayList<>())
                        .add(column);
            }
        }
        nested.forEach((head, columns) -> {
            boolean ownTotal =
                    columns.stream()
                            .anyMatch(c -> grid.leaf(c).toLowerCase(Locale.ROOT).contains("tổng"));
            List<BigDecimal> parts = new ArrayList<>();
            for (int column : columns) {
                BigDecimal value = grid.value(row, column);
                if (value != null) {
                    parts.add(value);
                }
            }
            if (!ownTotal && parts.size() >= 2) {
                all.add(
                        quantity(
                                grid,
                                row,
                                columns.getFirst(),
                                head,
                                Arithmetic.sum(parts),
                                parts,
                                number));
            }
        });
        return all;
    }

    private static Quantity quantity(
            Grid grid,
            int row,
            int column,
            String head,
            BigDecimal value,
            List<BigDecimal> parts,
            int number) {
        String noun = Nouns.first(head);
        return new Quantity(
                value,
                Measure.COUNT,
                noun.isEmpty() ? Nouns.first(grid.table().title()) : noun,
                Facets.of(head),
                Facets.words(head),
                head.toLowerCase(Locale.ROOT).contains("tổng"),
                true,
                grid.place(row, column),
                grid.label(row) + " | " + head,
                parts,
                List.of(),
                -1 - number,
                "");
    }

    static List<Quantity> ofForm(Grid grid, Form form, int number) {
        List<Quantity> all = new ArrayList<>();
        if (grid.valueColumns().isEmpty()) {
            return all;
        }
        int column = grid.valueColumns().getFirst();
        if (grid.valueColumns().size() > 1) {
            return all;
        }
        Map<String, List<Quantity>> levels = new LinkedHashMap<>();
        for (FormRow row : form.rows()) {
            Grid.Number cell = form.number(row, column);
            if (cell == null || row.isChoice() || OWN_SCOPE.matcher(row.lowerLabel()).find()) {
                continue;
            }
            String label = row.lowerLabel();
            String noun = Nouns.first(label);
            @Nullable FormRow parent = row.parent();
            Set<String> named = new TreeSet<>(Facets.of(label));
            boolean listed = parent != null && parent.listed().contains(row);
            if (parent != null) {
                Set<String> above = Facets.of(parent.lowerLabel());
                for (String level : List.of("district", "commune")) {
                    if (above.contains(level)) {
                        named.add(level);
                    }
                }
                if (listed) {
                    named.addAll(above);
                }
                if (noun.isEmpty() || listed) {
                    String inherited = Nouns.first(parent.lowerLabel());
                    noun = noun.isEmpty() ? inherited : noun;
                    FormRow grand = parent.parent();
                    if (noun.isEmpty() && grand != null) {
                        noun = Nouns.first(grand.lowerLabel());
                    }
                }
            }
            if (row.isRate()) {
                named.remove("share");
                named.remove("outgoing");
            }
            Set<String> facets = Facets.settle(named);
            Quantity quantity =
                    new Quantity(
                            cell.value(),
                            row.isRate() ? Measure.PERCENT : Measure.COUNT,
                            noun,
                            facets,
                            Facets.words(label),
                            label.contains("tổng"),
                            cell.exact(),
                            form.place(row, column),
                            (grid.code(row.row()) + " " + row.label()).strip(),
                            List.of(),
                            List.of(),
                            -1 - number,
                            "");
            all.add(quantity);
            if (!row.isRate()
                    && !listed
                    && (facets.contains("district") || facets.contains("commune"))) {
                levels.computeIfAbsent(label, k -> new ArrayList<>()).add(quantity);
            }
        }
        for (List<Quantity> pair : levels.values()) {
            if (pair.size() == 2
                    && pair.get(0).facets().contains("district")
                            != pair.get(1).facets().contains("district")) {
                all.add(together(pair.get(0), pair.get(1)));
            }
        }
        return all;
    }

    /// The same row printed once for the district and once for its communes.
    private static Quantity together(Quantity one, Quantity other) {
        Set<String> facets = new TreeSet<>(one.facets());
        facets.remove("district");
        facets.remove("commune");
        List<Place> more = List.of(one.place(), other.place());
        return new Quantity(
                one.value().add(other.value()),
                one.measure(),
                one.noun(),
                facets,
                one.words(),
                one.total(),
                true,
                one.place(),
                one.quote(),
                List.of(one.value(), other.value()),
                more,
                one.passage(),
                one.period());
    }
}
