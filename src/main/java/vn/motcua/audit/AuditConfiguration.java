package vn.motcua.audit;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.motcua.common.NavigationEntry;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {
    @Bean
    RecurringTask<Void> sealJournal(JournalSealing sealing) {
        return Tasks.recurring("audit-seal", FixedDelay.ofSeconds(60))
                .execute((instance, context) -> {
                    while (sealing.sealNext() > 0) {
                        if (context.getSchedulerState().isShuttingDown()) {
                            return;
                        }
                    }
                });
    }

    @Bean
    NavigationEntry journalEntry() {
        return new NavigationEntry(
                96, "/quan-tri/nhat-ky", "Nhật ký", "journal", Set.of("ADMINISTRATOR"));
    }
}
