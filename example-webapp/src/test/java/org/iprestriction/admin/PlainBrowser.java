package org.iprestriction.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.iprestriction.admin.page.Form;

/** A browser without script: cookies, links,
        forms with the fields the page gives them. Redirects are followed by hand. */
final class PlainBrowser {
    private final HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final PagesServer server;
    private URI at;
    private HttpResponse<String> answer;

    PlainBrowser(PagesServer server) {
        this.server = server;
        this.at = server.uri("/admin/ip-restriction");
    }

    static PlainBrowser signedIn(PagesServer server, String user) {
        PlainBrowser browser = new PlainBrowser(server);
        browser.open("/admin/ip-restriction").follow();
        return browser.submit("/sign-in", Map.of("user", user, "password", PagesServer.PASSWORD)).follow();
    }

    PlainBrowser open(String path) {
        return go(server.uri(path));
    }

    /** Opens a link of the page shown, as a browser resolves it. */
    PlainBrowser click(String href) {
        return go(at.resolve(href));
    }

    PlainBrowser follow() {
        while (status() == 302 || status() == 303) {
            click(header("Location"));
        }
        return this;
    }

    /** Sends the form of the page whose action ends with {@code action}; {@code typed} replaces or adds fields. */
    PlainBrowser submit(String action, Map<String, String> typed) {
        Form form = form(action);
        Map<String, String> fields = new LinkedHashMap<>(form.fields());
        fields.putAll(typed);
        fields.values().removeIf("(absent)"::equals);
        return post(at.resolve(form.action()), fields, Map.of("Sec-Fetch-Site", "same-origin"));
    }

    PlainBrowser submit(String action) {
        return submit(action, Map.of());
    }

    PlainBrowser post(URI to, Map<String, String> fields, Map<String, String> headers) {
        String body = fields.entrySet().stream().map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(to).POST(BodyPublishers.ofString(body))
                .header("Content-Type", "application/x-www-form-urlencoded");
        headers.forEach(request::header);
        return send(request);
    }

    PlainBrowser send(HttpRequest.Builder request) {
        try {
            answer = client.send(request.build(), BodyHandlers.ofString());
            at = answer.uri();
            return this;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    record Form(String action, Map<String, String> fields) {}

    Form form(String action) {
        Matcher forms = Pattern.compile("<form method=\"post\" action=\"([^\"]*)\".*?</form>", Pattern.DOTALL)
                .matcher(html());
        while (forms.find()) {
            if (forms.group(1).endsWith(action)) {
                return new Form(forms.group(1), fields(forms.group()));
            }
        }
        throw new AssertionError("No form with action " + action + " in " + html());
    }

    private static Map<String, String> fields(String form) {
        var fields = new LinkedHashMap<String, String>();
        Matcher inputs = Pattern.compile("<input(?: [\\w-]+(?:=\"[^\"]*\")?)*>").matcher(form);
        while (inputs.find()) {
            String input = inputs.group();
            boolean choice = input.contains("type=\"radio\"") || input.contains("type=\"checkbox\"");
            if (attribute(input, "name") != null && (!choice || input.contains(" checked"))) {
                fields.put(attribute(input, "name"), attribute(input, "value"));
            }
        }
        Matcher option = Pattern.compile("<select[^>]*name=\"(\\w+)\".*?<option value=\"([^\"]*)\" selected",
                Pattern.DOTALL).matcher(form);
        if (option.find()) {
            fields.put(option.group(1), option.group(2));
        }
        return fields;
    }

    private static String attribute(String tag, String name) {
        Matcher value = Pattern.compile(" " + name + "=\"([^\"]*)\"").matcher(tag);
        return value.find() ? value.group(1).replace("&lt;", "<").replace("&#34;", "\"").replace("&#39;", "'")
                .replace("&gt;", ">").replace("&amp;", "&") : null;
    }

    private PlainBrowser go(URI uri) {
        return send(HttpRequest.newBuilder(uri));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    int status() {
        return answer.statusCode();
    }

    String html() {
        return answer.body();
    }

    List<String> headers(String name) {
        return answer.headers().allValues(name);
    }

    String header(String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    String path() {
        return at.getPath();
    }

    /** The headers and the body, but for the time. */
    String answer() {
        return new TreeMap<>(answer.headers().map()).entrySet().stream().filter(header -> !header.getKey().equals("date"))
                .map(header -> header.getKey() + ": " + header.getValue() + "\n").collect(Collectors.joining())
                + html().replaceFirst(" data-now=\"[^\"]*\"", "");
    }

    /** What somebody reads: the page without its tags, spaces collapsed. */
    String text() {
        return html().replaceAll("<title>.*?</title>", "").replaceAll("<[^>]*>", "").replaceAll("\\s+", " ")
                .replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", "\"").replace("&#39;", "'").replace("&amp;",
                "&");
    }

    PlainBrowser shows(String... texts) {
        assertThat(text()).contains(texts);
        return this;
    }

    PlainBrowser showsNot(String... texts) {
        assertThat(text()).doesNotContain(texts);
        return this;
    }

    PlainBrowser answers(int status) {
        assertThat(status()).as(html()).isEqualTo(status);
        return this;
    }

    String title() {
        Matcher title = Pattern.compile("<title>(.*?)</title>").matcher(html());
        return title.find() ? title.group(1) : "";
    }
}
