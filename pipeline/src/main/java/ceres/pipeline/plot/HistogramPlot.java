package ceres.pipeline.plot;

import ceres.pipeline.bundle.CurveRecord.Histogram;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The atomic B factors before and after, as two outlines over the same bins.
public final class HistogramPlot {
    private static final int WIDTH = 960, HEIGHT = 340;

    private HistogramPlot() {}

    public static String draw(Histogram initial, Optional<Histogram> refined) {
        double end = last(initial);
        int top = max(initial.counts());
        if (refined.isPresent()) {
            end = Math.max(end, last(refined.get()));
            top = Math.max(top, max(refined.get().counts()));
        }
        var svg = new Svg("bhist", WIDTH, HEIGHT, "Atomic B factors", describe(initial, refined));
        var axes = new Axes(72, 44, WIDTH - 72 - 24, HEIGHT - 44 - 52, initial.edges()[0], end, 0, Math.max(1, top * 1.05));
        var xs = Axes.ticks(axes.x0(), axes.x1(), 8);
        var ys = Axes.ticks(0, axes.y1(), 5).stream().filter(v -> v == Math.rint(v)).toList();
        svg.text("head", 24, 24, "start", "Atomic B factors");
        axes.grid(svg, List.of(), ys).xLabels(svg, xs, "B (Å²)").yLabels(svg, ys, "");
        svg.upward("", 16, axes.top() + axes.height() / 2, "atoms");
        steps(svg, axes, initial, Svg.INITIAL);
        refined.ifPresent(h -> steps(svg, axes, h, Svg.REFINED));
        axes.frame(svg);
        var legend = new Legend(svg, WIDTH - 20, 24);
        if (refined.isPresent()) legend.line("s-refined", "refined");
        legend.line("s-initial", "initial");
        return svg.close();
    }

    private static void steps(Svg svg, Axes axes, Histogram h, String which) {
        var d = new StringBuilder("M" + Svg.n(axes.px(h.edges()[0])) + " " + Svg.n(axes.bottom()));
        for (int i = 0; i < h.counts().length; i++)
            d.append('V').append(Svg.n(axes.py(h.counts()[i]))).append('H').append(Svg.n(axes.px(h.edges()[i + 1])));
        d.append('V').append(Svg.n(axes.bottom()));
        svg.path("faint f-" + which, d + "Z").path("line s-" + which, d);
    }

    private static double last(Histogram h) { return h.edges()[h.edges().length - 1]; }

    private static int max(int[] counts) {
        int m = 0;
        for (int c : counts) m = Math.max(m, c);
        return m;
    }

    private static String describe(Histogram initial, Optional<Histogram> refined) {
        return mode("initial model", initial) + refined.map(h -> "; " + mode("refined model", h)).orElse("") + ".";
    }

    private static String mode(String name, Histogram h) {
        int best = 0;
        for (int i = 1; i < h.counts().length; i++) if (h.counts()[i] > h.counts()[best]) best = i;
        return String.format(Locale.ROOT, "%s: most atoms have B from %.0f to %.0f square angstrom", name, h.edges()[best],
                h.edges()[best + 1]);
    }
}
