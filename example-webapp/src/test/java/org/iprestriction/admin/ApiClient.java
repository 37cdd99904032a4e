package org.iprestriction.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.iprestriction.admin.access.ChangeRate;
import org.iprestriction.example.launcher.TestServer;

/** A program that uses the JSON API over HTTP as one user. */
final class ApiClient {
    static final String BASE = "/admin/api/v1/ip-restriction";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What came back; {@code json} is a missing node when there was no body. */
    record Reply(int status, HttpHeaders headers, String text, JsonNode json) {
        String header(String name) {
            return headers.firstValue(name).orElse(null);
        }

        String code() {
            return json.path("code").textValue();
        }

        String detail() {
            return json.path("detail").textValue();
        }
    }

    private final Function<String, URI> server;
    private final String user;
    private final String password;
    private final String[] headers;

    ApiClient(TestServer server, String user, String... headers) {
        this(server::uri, user, TestServer.PASSWORD, headers);
    }

    ApiClient(PagesServer server, String user, String... headers) {
        this(server::uri, user, PagesServer.PASSWORD, headers);
    }

    private ApiClient(Function<String, URI> server, String user, String password, String... headers) {
        this.server = server;
        this.user = user;
        this.password = password;
        this.headers = headers;
    }

    /** A server whose users may change as much as they like: two seconds pass for each change that is counted. */
    static TestServer unhurriedServer(Path data, Map<String, String> settings) throws Exception {
        AtomicLong nanos = new AtomicLong();
        return new TestServer(data, "/", settings, new ChangeRate(() -> nanos.addAndGet(2_000_000_000L)));
    }

    /** Deletes all entries of the list; those in force stay until their end. */
    void empty() {
        for (JsonNode entry : get("/entries").json().get("items")) {
            with("If-Match", "*").delete("/entries/" + entry.get("id"));
        }
    }

    /** The same program sending further headers, given as name, value, name, value. */
    ApiClient with(String... more) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of(more));
        return new ApiClient(server, user, password, all.toArray(String[]::new));
    }

    Reply get(String path) {
        return send("GET", path, null, null);
    }

    Reply post(String path, String body) {
        return send("POST", path, "application/json", body);
    }

    Reply put(String path, String body) {
        return send("PUT", path, "application/json", body);
    }

    Reply patch(String path, String body) {
        return send("PATCH", path, "application/merge-patch+json", body);
    }

    Reply delete(String path) {
        return send("DELETE", path, null, null);
    }

    Reply send(String method, String path, String contentType, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).method(method, body == null
                ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        if (user != null) {
            request.header("Authorization", basic(user, password));
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String text = response.body();
            return new Reply(response.statusCode(), response.headers(), text,
                    text.isEmpty() ? JSON.missingNode() : JSON.readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    URI uri(String path) {
        return server.apply(BASE + path);
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A JSON string with every special character escaped, unpaired surrogates too. */
    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(c -> json.append(String.format("\\u%04x", c)));
        return json.append('"').toString();
    }
}
