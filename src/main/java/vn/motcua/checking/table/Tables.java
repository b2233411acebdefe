package vn.motcua.checking.table;

import java.util.ArrayList;
import java.util.List;
import vn.motcua.checking.claim.Claims;
import vn.motcua.checking.claim.Quantity;
import vn.motcua.checking.reading.Document;

/// The tables of a report and what their cells claim.
public final class Tables {
    private final List<Grid> grids;

    private Tables(List<Grid> grids) {
        this.grids = grids;
    }

    public static Tables of(Document document) {
        return new Tables(
                document.tables().stream()
                        .map(Grid::new)
                        .filter(g -> !g.data().isEmpty() && !g.valueColumns().isEmpty())
                        .toList());
    }

    public int figures() {
        return grids.stream().mapToInt(Grid::countNumbers).sum();
    }

    public void find(Claims claims) {
        for (Grid grid : grids) {
            boolean form = Form.isForm(grid);
            if (form) {
                new Form(grid).find(claims);
            }
            if (!form || grid.valueColumns().size() >= 2) {
                new Matrix(grid).find(claims);
            }
        }
    }

    /// What the totals of the tables and the rows of the forms count.
    public List<Quantity> quantities() {
        List<Quantity> all = new ArrayList<>();
        for (int i = 0; i < grids.size(); i++) {
            Grid grid = grids.get(i);
            all.addAll(
                    Form.isForm(grid)
                            ? TableQuantities.ofForm(grid, new Form(grid), i)
                            : TableQuantities.ofMatrix(grid, i));
        }
        return all;
    }
}
