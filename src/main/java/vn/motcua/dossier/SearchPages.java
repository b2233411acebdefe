package vn.motcua.dossier;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.motcua.common.Vietnamese;
import vn.motcua.dossier.DossierListSql.Filter;
import vn.motcua.dossier.DossierListSql.Listed;
import vn.motcua.dossier.DossierListSql.Sorting;
import vn.motcua.identity.Actor;
import vn.motcua.procedure.ProcedureSummary;
import vn.motcua.procedure.Procedures;

/// The one search box: an exact code opens its dossier, anything else lists dossiers and
/// procedures.
@Controller
class SearchPages {
    private static final int MOST = 12;

    private final DossierSql sql;
    private final DossierListSql lists;
    private final Procedures procedures;

    SearchPages(DossierSql sql, DossierListSql lists, Procedures procedures) {
        this.sql = sql;
        this.lists = lists;
        this.procedures = procedures;
    }

    record SearchView(String text, List<Listed> dossiers, List<ProcedureSummary> procedures) {}

    @GetMapping("/tim")
    String search(Actor actor, @RequestParam(defaultValue = "") String q, Model model) {
        String text = Vietnamese.text(q);
        if (!text.isEmpty() && sql.readable(text, actor.reads()).isPresent()) {
            return "redirect:/ho-so/" + text;
        }
        model.addAttribute(
                "view",
                text.isEmpty()
                        ? new SearchView("", List.of(), List.of())
                        : new SearchView(
                                text,
                                lists.list(
                                        new Filter(text, null, null, null, null, null, null),
                                        Sorting.NEWEST,
                                        actor.reads(),
                                        MOST,
                                        0),
                                procedures.search(text, null, 0, MOST).items()));
        return "dossier/search";
    }
}
