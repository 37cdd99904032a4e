package org.iprestriction.browser;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The packaged example as a program, with a known password and loopback as a trusted proxy. */
final class Example implements AutoCloseable {

    static final String PASSWORD = "a password for tests";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Path folder;
    private final Process process;
    private final String url;

    private Example(Path folder, Process process, String url) {
        this.folder = folder;
        this.process = process;
        this.url = url;
    }

    static Example start(Map<String, String> settings) throws IOException {
        Path folder = Files.createTempDirectory("ip-restriction-browser");
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-jar", System.getProperty("war"));
        builder.environment().keySet().removeIf(name -> name.startsWith("IP_RESTRICTION_"));
        builder.environment().putAll(Map.of("PORT", "0", "DATA_DIR", folder.resolve("data").toString(),
                "ADMIN_PASSWORD", PASSWORD, "IP_RESTRICTION_TRUSTED_PROXIES", "127.0.0.1",
                "IP_RESTRICTION_CLIENT_HEADER", "X-Forwarded-For"));
        builder.environment().putAll(settings);
        Process process = builder.redirectError(folder.resolve("log").toFile()).start();
        String url = null;
        for (String line = ""; line != null; line = process.inputReader().readLine()) {
            if (line.strip().startsWith("Pages")) {
                url = line.strip().substring("Pages".length()).strip().replace("/admin/ip-restriction", "");
            }
            if (line.contains("it answers") || line.contains("It answers")) {
                break;
            }
        }
        if (url == null) {
            throw new IllegalStateException("The example did not start: " + Files.readString(folder.resolve("log")));
        }
        Thread drain = new Thread(() -> process.inputReader().lines().forEach(line -> { }), "example-output");
        drain.setDaemon(true);
        drain.start();
        return new Example(folder, process, url);
    }

    String pages() {
        return url + "/admin/ip-restriction";
    }

    String url() {
        return url;
    }

    /** Returns the status that a caller of the protected API gets. */
    int statusFor(String caller) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(url + "/api/v1/hello")).header("X-Forwarded-For", caller)
                .build(), BodyHandlers.discarding()).statusCode();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }
}
