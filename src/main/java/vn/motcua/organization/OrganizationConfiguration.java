package vn.motcua.organization;

import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.motcua.common.NavigationEntry;

@Configuration(proxyBeanMethods = false)
class OrganizationConfiguration {
    @Bean
    NavigationEntry unitsEntry() {
        return new NavigationEntry(
                91, "/quan-tri/don-vi", "Đơn vị", "unit", Set.of("ADMINISTRATOR"));
    }
}
