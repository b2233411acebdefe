package vn.motcua.e2e;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import vn.motcua.MotcuaApplication;
import vn.motcua.TestDatabase;

/// What people do, in Debian's Chromium against the whole program with its demonstration. Pages are
/// kept as pictures for the user guide where `motcua.screenshots` names a directory.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"motcua.demo=true", "db-scheduler.polling-interval=1s"},
        classes = MotcuaApplication.class)
@Import(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserTest {
    @LocalServerPort int port;

    private Playwright playwright;
    private Browser browser;
    private BrowserContext context;
    private final List<String> refusedByPolicy = new CopyOnWriteArrayList<>();

    @BeforeAll
    void openBrowser() {
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(java.util.Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(chromium())
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-gpu",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync",
                                                        "--no-first-run")));
    }

    @AfterAll
    void closeBrowser() {
        browser.close();
        playwright.close();
    }

    @AfterEach
    void closePages() {
        if (context != null) {
            context.close();
        }
        List<String> refused = List.copyOf(refusedByPolicy);
        refusedByPolicy.clear();
        Assertions.assertThat(refused).as("what the content security policy refused").isEmpty();
    }

    private static Path chromium() {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(directory -> Path.of(directory, "chromium"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("the browser tests need chromium on the PATH"));
    }

    /// A fresh window of 1366×768.
    Page desktop() {
        return window(1366, 768);
    }

    /// A fresh window as wide as a phone.
    Page phone() {
        return window(390, 844);
    }

    private Page window(int width, int height) {
        if (context != null) {
            context.close();
        }
        context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setBaseURL("http://localhost:" + port)
                                .setLocale("vi-VN")
                                .setTimezoneId("Asia/Ho_Chi_Minh")
                                .setViewportSize(width, height));
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")
                    && message.text().contains("Content Security Policy")) {
                refusedByPolicy.add(page.url() + " " + message.location() + ": " + message.text());
            }
        });
        return page;
    }

    void signIn(Page page, String username) {
        page.navigate("/dang-nhap");
        page.fill("#username", username);
        page.fill("#password", "motcua");
        page.keyboard().press("Enter");
        page.waitForURL("**/lam-viec");
    }

    /// No violation of WCAG A or AA that axe can see.
    void assertAccessible(Page page) {
        var violations =
                new AxeBuilder(page)
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa"))
                        .analyze()
                        .getViolations();
        Assertions.assertThat(violations)
                .as(page.url())
                .extracting(rule ->
                        rule.getId()
                                + ": "
                                + rule.getNodes().stream()
                                        .limit(3)
                                        .map(node -> String.valueOf(node.getHtml()))
                                        .toList())
                .isEmpty();
    }

    /// The page does not scroll sideways.
    void assertFits(Page page) {
        Assertions.assertThat(
                        (Integer)
                                page.evaluate(
                                        "document.documentElement.scrollWidth -"
                                                + " document.documentElement.clientWidth"))
                .as("sideways scroll of " + page.url())
                .isLessThanOrEqualTo(1);
    }

    void picture(Page page, String name) {
        String directory = System.getProperty("motcua.screenshots", "target/screenshots");
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(Path.of(directory, name + ".png"))
                        .setFullPage(false));
    }
}
