package vn.motcua.identity;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.motcua.common.NavigationEntry;

@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {
    @Bean
    RecurringTask<Void> forgetIdempotencyKeys(IdempotencySql keys) {
        return Tasks.recurring("identity-forget-keys", FixedDelay.ofMinutes(30))
                .execute((instance, context) -> keys.forget());
    }

    @Bean
    NavigationEntry accountsEntry() {
        return new NavigationEntry(
                90, "/quan-tri/tai-khoan", "Tài khoản", "account", Set.of("ADMINISTRATOR"));
    }
}
