package ceres.pipeline.plot;

import ceres.pipeline.bundle.CurveRecord.Histogram;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How often each value stands in the map, on a logarithmic scale: solvent makes the peak, the molecule the shoulder, a mask a spike.
public final class MapValuesPlot {
    private static final int WIDTH = 960, HEIGHT = 340;

    private MapValuesPlot() {}

    public static String draw(Histogram h) {
        int most = 1;
        for (int c : h.counts()) most = Math.max(most, c);
        double from = h.edges()[0], to = h.edges()[h.edges().length - 1];
        var svg = new Svg("mapvalues", WIDTH, HEIGHT, "Map values", describe(h, most));
        var axes = new Axes(72, 44, WIDTH - 72 - 24, HEIGHT - 44 - 52, from, to > from ? to : from + 1, 0,
                Math.ceil(Math.log10(most) + 0.1));
        var xs = Axes.ticks(axes.x0(), axes.x1(), 8);
        var ys = Axes.ticks(0, axes.y1(), 8).stream().filter(v -> v == Math.rint(v)).toList();
        svg.text("head", 24, 24, "start", "Map values");
        axes.grid(svg, List.of(), ys).xLabels(svg, xs, "density (units of the file)");
        for (double y : ys) svg.text("muted small", axes.left() - 6, axes.py(y) + 3.5, "end", power(y));
        svg.upward("", 16, axes.top() + axes.height() / 2, "voxels");
        svg.path("faint f-" + Svg.DATA, outline(h, axes) + "Z").path("line s-" + Svg.DATA, outline(h, axes));
        axes.frame(svg);
        return svg.close();
    }

    private static String power(double exponent) {
        return String.format(Locale.ROOT, exponent <= 4 ? "%.0f" : "%.0e", Math.pow(10, exponent));
    }

    private static String outline(Histogram h, Axes axes) {
        var d = new StringBuilder("M" + Svg.n(axes.px(h.edges()[0])) + " " + Svg.n(axes.bottom()));
        for (int i = 0; i < h.counts().length; i++)
            d.append('V').append(Svg.n(axes.py(h.counts()[i] > 0 ? Math.log10(h.counts()[i]) : 0))).append('H')
                    .append(Svg.n(axes.px(h.edges()[i + 1])));
        return d.append('V').append(Svg.n(axes.bottom())).toString();
    }

    private static String describe(Histogram h, int most) {
        var counts = Arrays.stream(h.counts()).boxed().toList();
        int at = counts.indexOf(most);
        return at < 0
                ? "The map is empty."
                : String.format(Locale.ROOT, "Most voxels, %d of %d, have values from %.3g to %.3g.", most,
                        Arrays.stream(h.counts()).sum(), h.edges()[at], h.edges()[at + 1]);
    }
}
