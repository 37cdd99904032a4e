package org.iprestriction.benchmarks;

import java.util.Locale;
import java.util.Map;

/** Draws time over size, both logarithmic, as one SVG without script or font of its own. */
final class Plot {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 560;
    private static final int LEFT = 70;
    private static final int RIGHT = 230;
    private static final int TOP = 40;
    private static final int BOTTOM = 70;
    private static final String[] COLOURS = {"#b06000", "#7b3fa0", "#00796b", "#c2185b",
        "#5d8f00", "#c62828", "#00838f", "#6d4c41", "#3949ab"};

    private final StringBuilder svg = new StringBuilder();
    private final double mostDecades;
    private final double fewestNanos;
    private final double nanosDecades;

    private Plot(Map<String, Map<Integer, Double>> lines) {
        int largest = lines.values().stream().flatMap(line -> line.keySet().stream()).max(Integer::compare).orElse(10);
        double slowest = lines.values().stream().flatMap(line -> line.values().stream()).max(Double::compare).orElse(1e3);
        mostDecades = Math.max(1, Math.log10(largest) - 1);
        fewestNanos = 1;
        nanosDecades = Math.ceil(Math.log10(slowest)) - fewestNanos;
    }

    static String of(Map<String, Map<Integer, Double>> lines, String machine) {
        return new Plot(lines).draw(lines, machine);
    }

    private double x(double size) {
        return LEFT + (Math.log10(size) - 1) / mostDecades * (WIDTH - LEFT - RIGHT);
    }

    private double y(double nanos) {
        return HEIGHT - BOTTOM - (Math.log10(Math.max(10, nanos)) - fewestNanos) / nanosDecades * (HEIGHT - TOP - BOTTOM);
    }

    private String draw(Map<String, Map<Integer, Double>> lines, String machine) {
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\""
                + " role=\"img\" aria-label=\"Time of a decision over the size of the list\">", WIDTH, HEIGHT);
        add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT);
        add("<text x=\"%d\" y=\"20\" font-size=\"15\">One decision from the text of an address</text>", LEFT);
        for (int decade = 1; decade <= 1 + mostDecades + 1e-9; decade++) {
            axis(x(Math.pow(10, decade)), TOP, x(Math.pow(10, decade)), HEIGHT - BOTTOM);
            add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,d</text>", x(Math.pow(10, decade)), HEIGHT - BOTTOM + 18,
                    (int) Math.pow(10, decade));
        }
        for (int decade = (int) fewestNanos; decade <= fewestNanos + nanosDecades; decade++) {
            double at = y(Math.pow(10, decade));
            axis(LEFT, at, WIDTH - RIGHT, at);
            add("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT - 6, at + 4, nanos(decade));
        }
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">rules</text>", (LEFT + WIDTH - RIGHT) / 2, HEIGHT - BOTTOM + 38);
        add("<text x=\"%d\" y=\"%d\" font-size=\"10\" fill=\"#555555\">%s</text>", LEFT, HEIGHT - 10, escaped(machine));
        double[] free = {TOP};
        int[] colour = {0};
        lines.entrySet().stream().sorted((a, b) -> Double.compare(last(b.getValue()), last(a.getValue())))
                .forEach(line -> line(line.getKey(), line.getValue(), line.getKey().equals(Contenders.OURS) ? "#0b57d0"
                        : line.getKey().startsWith("floor") ? "#777777" : COLOURS[colour[0]++ % COLOURS.length], free));
        return svg.append("</svg>\n").toString();
    }

    private void line(String name, Map<Integer, Double> points, String colour, double[] free) {
        StringBuilder path = new StringBuilder();
        int largest = 0;
        for (Map.Entry<Integer, Double> point : points.entrySet()) {
            path.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(point.getKey()), y(point.getValue())));
            largest = Math.max(largest, point.getKey());
        }
        boolean ours = name.equals(Contenders.OURS);
        boolean floor = name.startsWith("floor");
        add("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"%s/>", path.toString().strip(), colour,
                ours ? "3" : "1.5", floor ? " stroke-dasharray=\"5 4\"" : "");
        double label = Math.max(y(points.get(largest)) + 4, free[0] + 14);
        free[0] = label;
        add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"0.5\"/>", x(largest),
                y(points.get(largest)), WIDTH - RIGHT + 10, label - 4, colour);
        add("<text x=\"%d\" y=\"%.1f\" fill=\"%s\"%s>%s</text>", WIDTH - RIGHT + 13, label, colour,
                ours ? " font-weight=\"bold\"" : "", escaped(name));
    }

    private static double last(Map<Integer, Double> points) {
        return points.entrySet().stream().max(Map.Entry.comparingByKey()).map(Map.Entry::getValue).orElse(0.0);
    }

    private void axis(double x1, double y1, double x2, double y2) {
        add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>", x1, y1, x2, y2);
    }

    private static String nanos(int decade) {
        String[] units = {"ns", "µs", "ms", "s"};
        return (int) Math.pow(10, decade % 3) + " " + units[decade / 3];
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
