package org.iprestriction.fleet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iprestriction.servers.ChildProcess;

/** One running copy of the example, in a process and a data directory of its own. */
final class Node implements AutoCloseable {

    private static final String API = "/admin/api/v1/ip-restriction";
    private static final Pattern PRINTED_PORT = Pattern.compile("Protected +http://127\\.0\\.0\\.1:(\\d+)/api");
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final Path directory;
    private final Map<String, String> environment;
    private int port;
    private ChildProcess process;

    /** @param environment variables in addition to those that every node has */
    Node(String name, Path parent, Map<String, String> environment) throws IOException {
        this.name = name;
        this.directory = Files.createDirectories(parent.resolve(name));
        this.environment = new HashMap<>(environment);
        Path data = Files.createDirectory(directory.resolve("data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(data.resolve("users.properties"), Users.file());
        this.environment.putAll(Map.of("DATA_DIR", data.toString(), "BIND", "127.0.0.1", "IP_RESTRICTION_NODE_NAME", name,
                "IP_RESTRICTION_TRUSTED_PROXIES", "127.0.0.1", "IP_RESTRICTION_CLIENT_HEADER", "X-Forwarded-For"));
    }

    /** Starts the process, at the port that it had before. It has not loaded the list yet. */
    void launch() throws IOException {
        environment.put("PORT", String.valueOf(port));
        Path log = directory.resolve("output.log");
        Files.deleteIfExists(log);
        process = ChildProcess.start(log, environment, List.of(bin("java"), "-Xmx128m", "-XX:+UseSerialGC",
                "-jar", System.getProperty("example.war")));
    }

    /** Waits until it has loaded the list. */
    Node awaitReady() {
        Await.until("greeting of " + name, 120, () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(name + " has ended: " + printed());
            }
            Matcher greeting = PRINTED_PORT.matcher(printed());
            port = greeting.find() ? Integer.parseInt(greeting.group(1)) : port;
            return port != 0 && printed().contains("is running.");
        });
        Await.until("list of " + name, 60, () -> send("GET", "/health/ready", HttpRequest.newBuilder(), null).status() == 200);
        status(); // checks the password for the first time, which takes long
        return this;
    }

    private static String bin(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    int port() {
        return port;
    }

    boolean isRunning() {
        return process.isAlive();
    }

    void kill() {
        process.kill();
    }

    String printed() {
        return process.printed();
    }

    /**
     * Sends a request to the admin API. {@code path} begins below the API; {@code body} may be null; the headers are names and
     * values in turn.
     */
    Reply send(String user, String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder().header("Authorization", "Basic " + Base64.getEncoder()
                .encodeToString((user + ":" + Users.PASSWORD).getBytes(StandardCharsets.UTF_8)));
        if (body != null) {
            request.header("Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(method, API + path, request, body);
    }

    private Reply send(String method, String path, HttpRequest.Builder request, String body) {
        try {
            HttpResponse<String> answer = HTTP.send(request.uri(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE)
                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
            return new Reply(answer.statusCode(), answer.headers().firstValue("ETag").orElse(""), answer.body());
        } catch (IOException lost) {
            return new Reply(0, "", lost.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Reply status() {
        return send(Users.ADMIN, "GET", "/status", null);
    }

    /** Returns the names of its threads that belong to the library. */
    List<String> threads() {
        List<String> names = new ArrayList<>();
        Matcher thread = Pattern.compile("(?m)^\"(ip-restriction-[a-z]+)\"").matcher(jcmd("Thread.print"));
        while (thread.find()) {
            names.add(thread.group(1));
        }
        return names;
    }

    /** Returns the number of bytes on its heap that are still needed, after collecting everything else. */
    long usedHeap() {
        Matcher total = Pattern.compile("(?m)^Total +\\d+ +(\\d+)").matcher(jcmd("GC.class_histogram"));
        if (!total.find()) {
            throw new IllegalStateException("no total");
        }
        return Long.parseLong(total.group(1));
    }

    private String jcmd(String command) {
        return ChildProcess.run(bin("jcmd"), String.valueOf(process.pid()), command);
    }

    @Override
    public void close() {
        process.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
