package ceres.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Several series over steps or other steps as SVG text: columns of counts, one before the other, and lines. Classes carry the colours.
final class SeriesChart {
    private static final double LEFT = 56, RIGHT = 548, TOP = 34, BOTTOM = 250;
    private static final int WIDTH = 560, HEIGHT = 290, MOST_LABELS = 12;

    private SeriesChart() {}

    /// @param values one a step
    record Series<T>(String name, List<T> values) {}

    /// Counts; the columns of a step stand before each other, so the first series should be the largest.
    static String columns(String title, List<String> steps, List<Series<Integer>> series) {
        int most = Math.max(1, series.stream().flatMap(s -> s.values.stream()).mapToInt(Integer::intValue).max().orElse(1));
        var svg = begin(title, steps, names(series));
        double slot = (RIGHT - LEFT) / Math.max(1, steps.size());
        for (int k = 0; k < series.size(); k++)
            for (int i = 0; i < steps.size(); i++) {
                double h = (BOTTOM - TOP) * series.get(k).values.get(i) / most, inset = slot * (0.08 + 0.12 * k);
                svg.append(String.format(Locale.ROOT,
                        "<rect class=\"series-%d\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%s, %s: %d</title></rect>",
                        k, LEFT + i * slot + inset, BOTTOM - h, slot - 2 * inset, h, steps.get(i),
                        Chart.escape(series.get(k).name),
                        series.get(k).values.get(i)));
            }
        return end(svg, most, 0);
    }

    /// Values that some steps may lack: there the line is broken.
    static String lines(String title, List<String> steps, List<Series<Optional<Double>>> series) {
        double most = series.stream().flatMap(s -> s.values.stream()).flatMap(Optional::stream).mapToDouble(v -> v).max()
                .orElse(1);
        var svg = begin(title, steps, names(series));
        double slot = (RIGHT - LEFT) / Math.max(1, steps.size());
        for (int k = 0; k < series.size(); k++) {
            var path = new StringBuilder();
            boolean down = false;
            for (int i = 0; i < steps.size(); i++) {
                var value = series.get(k).values.get(i);
                if (value.isPresent())
                    path.append(String.format(Locale.ROOT, "%s%.1f %.1f", down ? "L" : "M", LEFT + (i + 0.5) * slot,
                            BOTTOM - (BOTTOM - TOP) * value.get() / most));
                down = value.isPresent();
            }
            svg.append("<path class=\"line-").append(k).append("\" d=\"").append(path).append("\"/>");
        }
        return end(svg, most, 1);
    }

    private static <T> List<String> names(List<Series<T>> series) { return series.stream().map(Series::name).toList(); }

    private static StringBuilder begin(String title, List<String> steps, List<String> names) {
        var svg = new StringBuilder(Chart.open(WIDTH, HEIGHT, title + ": " + String.join(", ", names)));
        double x = LEFT;
        for (int k = 0; k < names.size(); k++) {
            svg.append(String.format(Locale.ROOT, "<rect class=\"series-%d\" x=\"%.0f\" y=\"8\" width=\"12\" height=\"12\"/>"
                    + "<text class=\"tick\" x=\"%.0f\" y=\"18\">%s</text>", k, x, x + 17, Chart.escape(names.get(k))));
            x += 40 + 6.5 * names.get(k).length();
        }
        int every = Math.ceilDiv(Math.max(1, steps.size()), MOST_LABELS);
        for (int i = 0; i < steps.size(); i += every)
            svg.append(String.format(Locale.ROOT, "<text class=\"tick\" x=\"%.1f\" y=\"%.0f\" text-anchor=\"middle\">%s</text>",
                    LEFT + (i + 0.5) * (RIGHT - LEFT) / steps.size(), BOTTOM + 18, steps.get(i)));
        return svg;
    }

    private static String end(StringBuilder svg, double most, int digits) {
        svg.append(
                String.format(Locale.ROOT, "<line class=\"axis\" x1=\"%.0f\" y1=\"%.0f\" x2=\"%.0f\" y2=\"%.0f\"/>", LEFT, BOTTOM,
                        RIGHT, BOTTOM));
        for (double part : new double[]{0, 0.5, 1})
            svg.append(String.format(Locale.ROOT, "<text class=\"tick\" x=\"%.0f\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    LEFT - 6,
                    BOTTOM - part * (BOTTOM - TOP) + 4, Format.fixed(part * most, digits)));
        return svg.append("</svg>").toString();
    }
}
