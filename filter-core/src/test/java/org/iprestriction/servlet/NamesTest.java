package org.iprestriction.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.iprestriction.Vectors;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.Notation;
import org.iprestriction.caller.ClientAddressResolver;
import org.iprestriction.caller.StubRequest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Names in a Java of its own in which every name that is asked for can be found: in a hosts file, to an address that is
 * allowed. Whoever asked would let the caller in.
 */
class NamesTest {

    private static final String NAME = "client.example";
    private static final String ADDRESS = "203.0.113.7";

    private static Map<String, String> printed;

    /** Runs in that Java. */
    static final class Child {

        private Child() {
        }

        public static void main(String[] arguments) throws UnknownHostException {
            System.out.println("JDK=" + InetAddress.getByName(NAME).getHostAddress());
            System.out.println("socket=" + ClientAddressResolver.of(List.of(), "none").resolve(StubRequest.from(NAME).build()));
            for (String header : List.of("X-Forwarded-For", "X-Real-IP", "Forwarded")) {
                System.out.println(header + "=" + ClientAddressResolver.of(List.of(Notation.parse("10.0.0.1").range()), header)
                        .resolve(StubRequest.from("10.0.0.1")
                                .header(header, header.equals("Forwarded") ? "for=" + NAME : NAME).build()));
            }
            System.out.println("literal=" + IpAddress.parseOrNull(NAME));
            System.out.println("taken by the JDK=" + Vectors.rows("addresses.csv").filter(row -> row.get(1).equals("address")
                    && row.get(2).equals("reject") && isAddressToTheJdk(row.get(0))).count());
        }

        private static boolean isAddressToTheJdk(String text) {
            try {
                return InetAddress.getByName(text) != null;
            } catch (UnknownHostException e) {
                return false;
            }
        }
    }

    @BeforeAll
    static void run(@TempDir Path directory) throws IOException, InterruptedException {
        Path hosts = Files.writeString(directory.resolve("hosts"), ADDRESS + " " + NAME + "\n");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-Djdk.net.hosts.file=" + hosts, "-cp", System.getProperty("java.class.path"),
                Child.class.getName()));
        Process child = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start(); // the log
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(output).isZero();
        printed = new TreeMap<>();
        output.lines().forEach(line -> printed.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
    }

    @Test
    void aNameThatCouldBeFoundIsNobodyAtEveryDoorOfARequest() {
        assertThat(printed).as("what the JDK makes of the name").containsEntry("JDK", ADDRESS);
        for (String door : List.of("socket", "X-Forwarded-For", "X-Real-IP", "Forwarded", "literal")) {
            assertThat(printed).containsEntry(door, "null");
        }
    }

    /** Why the JDK is not asked even about texts that look like literals. */
    @Test
    void theJdkTakesTextsForAddressesThatAreRefusedHere() {
        assertThat(Integer.parseInt(printed.get("taken by the JDK"))).isGreaterThan(10);
    }
}
