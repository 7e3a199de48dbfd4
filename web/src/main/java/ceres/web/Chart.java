package ceres.web;

import ceres.archive.Results;
import ceres.metric.Metric;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Small figures as SVG text: bars, a histogram, a population before and after. Classes carry the colours, so that they follow the
/// page into dark mode and print.
final class Chart {
    /// More dots than this and the picture would be heavier than the page; a grid of counts shows the same.
    private static final int MOST_DOTS = 1200;
    private static final int BINS = 28;
    private static final int SHADES = 6;

    private Chart() {}

    /// Horizontal bars with their counts.
    static String bars(String title, Map<String, Integer> counts) {
        int most = Math.max(1, counts.values().stream().mapToInt(Integer::intValue).max().orElse(1));
        int height = 26 * Math.max(1, counts.size()) + 8;
        var s = new StringBuilder(open(560, height, title + ": " + alternative(counts)));
        int y = 4;
        for (var e : counts.entrySet()) {
            double width = 260.0 * e.getValue() / most;
            s.append(String.format(Locale.ROOT, "<text class=\"tick\" x=\"232\" y=\"%d\" text-anchor=\"end\">%s</text>", y + 16,
                    escape(shortened(e.getKey()))));
            s.append(String.format(Locale.ROOT, "<rect class=\"bar\" x=\"240\" y=\"%d\" width=\"%.1f\" height=\"18\"/>", y + 2,
                    width));
            s.append(String.format(Locale.ROOT, "<text class=\"tick\" x=\"%.1f\" y=\"%d\">%d</text>", 246 + width, y + 16,
                    e.getValue()));
            y += 26;
        }
        return s.append("</svg>").toString();
    }

    private static String shortened(String text) { return text.length() <= 38 ? text : text.substring(0, 37) + "\u2026"; }

    private static String alternative(Map<String, Integer> counts) {
        return String.join(", ", counts.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
    }

    /// Counts in equal bins; values beyond the range are counted in the outermost bins.
    static String histogram(String axis, List<Double> values, double from, double to, int bins) {
        var counts = new int[bins];
        for (double v : values) counts[Math.clamp((int) Math.floor((v - from) / (to - from) * bins), 0, bins - 1)]++;
        int most = 1;
        for (int c : counts) most = Math.max(most, c);
        var s = new StringBuilder(open(480, 280, axis + ": histogram of " + Format.count(values.size(), "entry", "entries")));
        double width = 420.0 / bins;
        for (int i = 0; i < bins; i++) {
            double h = 220.0 * counts[i] / most;
            if (counts[i] > 0)
                s.append(String.format(Locale.ROOT,
                        "<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%s</title></rect>",
                        44 + i * width, 236 - h, width - 1.5, h, Format.count(counts[i], "entry", "entries")));
        }
        axisX(s, from, to, 44, 464, 236, axis);
        s.append("<text class=\"tick\" x=\"40\" y=\"20\" text-anchor=\"end\">").append(most).append("</text>");
        return s.append("</svg>").toString();
    }

    /// Initial along x, refined along y, the diagonal where nothing changed.
    static String beforeAfter(Metric metric, List<Results.Pair> population) {
        double low = Double.POSITIVE_INFINITY, high = Double.NEGATIVE_INFINITY;
        for (var p : population) {
            low = Math.min(low, Math.min(p.initial(), p.refined()));
            high = Math.max(high, Math.max(p.initial(), p.refined()));
        }
        double margin = Math.max((high - low) * 0.06, Math.pow(10, -metric.digits()));
        var frame = new Frame(low - margin, high + margin);
        var s = new StringBuilder(open(400, 400,
                metric.label() + ", initial against refined, " + Format.count(population.size(), "entry", "entries")));
        s.append("<rect class=\"frame\" x=\"52\" y=\"12\" width=\"336\" height=\"336\"/>");
        s.append("<line class=\"diagonal\" x1=\"52\" y1=\"348\" x2=\"388\" y2=\"12\"/>");
        if (population.size() <= MOST_DOTS) dots(s, metric, population, frame);
        else
            bins(s, population, frame);
        axisX(s, frame.low, frame.high, 52, 388, 348, "initial");
        axisY(s, frame);
        return s.append("</svg>").toString();
    }

    private record Frame(double low, double high) {
        double x(double v) { return 52 + 336 * (v - low) / (high - low); }

        double y(double v) { return 348 - 336 * (v - low) / (high - low); }
    }

    private static void dots(StringBuilder s, Metric metric, List<Results.Pair> population, Frame f) {
        for (var p : population)
            s.append(String.format(Locale.ROOT,
                    "<a href=\"%s\"><circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"><title>%s: %s \u2192 %s</title></circle></a>",
                    Urls.entry(p.name()), f.x(p.initial()), f.y(p.refined()), escape(p.name()), Format.value(metric, p.initial()),
                    Format.value(metric, p.refined())));
    }

    /// Squares of a grid in a few steps of darkness, each step one path.
    private static void bins(StringBuilder s, List<Results.Pair> population, Frame f) {
        var counts = new TreeMap<Integer, Integer>();
        for (var p : population) counts.merge(bin(f.x(p.initial()), 52) + BINS * bin(f.y(p.refined()), 12), 1, Integer::sum);
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(1);
        int side = 336 / BINS;
        var paths = new StringBuilder[SHADES];
        for (int i = 0; i < SHADES; i++) paths[i] = new StringBuilder();
        counts.forEach((at, n) -> paths[Math.min(SHADES - 1, (int) (SHADES * Math.log1p(n) / Math.log1p(most)))].append('M')
                .append(52 + at % BINS * side)
                .append(' ').append(12 + at / BINS * side).append('h').append(side).append('v').append(side).append("h-")
                .append(side).append('z'));
        for (int i = 0; i < SHADES; i++)
            if (!paths[i].isEmpty())
                s.append(String.format(Locale.ROOT, "<path class=\"dot\" opacity=\"%.2f\" d=\"%s\"/>", (i + 1.0) / SHADES,
                        paths[i]));
    }

    private static int bin(double position, double from) {
        return Math.clamp((int) ((position - from) / 336 * BINS), 0, BINS - 1);
    }

    private static void axisX(StringBuilder s, double low, double high, double x0, double x1, double y, String label) {
        s.append(String.format(Locale.ROOT, "<line class=\"axis\" x1=\"%.0f\" y1=\"%.0f\" x2=\"%.0f\" y2=\"%.0f\"/>", x0, y, x1,
                y));
        double step = step(high - low);
        for (double v = Math.ceil(low / step) * step; v <= high + 1e-9; v += step)
            s.append(String.format(Locale.ROOT, "<text class=\"tick\" x=\"%.1f\" y=\"%.0f\" text-anchor=\"middle\">%s</text>",
                    x0 + (x1 - x0) * (v - low) / (high - low),
                    y + 16, tick(v, step)));
        s.append(String.format(Locale.ROOT, "<text class=\"label\" x=\"%.1f\" y=\"%.0f\" text-anchor=\"middle\">%s</text>",
                (x0 + x1) / 2, y + 36, escape(label)));
    }

    private static void axisY(StringBuilder s, Frame f) {
        double step = step(f.high - f.low);
        for (double v = Math.ceil(f.low / step) * step; v <= f.high + 1e-9; v += step)
            s.append(String.format(Locale.ROOT, "<text class=\"tick\" x=\"46\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    f.y(v) + 4, tick(v, step)));
        s.append(
                "<text class=\"label\" x=\"14\" y=\"180\" text-anchor=\"middle\" transform=\"rotate(-90 14 180)\">refined</text>");
    }

    /// 1, 2 or 5 times a power of ten, so that about five ticks fit.
    private static double step(double range) {
        double raw = range / 5, power = Math.pow(10, Math.floor(Math.log10(raw))), m = raw / power;
        return power * (m < 1.5 ? 1 : m < 3.5 ? 2 : m < 7.5 ? 5 : 10);
    }

    private static String tick(double v, double step) {
        return Format.fixed(v, Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9)));
    }

    static String open(int width, int height, String alternative) {
        return "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\"><title>%s</title>".formatted(width, height,
                escape(alternative));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
