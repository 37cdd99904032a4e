package org.iprestriction.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator of that name, a process of its own: what it costs is not counted. */
final class Wrk {

    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ");

    private Wrk() {
    }

    static boolean isInstalled() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> new File(directory, "wrk").canExecute());
    }

    /** Answers the processor time that this process spends on a request, in microseconds, over a second of load. */
    static double cpuMicros(int port) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try {
            long before = system.getProcessCpuTime();
            Process load = new ProcessBuilder("wrk", "-t1", "-c16", "-d1s",
                    "http://127.0.0.1:" + port + "/api/orders").redirectErrorStream(true).start();
            String output = new String(load.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            long spent = system.getProcessCpuTime() - before;
            Matcher requests = REQUESTS.matcher(output);
            if (load.waitFor() != 0 || !requests.find() || output.contains("Non-2xx")) {
                throw new IllegalStateException("wrk says: " + output);
            }
            return spent / 1e3 / Long.parseLong(requests.group(1));
        } catch (IOException e) {
            throw new IllegalStateException("wrk does not run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while wrk ran", e);
        }
    }
}
