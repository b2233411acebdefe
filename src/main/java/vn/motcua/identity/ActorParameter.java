package vn.motcua.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Gives controllers the `Actor` of the request, read afresh each time: a grant taken away works at
/// once. A parameter marked `@Nullable` receives null for a visitor.
@Configuration(proxyBeanMethods = false)
class ActorParameter implements HandlerMethodArgumentResolver, WebMvcConfigurer {
    private final Accounts accounts;

    ActorParameter(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Actor.class;
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Actor actor = current(accounts, request);
        if (actor == null && !parameter.isOptional()) {
            throw new AccessDeniedException("signed in");
        }
        return actor;
    }

    static @Nullable Actor current(Accounts accounts, RequestAttributes request) {
        Accounts.Person person = person(accounts, request);
        return person == null ? null : person.actor();
    }

    static Accounts.@Nullable Person person(Accounts accounts, RequestAttributes request) {
        String key = Accounts.Person.class.getName();
        if (request.getAttribute(key, RequestAttributes.SCOPE_REQUEST)
                instanceof Accounts.Person known) {
            return known;
        }
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        if (signedIn == null || !known(signedIn)) {
            return null;
        }
        Accounts.Person person = accounts.person(signedIn.getName()).orElse(null);
        if (person != null) {
            request.setAttribute(key, person, RequestAttributes.SCOPE_REQUEST);
        }
        return person;
    }

    static boolean known(@Nullable Authentication signedIn) {
        return signedIn != null
                && signedIn.isAuthenticated()
                && !(signedIn instanceof AnonymousAuthenticationToken);
    }
}
