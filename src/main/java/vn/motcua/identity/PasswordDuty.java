package vn.motcua.identity;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Set;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import vn.motcua.common.Problem;

/// A one-time password opens nothing but the page that changes it; an account that was disabled
/// loses its session at the next request.
@Configuration(proxyBeanMethods = false)
class PasswordDuty implements HandlerInterceptor, WebMvcConfigurer {
    static final String PAGE = "/tai-khoan/mat-khau";
    private static final String SIGN_IN = "/dang-nhap";
    private static final Set<String> OPEN = Set.of(PAGE, SIGN_IN, "/dang-xuat");

    private final Accounts accounts;

    PasswordDuty(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).excludePathPatterns("/webjars/**", "/common/**");
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (request.getDispatcherType() != DispatcherType.REQUEST
                || OPEN.contains(request.getRequestURI())) {
            return true;
        }
        var signedIn = SecurityContextHolder.getContext().getAuthentication();
        var person = ActorParameter.person(accounts, new ServletWebRequest(request, response));
        boolean api = request.getRequestURI().startsWith("/api/");
        if (person != null && person.mustChangePassword()) {
            if (api) {
                throw Problem.forbidden("access.must-change-password");
            }
            redirect(request, response, PAGE);
            return false;
        }
        HttpSession session = request.getSession(false);
        if (person == null && !api && session != null && ActorParameter.known(signedIn)) {
            session.invalidate();
            redirect(request, response, SIGN_IN + "?het");
            return false;
        }
        return true;
    }

    private static void redirect(
            HttpServletRequest request, HttpServletResponse response, String path)
            throws IOException {
        if (request.getHeader("HX-Request") == null) {
            response.sendRedirect(request.getContextPath() + path);
        } else {
            response.setHeader("HX-Redirect", request.getContextPath() + path);
        }
    }
}
