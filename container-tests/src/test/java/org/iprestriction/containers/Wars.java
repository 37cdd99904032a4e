package org.iprestriction.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** The applications to deploy. The probe's variants differ only in their web.xml. */
final class Wars {

    /** The paths of the probe and its variants on every server. */
    static final String[] DEPLOYED = {"/counter", "/closed/", "/socket/"};

    private Wars() {}

    /** The example, the same file that the build created. */
    static Path example() {
        return Path.of(System.getProperty("example.war")).normalize();
    }

    /** Returns the example's environment: the probe's proxy, its allowed caller, and the data directory. */
    static Map<String, String> exampleSettings(Path directory) {
        return Map.of("IP_RESTRICTION_ALLOW", "203.0.113.7", "IP_RESTRICTION_TRUSTED_PROXIES", "127.0.0.1",
                "IP_RESTRICTION_CLIENT_HEADER", "X-Forwarded-For", "DATA_DIR", directory.resolve("example-data").toString());
    }

    /** Copies the probe, with text inserted before the end of its web.xml. */
    static void probe(Path target, String more) throws IOException {
        Files.copy(Path.of(System.getProperty("probe.war")), target, StandardCopyOption.REPLACE_EXISTING);
        inside(target, webXml -> Files.writeString(webXml,
                Files.readString(webXml).replace("</web-app>", more + "</web-app>")));
    }

    /** Copies the probe with another web.xml, with text inserted before its end. */
    static void variant(Path target, String resource, String more) throws IOException {
        Files.copy(Path.of(System.getProperty("probe.war")), target, StandardCopyOption.REPLACE_EXISTING);
        inside(target, webXml -> Files.writeString(webXml, resource(resource).replace("</web-app>", more + "</web-app>")));
    }

    static void add(Path war, String name, String text) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(war)) {
            Files.writeString(zip.getPath(name), text);
        }
    }

    static String resource(String name) throws IOException {
        try (var in = Wars.class.getResourceAsStream("/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private interface Edit {
        void on(Path webXml) throws IOException;
    }

    private static void inside(Path war, Edit edit) {
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + war.toUri()), Map.of())) {
            edit.on(zip.getPath("WEB-INF/web.xml"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
