package ceres.web;

import ceres.archive.Results;
import ceres.metric.Metric;
import ceres.metric.Zones;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A population as SVG text: each entry a dot, by its resolution in one of three colours; many entries as a grid of counts.
final class PopulationChart {
    /// More dots than this and the picture would be heavier than the page; a grid of counts shows the same.
    private static final int MOST_DOTS = 1200;
    private static final int BINS = 28;
    private static final int SHADES = 6;
    private static final double LEFT = 52, RIGHT = 388, TOP = 30, BOTTOM = 366, SIDE = RIGHT - LEFT;
    /// below this correlation a model says little of its map (Liebschner2021)
    static final double POOR_CC = 0.2;

    private PopulationChart() {}

    /// The colours of resolutions, in the classes of Liebschner2021.
    private enum Shade {
        FINE("better than 3 \u00c5"),
        MIDDLE("3 to 4 \u00c5"),
        COARSE("4 \u00c5 and worse"),
        UNKNOWN("");

        private final String label;

        Shade(String label) { this.label = label; }

        static Shade of(@Nullable Double resolution) {
            if (resolution == null) return UNKNOWN;
            return resolution < 3 ? FINE : resolution < 4 ? MIDDLE : COARSE;
        }

        private String css() { return name().toLowerCase(Locale.ROOT); }
    }

    private record Frame(double low, double high) {
        double x(double v) { return LEFT + SIDE * (v - low) / (high - low); }

        double y(double v) { return BOTTOM - SIDE * (v - low) / (high - low); }

        double clamped(double v) { return Math.clamp(v, low, high); }
    }

    /// Initial along x, refined along y, the diagonal where nothing changed; behind the dots how refined values stand, where the field draws lines.
    static String beforeAfter(Metric metric, List<Results.Pair> population) {
        var frame = frame(metric, population);
        var s = begin(metric.label() + ", initial against refined, ", population);
        zones(s, metric, frame);
        s.append(String.format(Locale.ROOT, "<line class=\"diagonal\" x1=\"%.0f\" y1=\"%.0f\" x2=\"%.0f\" y2=\"%.0f\"/>", LEFT,
                BOTTOM, RIGHT,
                TOP));
        return end(s, metric, population, frame, "initial", "refined");
    }

    /// The consensus resolution along x, an estimate of it along y, and the band within 1 A of each other.
    static String againstResolution(Metric estimate, List<Results.Pair> population) {
        var frame = frame(estimate, population);
        var s = begin(estimate.label() + " against the resolution of the map, ", population);
        double low = frame.low, high = frame.high;
        s.append(String.format(Locale.ROOT,
                "<path class=\"band\" d=\"M%.1f %.1fL%.1f %.1fL%.1f %.1fL%.1f %.1fL%.1f %.1fL%.1f %.1fz\"/>",
                frame.x(low), frame.y(low), frame.x(low), frame.y(frame.clamped(low + 1)), frame.x(frame.clamped(high - 1)),
                frame.y(high),
                frame.x(high), frame.y(high), frame.x(high), frame.y(frame.clamped(high - 1)), frame.x(frame.clamped(low + 1)),
                frame.y(low)));
        return end(s, estimate, population, frame, "resolution (\u00c5)", estimate.label() + " (\u00c5)");
    }

    private static Frame frame(Metric metric, List<Results.Pair> population) {
        double low = Double.POSITIVE_INFINITY, high = Double.NEGATIVE_INFINITY;
        for (var p : population) {
            low = Math.min(low, Math.min(p.initial(), p.refined()));
            high = Math.max(high, Math.max(p.initial(), p.refined()));
        }
        double margin = Math.max((high - low) * 0.06, Math.pow(10, -metric.digits()));
        return new Frame(low - margin, high + margin);
    }

    private static StringBuilder begin(String what, List<Results.Pair> population) {
        var s = new StringBuilder(Chart.open(400, 418, what + Format.count(population.size(), "entry", "entries")));
        double x = LEFT;
        for (Shade shade : Shade.values()) {
            if (population.size() > MOST_DOTS || population.stream().noneMatch(p -> Shade.of(p.resolution()) == shade)
                    || shade == Shade.UNKNOWN)
                continue;
            s.append(String.format(Locale.ROOT,
                    "<circle class=\"dot %s\" cx=\"%.0f\" cy=\"14\" r=\"4\"/><text class=\"tick\" x=\"%.0f\" "
                            + "y=\"18\">%s</text>",
                    shade.css(), x + 4, x + 13, shade.label));
            x += 115;
        }
        return s;
    }

    private static void zones(StringBuilder s, Metric metric, Frame f) {
        if (metric == Metric.CC_MASK && f.low < POOR_CC) band(s, "zone-bad", f, f.low, POOR_CC);
        var zones = Zones.of(metric);
        if (zones.isEmpty()) return;
        double[] lines = {f.low, f.clamped(-zones.get().bad()), f.clamped(-zones.get().good()), f.clamped(zones.get().good()),
            f.clamped(zones.get().bad()), f.high};
        Arrays.sort(lines);
        for (int i = 1; i < lines.length; i++)
            if (lines[i] > lines[i - 1])
                band(s, "zone-" + zones.get().call((lines[i] + lines[i - 1]) / 2).name().toLowerCase(Locale.ROOT), f,
                        lines[i - 1],
                        lines[i]);
    }

    private static void band(StringBuilder s, String css, Frame f, double low, double high) {
        s.append(String.format(Locale.ROOT, "<rect class=\"%s\" x=\"%.0f\" y=\"%.1f\" width=\"%.0f\" height=\"%.1f\"/>", css,
                LEFT, f.y(high),
                SIDE, f.y(low) - f.y(high)));
    }

    private static String end(StringBuilder s, Metric metric, List<Results.Pair> population, Frame f, String along, String up) {
        s.append(String.format(Locale.ROOT, "<rect class=\"frame\" x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" height=\"%.0f\"/>", LEFT,
                TOP, SIDE, SIDE));
        if (population.size() <= MOST_DOTS) dots(s, metric, population, f);
        else
            bins(s, population, f);
        Chart.axisX(s, f.low, f.high, LEFT, RIGHT, BOTTOM, along);
        axisY(s, f, up);
        return s.append("</svg>").toString();
    }

    private static void dots(StringBuilder s, Metric metric, List<Results.Pair> population, Frame f) {
        for (var p : population)
            s.append(String.format(Locale.ROOT,
                    "<a href=\"%s\"><circle class=\"dot %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"><title>%s: %s \u2192 %s</title></circle></a>",
                    Urls.entry(p.name()), Shade.of(p.resolution()).css(), f.x(p.initial()), f.y(p.refined()),
                    Chart.escape(p.name()),
                    Format.value(metric, p.initial()), Format.value(metric, p.refined())));
    }

    /// Squares of a grid in a few steps of darkness, each step one path.
    private static void bins(StringBuilder s, List<Results.Pair> population, Frame f) {
        var counts = new TreeMap<Integer, Integer>();
        for (var p : population) counts.merge(bin(f.x(p.initial()), LEFT) + BINS * bin(f.y(p.refined()), TOP), 1, Integer::sum);
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(1), side = (int) SIDE / BINS;
        var paths = new StringBuilder[SHADES];
        for (int i = 0; i < SHADES; i++) paths[i] = new StringBuilder();
        counts.forEach((at, n) -> paths[Math.min(SHADES - 1, (int) (SHADES * Math.log1p(n) / Math.log1p(most)))].append('M')
                .append((int) LEFT + at % BINS * side)
                .append(' ').append((int) TOP + at / BINS * side).append('h').append(side).append('v').append(side).append("h-")
                .append(side).append('z'));
        for (int i = 0; i < SHADES; i++)
            if (!paths[i].isEmpty())
                s.append(String.format(Locale.ROOT, "<path class=\"dot\" opacity=\"%.2f\" d=\"%s\"/>", (i + 1.0) / SHADES,
                        paths[i]));
    }

    private static int bin(double position, double from) {
        return Math.clamp((int) ((position - from) / SIDE * BINS), 0, BINS - 1);
    }

    private static void axisY(StringBuilder s, Frame f, String label) {
        double step = Chart.step(f.high - f.low);
        for (double v = Math.ceil(f.low / step) * step; v <= f.high + 1e-9; v += step)
            s.append(String.format(Locale.ROOT, "<text class=\"tick\" x=\"46\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    f.y(v) + 4, Chart.tick(v, step)));
        s.append("<text class=\"label\" x=\"14\" y=\"198\" text-anchor=\"middle\" transform=\"rotate(-90 14 198)\">")
                .append(Chart.escape(label))
                .append("</text>");
    }
}
