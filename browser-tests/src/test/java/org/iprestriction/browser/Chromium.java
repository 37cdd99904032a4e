package org.iprestriction.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real Chromium, used by an administrator. */
final class Chromium implements AutoCloseable {

    private static final File BROWSER = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration MOMENT = Duration.ofSeconds(3);

    private final Path profile;
    private final ChromeDriver driver;

    private Chromium(Path profile, ChromeDriver driver) {
        this.profile = profile;
        this.driver = driver;
    }

    /** Starts Chromium. If it is not installed, the test is skipped, but not in CI. */
    static Chromium start(boolean script) throws IOException {
        boolean there = BROWSER.canExecute() && DRIVER.canExecute();
        if (System.getenv("CI") == null) {
            Assumptions.assumeTrue(there, BROWSER + " and " + DRIVER + " are not installed; the browser tests are passed over");
        }
        assertThat(there).as("%s and %s are installed", BROWSER, DRIVER).isTrue();
        java.util.logging.Logger.getLogger("org.openqa.selenium").setLevel(Level.SEVERE);
        Path profile = Files.createTempDirectory("ip-restriction-chromium");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER);
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-dev-shm-usage", "--user-data-dir=" + profile, "--window-size=1280,900");
        if (!script) {
            options.setExperimentalOption("prefs", Map.of("profile.managed_default_content_settings.javascript", 2));
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).usingAnyFreePort()
                .build();
        return new Chromium(profile, new ChromeDriver(service, options));
    }

    void open(String url) {
        driver.get(url);
    }

    void signIn(Example example) {
        open(example.pages());
        type("user", "admin");
        type("password", Example.PASSWORD);
        press("Sign in");
        await(d -> d.getCurrentUrl().endsWith("/admin/ip-restriction"));
    }

    void type(String id, String text) {
        WebElement field = driver.findElement(By.id(id));
        field.clear();
        field.sendKeys(text);
    }

    /** Clicks the visible button or link with the given text. */
    void press(String text) {
        follow(await(d -> shown(text).findFirst().orElse(null)));
    }

    /** Clicks, and waits briefly for the page to which most buttons and links lead, which may be late on a busy machine. */
    private void follow(WebElement element) {
        WebElement page = driver.findElement(By.tagName("html"));
        element.click();
        try {
            new WebDriverWait(driver, MOMENT).until(d -> isGone(page));
        } catch (TimeoutException stays) {
            return; // it only changes this page, or the next page takes even longer
        }
    }

    /** Returns whether the page of an element was left; drivers report this in several ways while the next page loads. */
    private static boolean isGone(WebElement element) {
        try {
            element.isEnabled();
            return false;
        } catch (WebDriverException gone) {
            return true;
        }
    }

    private Stream<WebElement> shown(String text) {
        return driver.findElements(By.cssSelector("button:not([aria-hidden]), a, summary")).stream()
                .filter(element -> element.isDisplayed() && element.getText().strip().equals(text));
    }

    /** Clicks a field, button or link. */
    void click(String css) {
        WebElement element = await(d -> d.findElement(By.cssSelector(css)));
        if (element.getTagName().equals("input")) {
            element.click();
        } else {
            follow(element);
        }
    }

    /** Returns the text of an element, and waits for the element if necessary. */
    String text(String css) {
        return await(d -> d.findElement(By.cssSelector(css)).getText());
    }

    boolean has(String css) {
        return !driver.findElements(By.cssSelector(css)).isEmpty();
    }

    String value(String id) {
        return driver.findElement(By.id(id)).getDomProperty("value");
    }

    String url() {
        return driver.getCurrentUrl();
    }

    /** Returns the text of the row of an entry, or an empty text if there is none. */
    String row(String name) {
        try {
            return driver.findElements(By.cssSelector("tbody tr")).stream().map(WebElement::getText)
                    .filter(text -> text.startsWith(name)).findFirst().orElse("");
        } catch (StaleElementReferenceException reloaded) {
            return row(name); // the page has refreshed itself in the meantime
        }
    }

    String focused() {
        return driver.switchTo().activeElement().getDomAttribute("id");
    }

    void keys(CharSequence keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    <T> T await(Function<WebDriver, T> condition) {
        return new WebDriverWait(driver, PATIENCE).ignoring(WebDriverException.class).until(condition::apply);
    }

    void back() {
        driver.navigate().back();
    }

    void look(int width, boolean dark) {
        driver.manage().window().setSize(new Dimension(width, 900));
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features",
                List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    Object script(String code) {
        return driver.executeScript(code);
    }

    /** Returns the cookies that the browser would send to the current page, including HttpOnly cookies. */
    Set<Cookie> cookies() {
        return driver.manage().getCookies();
    }

    /** Returns the problems that axe finds on the current page. */
    Object accessibilityFaults() throws IOException {
        try (InputStream axe = Chromium.class.getResourceAsStream("/axe.min.js")) {
            driver.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        return driver.executeAsyncScript("const done = arguments[0]; axe.run().then(r => done("
                + "r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))));");
    }

    /** Returns the errors that the browser logged, except for refusals provoked by a test. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(entry -> entry.getMessage())
                .filter(message -> !message.contains("the server responded with a status of")).toList();
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }
}
