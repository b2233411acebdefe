package vn.motcua.common;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;

/// What surrounds every page: who is signed in, for which unit, the rail of work, the banner. Built
/// once a request by whoever knows the account; templates receive it as `frame`.
///
/// @param path the page's own path, without the query
/// @param user full name of the signed-in person; null for a visitor
/// @param unit name of the unit acted for; null for a visitor
/// @param banner a notice on every page, such as that of the demonstration
public record Frame(
        String path,
        @Nullable String user,
        @Nullable String unit,
        List<NavigationEntry> navigation,
        @Nullable String banner,
        @Nullable String notice,
        String csrfName,
        String csrfValue) {
    private static final String ATTRIBUTE = Frame.class.getName();

    public boolean signedIn() {
        return user != null;
    }

    /// Whether the present page belongs to the entry of the rail, and to none more closely.
    public boolean current(NavigationEntry entry) {
        return covers(entry)
                && navigation.stream()
                        .noneMatch(other ->
                                other.path().length() > entry.path().length() && covers(other));
    }

    private boolean covers(NavigationEntry entry) {
        return path.equals(entry.path()) || path.startsWith(entry.path() + "/");
    }

    public void bind(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    public static Frame of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Frame frame ? frame : visitor(request);
    }

    public static Frame visitor(HttpServletRequest request) {
        CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        return new Frame(
                request.getRequestURI(),
                null,
                null,
                List.of(),
                null,
                null,
                token == null ? "_csrf" : token.getParameterName(),
                token == null ? "" : token.getToken());
    }
}
