package vn.motcua.identity;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/// The quiet message that the next page shows once after an act succeeded.
public final class Notices {
    private static final String KEY = "motcua.notice";

    private Notices() {}

    public static void leave(HttpServletRequest request, String text) {
        request.getSession().setAttribute(KEY, text);
    }

    static @Nullable String take(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        HttpSession session =
                cookies == null || request.getHeader("HX-Request") != null
                        ? null
                        : request.getSession(false);
        if (session == null || !(session.getAttribute(KEY) instanceof String text)) {
            return null;
        }
        session.removeAttribute(KEY);
        return text;
    }
}
