package vn.motcua.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import vn.motcua.common.Frame;
import vn.motcua.common.NavigationEntry;
import vn.motcua.common.PageBanner;

/// Builds the frame of every page: rail, person, unit, banner and the notice left by the act
/// before.
@Configuration(proxyBeanMethods = false)
class FrameInterceptor implements HandlerInterceptor, WebMvcConfigurer {
    private final Accounts accounts;
    private final UnitNames units;
    private final List<NavigationEntry> entries;
    private final ObjectProvider<PageBanner> banners;

    FrameInterceptor(
            Accounts accounts,
            UnitNames units,
            List<NavigationEntry> entries,
            ObjectProvider<PageBanner> banners) {
        this.accounts = accounts;
        this.units = units;
        this.entries =
                entries.stream().sorted(Comparator.comparingInt(NavigationEntry::order)).toList();
        this.banners = banners;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).excludePathPatterns("/api/**", "/webjars/**", "/common/**");
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        Actor actor = ActorParameter.current(accounts, new ServletWebRequest(request, response));
        CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        new Frame(
                        request.getRequestURI(),
                        actor == null ? null : actor.fullName(),
                        actor == null ? null : units.name(actor.unit()),
                        actor == null ? List.of() : allowed(actor),
                        banner(),
                        Notices.take(request),
                        token == null ? "_csrf" : token.getParameterName(),
                        token == null ? "" : token.getToken())
                .bind(request);
        return true;
    }

    private @Nullable String banner() {
        for (PageBanner banner : banners) {
            String text = banner.text();
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private List<NavigationEntry> allowed(Actor actor) {
        return entries.stream()
                .filter(entry ->
                        entry.roles().isEmpty()
                                || entry.roles().stream()
                                        .anyMatch(role -> actor.has(Role.valueOf(role))))
                .toList();
    }
}
