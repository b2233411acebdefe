package vn.motcua.checking;

import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.motcua.common.NavigationEntry;

@Configuration(proxyBeanMethods = false)
class CheckingConfiguration {
    @Bean
    Checking checking() {
        return new Checking();
    }

    @Bean
    NavigationEntry checkingEntry() {
        return new NavigationEntry(70, "/kiem-so-lieu", "Kiểm số liệu", "check", Set.of());
    }
}
