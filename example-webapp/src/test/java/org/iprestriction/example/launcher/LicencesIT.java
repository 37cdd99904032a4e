package org.iprestriction.example.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is passed on carries its licence, and names what others wrote. */
class LicencesIT {
    private static final String JAR = "WEB-INF/(lib|launcher)/[^/]+\\.jar";
    private static final String OURS = "(filter-|example-webapp).*";

    private JarFile war;

    @BeforeEach
    void open() throws IOException {
        war = new JarFile(System.getProperty("war"));
    }

    @AfterEach
    void close() throws IOException {
        war.close();
    }

    @Test
    void theWarCarriesItsLicenceAndTheNotices() throws IOException {
        assertThat(text("META-INF/LICENSE")).contains("Apache License");
        assertThat(text("META-INF/NOTICE")).contains("META-INF/THIRD-PARTY");
        assertThat(text("META-INF/licenses/LGPL-2.1")).contains("GNU LESSER GENERAL PUBLIC LICENSE");
    }

    @Test
    void everyJarOfOursCarriesItsLicence() throws IOException {
        List<String> ours = jars().stream().filter(jar -> name(jar).matches(OURS)).toList();
        assertThat(ours).hasSizeGreaterThanOrEqualTo(3);
        for (String jar : ours) {
            assertThat(entries(jar)).as(jar).contains("META-INF/LICENSE", "META-INF/NOTICE");
        }
    }

    @Test
    void everyJarOfOthersIsNamedWithItsLicenceAndNoOther() throws IOException {
        List<String> named = text("META-INF/THIRD-PARTY").lines()
                .filter(line -> line.matches("[\\w.-]+ {2,}\\S+( or \\S+( CE)?)? {2,}https://\\S+"))
                .map(line -> line.replaceFirst(" .*", "")).toList();
        List<String> shipped = jars().stream().map(LicencesIT::name).filter(name -> !name.matches(OURS))
                .map(name -> name.replaceFirst("-[0-9][^/]*\\.jar$", "")).distinct().toList();

        assertThat(named).containsExactlyInAnyOrderElementsOf(shipped);
    }

    private List<String> jars() {
        return war.stream().map(JarEntry::getName).filter(name -> name.matches(JAR)).toList();
    }

    private static String name(String jar) {
        return jar.substring(jar.lastIndexOf('/') + 1);
    }

    private String text(String entry) throws IOException {
        return new String(war.getInputStream(war.getJarEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
    }

    private List<String> entries(String jar) throws IOException {
        List<String> names = new ArrayList<>();
        byte[] bytes = war.getInputStream(war.getJarEntry(jar)).readAllBytes();
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}
