package ceres.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Small figures as SVG text: bars, a histogram; and what all figures are drawn with. Classes carry the colours, so that they follow the page into
/// dark mode and print.
final class Chart {
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

    static void axisX(StringBuilder s, double low, double high, double x0, double x1, double y, String label) {
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

    /// 1, 2 or 5 times a power of ten, so that about five ticks fit.
    static double step(double range) {
        double raw = range / 5, power = Math.pow(10, Math.floor(Math.log10(raw))), m = raw / power;
        return power * (m < 1.5 ? 1 : m < 3.5 ? 2 : m < 7.5 ? 5 : 10);
    }

    static String tick(double v, double step) { return Format.fixed(v, Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9))); }

    static String open(int width, int height, String alternative) {
        return "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\"><title>%s</title>".formatted(width, height,
                escape(alternative));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
