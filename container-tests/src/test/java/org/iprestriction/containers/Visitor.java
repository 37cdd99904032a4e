package org.iprestriction.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with a browser without script: it keeps cookies, and sends a form with the hidden fields that came with it. */
final class Visitor {

    private static final Pattern HIDDEN = Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\">");

    private final Server server;
    private final Sample sample;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    Visitor(Server server, Sample sample) {
        this.server = server;
        this.sample = sample;
    }

    /** Signs in as the pages ask for it; answers what they answered. */
    Answer signIn(String user) throws IOException {
        Answer asked = get("");
        assertThat(asked.status()).as(asked + server.process().output()).isEqualTo(303);
        assertThat(asked.header("Location")).isEqualTo("ip-restriction/sign-in");
        return submit("/sign-in", "/sign-in", Map.of("user", user, "password", "test"));
    }

    /** Opens a page below the pages' folder. */
    Answer get(String page, String... more) throws IOException {
        return keep(Wire.exchange("127.0.0.1", server.port(), request("GET", page, more)));
    }

    /** Opens a page, fills in its form and sends it. */
    Answer submit(String page, String action, Map<String, String> typed) throws IOException {
        Answer form = get(page);
        assertThat(form.status()).as(form.toString()).isEqualTo(200);
        Map<String, String> fields = HIDDEN.matcher(form.body()).results()
                .collect(Collectors.toMap(field -> field.group(1), field -> field.group(2), (one, same) -> one, LinkedHashMap::new));
        fields.putAll(typed);
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return keep(Wire.exchange("127.0.0.1", server.port(), request("POST", action, "Sec-Fetch-Site: same-origin",
                "Content-Type: application/x-www-form-urlencoded", "Content-Length: " + body.length()) + body));
    }

    private String request(String method, String page, String... more) {
        String line = cookies.isEmpty() ? "X-Cookies: none" : "Cookie: " + cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue()).collect(Collectors.joining("; "));
        return Caller.through("visitor", "127.0.0.1", line).request(method, sample.pages() + page, more);
    }

    private Answer keep(Answer answer) {
        answer.head().stream().map(Pattern.compile("(?i)Set-Cookie: *([^=]+)=([^;]*)")::matcher)
                .flatMap(Matcher::results)
                .forEach(cookie -> cookies.put(cookie.group(1), cookie.group(2)));
        return answer;
    }
}
