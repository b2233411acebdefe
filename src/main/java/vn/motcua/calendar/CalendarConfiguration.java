package vn.motcua.calendar;

import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.motcua.common.NavigationEntry;

@Configuration(proxyBeanMethods = false)
class CalendarConfiguration {
    @Bean
    NavigationEntry calendarEntry() {
        return new NavigationEntry(
                93, "/quan-tri/lich", "Lịch làm việc", "calendar", Set.of("ADMINISTRATOR"));
    }
}
