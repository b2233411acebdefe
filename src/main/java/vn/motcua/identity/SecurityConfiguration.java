package vn.motcua.identity;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;

@Configuration(proxyBeanMethods = false)
@EnableJdbcHttpSession(maxInactiveIntervalInSeconds = 8 * 3600)
class SecurityConfiguration {
    private static final String POLICY =
            "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self';"
                    + " object-src 'none'; base-uri 'none'; frame-ancestors 'self'; form-action"
                    + " 'self'";

    @Bean
    PasswordEncoder passwordEncoder() {
        return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    }

    @Bean
    ProviderManager authenticationManager(List<AuthenticationProvider> providers) {
        return new ProviderManager(providers);
    }

    /// No zero character passes in a parameter: the database cannot hold one.
    @Bean
    StrictHttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(value -> value.indexOf('\0') < 0);
        return firewall;
    }

    @Bean
    @Order(1)
    SecurityFilterChain api(
            HttpSecurity http,
            TokenFilter tokens,
            IdempotencyFilter idempotency,
            AuthenticationEntryPoint refusal)
            throws Exception {
        return http.securityMatcher("/api/**")
                .authorizeHttpRequests(requests ->
                        requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .csrf(csrf -> csrf.disable())
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .httpBasic(basic -> basic.authenticationEntryPoint(refusal))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(refusal))
                .addFilterBefore(tokens, BasicAuthenticationFilter.class)
                .addFilterAfter(idempotency, AuthorizationFilter.class)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http, SignInFailure failure) throws Exception {
        return http.authorizeHttpRequests(requests ->
                        requests.dispatcherTypeMatchers(
                                        DispatcherType.FORWARD,
                                        DispatcherType.ASYNC,
                                        DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers(PublicPaths.PATTERNS)
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .formLogin(form ->
                        form.loginPage("/dang-nhap")
                                .usernameParameter("username")
                                .passwordParameter("password")
                                .failureHandler(failure)
                                .defaultSuccessUrl("/lam-viec"))
                .exceptionHandling(
                        handling -> handling.accessDeniedHandler(SecurityConfiguration::refuse))
                .logout(logout -> logout.logoutUrl("/dang-xuat").logoutSuccessUrl("/dang-nhap?ra"))
                .headers(headers ->
                        headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                                .frameOptions(frame -> frame.sameOrigin())
                                .referrerPolicy(Customizer.withDefaults()))
                .build();
    }

    /// An upload that broke off or is too large has no readable CSRF token either: the upload is
    /// what the person must hear of.
    private static void refuse(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException fault)
            throws IOException, ServletException {
        String type = request.getContentType();
        if (type != null && type.startsWith("multipart/")) {
            try {
                request.getParts();
            } catch (IllegalStateException tooLarge) {
                response.sendError(413, "upload.too-large");
                return;
            } catch (IOException | ServletException broken) {
                response.sendError(400, "upload.broken");
                return;
            }
        }
        response.sendError(
                403, fault instanceof CsrfException ? "access.expired" : "access.forbidden");
    }

    @Bean
    AuthenticationEntryPoint apiRefusal(
            org.springframework.context.MessageSource messages,
            tools.jackson.databind.json.JsonMapper json) {
        return (request, response, fault) -> {
            String code =
                    fault instanceof LockedAccount ? "access.locked" : "access.unauthenticated";
            response.setStatus(401);
            response.setHeader("WWW-Authenticate", "Basic realm=\"Motcua\"");
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            json.writeValue(
                    response.getOutputStream(),
                    java.util.Map.of(
                            "type",
                            "urn:motcua:problem:" + code,
                            "status",
                            401,
                            "code",
                            code,
                            "title",
                            messages.getMessage(
                                    "problem." + code, null, vn.motcua.common.Vietnamese.LOCALE),
                            "errors",
                            List.of()));
        };
    }
}
