package vn.motcua.common;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;

@Configuration(proxyBeanMethods = false)
class CommonConfiguration {
    CommonConfiguration() {
        LocaleContextHolder.setDefaultLocale(Vietnamese.LOCALE);
    }

    @Bean
    Clock clock() {
        return Clock.system(Vietnamese.ZONE);
    }

    @Bean
    TemplateEngine templateEngine() {
        return TemplateEngine.createPrecompiled(null, ContentType.Html, null, "vn.motcua");
    }

    @Bean
    LocaleResolver localeResolver() {
        return new FixedLocaleResolver(Vietnamese.LOCALE);
    }
}
