package vn.motcua.procedure;

import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.motcua.common.NavigationEntry;

@Configuration(proxyBeanMethods = false)
class ProcedureConfiguration {
    @Bean
    NavigationEntry procedureEntry() {
        return new NavigationEntry(
                60, "/quan-tri/thu-tuc", "Thủ tục", "procedure", Set.of("ADMINISTRATOR"));
    }
}
