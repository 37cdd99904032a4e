package org.iprestriction.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.catalina.util.NetMask;
import org.apache.catalina.util.ServerInfo;
import org.eclipse.jetty.util.InetAddressSet;
import org.eclipse.jetty.util.Jetty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * What other readers make of the texts that are refused here for reasons of fact, not of policy. Runs in a Java without name
 * servers, because some of them would ask one. docs/threats.md holds what this prints; the JDK's own reader, which may be of
 * any version, is asked in NamesTest.
 */
class DifferencesTest {

    private static final Path TABLE = Path.of("../filter-core/src/test/resources/vectors/addresses.csv");
    private static final Path PAGE = Path.of("../docs/threats.md");
    private static final Pattern ROW = Pattern.compile("\"((?:[^\"]|\"\")*)\",\"(address|entry)\",\"reject\",\"\",\"FACT.*");

    /** A reader that is not ours. */
    private interface Reader {
        /** Answers true or nothing where it takes a text; throws or answers false where it refuses it. */
        boolean takes(String text) throws Exception;
    }

    private static List<String> refused(String kind) throws IOException {
        List<String> texts = new ArrayList<>();
        for (String line : Files.readAllLines(TABLE, StandardCharsets.US_ASCII)) {
            Matcher row = ROW.matcher(line);
            if (row.matches() && row.group(2).equals(kind)) {
                texts.add(Pattern.compile("\\\\u([0-9A-Fa-f]{4})").matcher(row.group(1).replace("\"\"", "\"")).replaceAll(
                        hex -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(hex.group(1), 16)))));
            }
        }
        return texts;
    }

    /** Runs in that Java. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) throws Exception {
            Map<String, Reader> addresses = new LinkedHashMap<>();
            addresses.put("Guava's `InetAddresses`", InetAddresses::isInetAddress);
            addresses.put("Netty's `NetUtil`", text -> NetUtil.createByteArrayFromIpAddressString(text) != null);
            addresses.put("Tomcat's `NetMask` (as one address)",
                    text -> text.indexOf('/') < 0 && new NetMask(text).toString() != null);
            Map<String, Reader> entries = new LinkedHashMap<>();
            entries.put("the `IpAddressMatcher` of Spring Security "
                    + IpAddressMatcher.class.getPackage().getImplementationVersion(), text -> new IpAddressMatcher(text).toString() != null);
            entries.put("the `NetMask` of " + ServerInfo.getServerInfo(), text -> new NetMask(text).toString() != null);
            entries.put("the `InetAddressSet` of Jetty " + Jetty.VERSION, text -> new InetAddressSet().add(text));
            print("addresses", refused("address"), addresses);
            print("entries", refused("entry"), entries);
        }

        private static void print(String what, List<String> texts, Map<String, Reader> readers) {
            readers.forEach((name, reader) -> System.out.println("* Of " + texts.size() + " " + what + " that are refused here, "
                    + name + " takes " + texts.stream().filter(text -> takes(reader, text)).count() + "."));
        }

        private static boolean takes(Reader reader, String text) {
            try {
                return reader.takes(text);
            } catch (Exception refused) {
                return false;
            }
        }
    }

    @Test
    void thePageSaysWhatOthersTakeThatIsRefusedHere(@TempDir Path directory) throws Exception {
        Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.1 localhost\n");
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.net.hosts.file=" + hosts, "-cp", System.getProperty("java.class.path"), Child.class.getName()).start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).isZero();
        List<String> lines = output.lines().filter(line -> line.startsWith("* ")).toList();
        assertThat(lines).hasSize(6);
        assertThat(Files.readString(PAGE)).contains(String.join("\n", lines));
    }
}
