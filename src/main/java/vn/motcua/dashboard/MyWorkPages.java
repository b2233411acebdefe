package vn.motcua.dashboard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.motcua.common.NavigationEntry;
import vn.motcua.figure.WorkCounts;
import vn.motcua.figure.WorkItem;
import vn.motcua.figure.WorkItemSource;
import vn.motcua.identity.Actor;

@Controller
class MyWorkPages {
    static final int MOST = 200;

    private final List<WorkItemSource> sources;

    MyWorkPages(List<WorkItemSource> sources) {
        this.sources = sources;
    }

    record Section(WorkItem.Group group, List<WorkItem> items) {}

    record MyWorkView(
            WorkCounts counts, WorkItem.@Nullable Group only, List<Section> sections, int shown) {
        long count(WorkItem.Group group) {
            return switch (group) {
                case OVERDUE -> counts.overdue();
                case TODAY -> counts.today();
                case COMING -> counts.coming();
                case WAITING -> counts.waiting();
            };
        }
    }

    @GetMapping("/lam-viec")
    String myWork(
            Actor actor,
            @RequestParam(required = false, name = "nhom") @Nullable String group,
            Model model) {
        Optional<WorkItem.Group> only =
                Arrays.stream(WorkItem.Group.values())
                        .filter(each -> each.name().equalsIgnoreCase(group))
                        .findFirst();
        WorkCounts counts = new WorkCounts(0, 0, 0, 0);
        List<WorkItem> items = new ArrayList<>();
        for (WorkItemSource source : sources) {
            counts = counts.plus(source.count(actor));
            items.addAll(source.waitingFor(actor, only.orElse(null), MOST));
        }
        List<WorkItem> urgentFirst =
                items.stream()
                        .sorted(
                                Comparator.comparing(WorkItem::group)
                                        .thenComparing(
                                                WorkItem::dueAt,
                                                Comparator.nullsLast(Comparator.naturalOrder())))
                        .limit(MOST)
                        .toList();
        List<Section> sections =
                Arrays.stream(WorkItem.Group.values())
                        .map(each ->
                                new Section(
                                        each,
                                        urgentFirst.stream()
                                                .filter(item -> item.group() == each)
                                                .toList()))
                        .filter(section -> !section.items().isEmpty())
                        .toList();
        model.addAttribute(
                "view", new MyWorkView(counts, only.orElse(null), sections, urgentFirst.size()));
        return "dashboard/myWork";
    }

    @Configuration(proxyBeanMethods = false)
    static class Navigation {
        @Bean
        NavigationEntry myWorkEntry() {
            return new NavigationEntry(10, "/lam-viec", "Việc của tôi", "work", Set.of());
        }
    }
}
