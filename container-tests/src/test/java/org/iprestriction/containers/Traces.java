package org.iprestriction.containers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The class loaders and threads of a Java process, determined from outside with jcmd.
 *
 * @param loaders the number of reachable class loaders of web applications
 * @param threads the number of threads by name, with numbers in the names omitted
 */
record Traces(long loaders, Map<String, Integer> threads) {

    private static final Pattern LOADERS =
            Pattern.compile("\\s(\\d+)\\s+\\d+\\s+org\\.apache\\.catalina\\.loader\\.ParallelWebappClassLoader\\b");
    private static final Pattern THREAD = Pattern.compile("(?m)^\"(.*?)\" ");

    static Traces of(ServerProcess process) throws IOException, InterruptedException {
        var loader = LOADERS.matcher(jcmd(process, "GC.class_histogram")); // which collects garbage before counting
        Map<String, Integer> threads = new TreeMap<>();
        THREAD.matcher(jcmd(process, "Thread.print")).results()
                .forEach(thread -> threads.merge(thread.group(1).replaceAll("\\d+", "#"), 1, Integer::sum));
        return new Traces(loader.find() ? Long.parseLong(loader.group(1)) : 0, threads);
    }

    /** Writes a heap dump. */
    static void dump(ServerProcess process, Path file) throws IOException, InterruptedException {
        Files.deleteIfExists(file);
        jcmd(process, "GC.heap_dump", file.toString());
    }

    private static String jcmd(ServerProcess process, String... command)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid())));
        line.addAll(List.of(command));
        Process jcmd = new ProcessBuilder(line).redirectErrorStream(true).start();
        String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException(line + ": " + text);
        }
        return text;
    }

    int threads(String name) {
        return threads.getOrDefault(name, 0);
    }
}
