package vn.motcua.identity;

/// Paths that need no sign-in: the citizen's pages and what browsers fetch.
final class PublicPaths {
    static final String[] PATTERNS = {
        "/",
        "/dang-nhap",
        "/thu-tuc",
        "/thu-tuc/**",
        "/tra-cuu",
        "/tra-cuu/**",
        "/nop-ho-so/**",
        "/phan-anh/**",
        "/danh-gia/**",
        "/cong-khai/**",
        "/common/**",
        "/webjars/**",
        "/favicon.ico",
        "/favicon.svg",
        "/robots.txt",
        "/error",
        "/v3/api-docs/**",
        "/swagger-ui/**",
        "/swagger-ui.html",
        "/suc-khoe"
    };

    private PublicPaths() {}
}
