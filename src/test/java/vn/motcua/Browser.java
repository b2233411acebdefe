package vn.motcua;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/// A person at a browser without JavaScript, over real HTTP.
public final class Browser {
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();
    private String base;

    public Browser(int port) {
        at(port);
    }

    /// Goes on, with the same cookies, at another server.
    public void at(int port) {
        base = "http://localhost:" + port;
    }

    public List<HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies();
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Accept", "text/html")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    public Document page(String path) throws IOException, InterruptedException {
        return Jsoup.parse(get(path).body());
    }

    /// Sends a form with the token of the page it stands on.
    public HttpResponse<String> post(String page, String path, String... fields)
            throws IOException, InterruptedException {
        StringBuilder body = new StringBuilder("_csrf=" + encoded(csrf(page)));
        for (int i = 0; i < fields.length; i += 2) {
            body.append('&').append(fields[i]).append('=').append(encoded(fields[i + 1]));
        }
        return client.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Accept", "text/html")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> signIn(String username, String password)
            throws IOException, InterruptedException {
        return post("/dang-nhap", "/dang-nhap", "username", username, "password", password);
    }

    public String csrf(String page) throws IOException, InterruptedException {
        var field = page(page).selectFirst("input[name=_csrf]");
        return field == null ? "" : field.val();
    }

    public static String location(HttpResponse<String> response) {
        String full = response.headers().firstValue("Location").orElse("");
        return full.replaceFirst("^https?://[^/]+", "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
