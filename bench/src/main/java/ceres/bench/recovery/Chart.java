package ceres.bench.recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Curves over one variable in a small SVG that a browser and a printed page show alike.
final class Chart {
    private static final int WIDTH = 360, HEIGHT = 240, LEFT = 46, RIGHT = 12, TOP = 26, BOTTOM = 40;
    private static final String[] COLOURS = {"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00"};

    private final String title, xLabel;
    private final double xLow, xHigh, yHigh;
    private final StringBuilder body = new StringBuilder();
    private final List<String> names = new ArrayList<>();

    Chart(String title, String xLabel, double xLow, double xHigh, double yHigh) {
        this.title = title;
        this.xLabel = xLabel;
        this.xLow = xLow;
        this.xHigh = xHigh;
        this.yHigh = yHigh;
    }

    /// @param points x, y; those without a number are left out
    Chart curve(String name, List<double[]> points) {
        String colour = COLOURS[names.size() % COLOURS.length];
        names.add(name);
        var line = new StringBuilder();
        for (double[] p : points) {
            if (!Double.isFinite(p[1])) continue;
            line.append(line.isEmpty() ? "" : " ").append(n(x(p[0]))).append(',').append(n(y(p[1])));
            body.append("<circle cx=\"%s\" cy=\"%s\" r=\"2.5\" fill=\"%s\"/>\n".formatted(n(x(p[0])), n(y(p[1])), colour));
        }
        body.append("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\"/>\n".formatted(line, colour));
        return this;
    }

    /// A mark that a curve should stay below (or above).
    Chart gate(double atX, double limit) {
        body.append("<path d=\"M%s %s h16\" stroke=\"#222\" stroke-width=\"2\"/>\n".formatted(n(x(atX) - 8), n(y(limit))));
        return this;
    }

    String svg() {
        var svg = new StringBuilder(("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
                + "font-family=\"sans-serif\" font-size=\"11\">\n<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>\n")
                .formatted(
                        WIDTH, HEIGHT, WIDTH, HEIGHT));
        svg.append(text(WIDTH / 2.0, 15, "middle", title)).append(text(WIDTH / 2.0, HEIGHT - 6, "middle", xLabel));
        for (int t = 0; t <= 4; t++) {
            double v = yHigh * t / 4;
            svg.append("<path d=\"M%d %s H%d\" stroke=\"#ddd\"/>\n".formatted(LEFT, n(y(v)), WIDTH - RIGHT));
            svg.append(text(LEFT - 5, y(v) + 4, "end", yHigh >= 8 ? n(v) : String.format(Locale.ROOT, "%.2f", v)));
        }
        for (double v = Math.ceil(2 * xLow) / 2; v <= xHigh + 1e-9; v += 0.5)
            svg.append(text(x(v), HEIGHT - BOTTOM + 15, "middle", n(v)));
        svg.append(body);
        for (int c = 0; c < names.size(); c++)
            svg.append("<rect x=\"%d\" y=\"%d\" width=\"9\" height=\"9\" fill=\"%s\"/>\n".formatted(LEFT + 6, TOP + 2 + 13 * c,
                    COLOURS[c % COLOURS.length])).append(text(LEFT + 19, TOP + 10 + 13 * c, "start", names.get(c)));
        return svg.append("</svg>\n").toString();
    }

    private static String text(double x, double y, String anchor, String words) {
        return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n".formatted(n(x), n(y), anchor,
                words.replace("&", "&amp;").replace("<", "&lt;"));
    }

    private double x(double v) { return LEFT + 14 + (v - xLow) / (xHigh - xLow) * (WIDTH - LEFT - RIGHT - 28); }

    private double y(double v) { return HEIGHT - BOTTOM - Math.clamp(v / yHigh, 0, 1) * (HEIGHT - BOTTOM - TOP); }

    private static String n(double v) {
        String s = String.format(Locale.ROOT, "%.1f", v);
        return s.endsWith(".0") ? s.substring(0, s.length() - 2) : s;
    }
}
