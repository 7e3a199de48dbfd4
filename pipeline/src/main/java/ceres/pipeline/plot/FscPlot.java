package ceres.pipeline.plot;

import ceres.pipeline.bundle.CurveRecord.Curve;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// Fourier shell correlation against spatial frequency, labelled in A.
public final class FscPlot {
    private static final int WIDTH = 960, HEIGHT = 420;
    private static final double[] RESOLUTIONS = {50, 20, 10, 8, 6, 5, 4, 3.5, 3, 2.5, 2.2, 2, 1.8, 1.6, 1.5, 1.4, 1.3, 1.2, 1.1,
        1};

    private FscPlot() {}

    /// Models against single half-maps and randomised phases are left to `curves.json`: they would hide the rest.
    ///
    /// @param resolution as stated, A
    public static String draw(List<Curve> all, OptionalDouble resolution) {
        var curves = all.stream().filter(c -> !c.id().matches(".*(_half[12]|randomised).*")).toList();
        double end = 0.1;
        for (var c : curves) if (c.x().length > 0) end = Math.max(end, c.x()[c.x().length - 1]);
        if (resolution.isPresent()) end = Math.min(end, 2.2 / resolution.getAsDouble());
        int height = HEIGHT + 17 * (rows(curves) - 1);
        var svg = new Svg("fsc", WIDTH, height, "Fourier shell correlation", describe(curves, resolution));
        var axes = new Axes(64, 50, WIDTH - 64 - 24, HEIGHT - 50 - 84, 0, end, -0.1, 1.02);
        svg.text("head", 24, 24, "start", "Fourier shell correlation");
        var ys = List.of(0.0, 0.2, 0.4, 0.6, 0.8, 1.0);
        var shown = shells(axes);
        axes.grid(svg, shown, ys).frame(svg).yLabels(svg, ys, "FSC");
        for (double s : shown) svg.text("muted small", axes.px(s), axes.bottom() + 15, "middle", Axes.label(1 / s));
        svg.text("", axes.left() + axes.width() / 2, axes.bottom() + 33, "middle", "resolution (Å)");
        threshold(svg, axes, 0.143);
        threshold(svg, axes, 0.5);
        resolution.ifPresent(d -> stated(svg, axes, d));
        for (var c : curves) svg.path("line " + css(c), axes.curve(c.x(), c.y()));
        legend(svg, curves, axes.left(), height);
        return svg.close();
    }

    /// The keys in columns below the drawing, so that a pair of masked and unmasked stands one over the other.
    private static void legend(Svg svg, List<Curve> curves, double left, int height) {
        int rows = rows(curves);
        for (int i = 0; i < curves.size(); i++) {
            var c = curves.get(i);
            double x = left + i / rows * 290, y = height - 18 - 17 * (rows - 1 - i % rows);
            svg.line("line " + css(c), x, y, x + 22, y).text("small", x + 28, y + 4, "start", label(c));
        }
    }

    private static int rows(List<Curve> curves) { return Math.max(1, (curves.size() + 2) / 3); }

    private static String label(Curve c) {
        return c.masked() || c.label().contains("mask") ? c.label() : c.label() + ", unmasked";
    }

    private static List<Double> shells(Axes axes) {
        var shown = new ArrayList<Double>();
        double last = -1e9;
        for (double d : RESOLUTIONS) if (1 / d <= axes.x1() && axes.px(1 / d) - last > 34) {
            shown.add(1 / d);
            last = axes.px(1 / d);
        }
        return shown;
    }

    private static void stated(Svg svg, Axes axes, double d) {
        if (1 / d >= axes.x1()) return;
        double x = axes.px(1 / d);
        boolean crowded = x > axes.right() - 90;
        svg.line("axis dash", x, axes.top(), x, axes.bottom()).text("muted small halo", crowded ? x - 5 : x + 5, axes.top() - 4,
                crowded ? "end" : "start", String.format(Locale.ROOT, "stated %.2f Å", d));
    }

    private static void threshold(Svg svg, Axes axes, double at) {
        svg.line("axis dash", axes.left(), axes.py(at), axes.right(), axes.py(at))
                .text("muted small halo", axes.left() + 5, axes.py(at) - 4, "start", Axes.label(at));
    }

    private static String css(Curve c) {
        String colour = c.id().contains("initial") ? "s-initial" : c.id().contains("refined") ? "s-refined" : "s-data";
        return c.masked() ? colour : colour + " thin dash";
    }

    private static String describe(List<Curve> curves, OptionalDouble resolution) {
        var words = new ArrayList<String>();
        for (var c : curves) {
            var at = crossing(c, c.id().contains("model") ? 0.5 : 0.143);
            words.add(label(c) + (at.isPresent()
                    ? String.format(Locale.ROOT, " falls below %s at %.2f Å", c.id().contains("model") ? "0.5" : "0.143",
                            at.getAsDouble())
                    : " does not fall below its threshold"));
        }
        resolution.ifPresent(d -> words.add(String.format(Locale.ROOT, "the stated resolution is %.2f Å", d)));
        return words.isEmpty() ? "There are no curves." : String.join("; ", words) + ".";
    }

    /// Resolution at which a curve first falls below a value, A.
    static OptionalDouble crossing(Curve c, double value) {
        for (int i = 1; i < c.x().length; i++) if (c.y()[i - 1] >= value && c.y()[i] < value) {
            double t = (c.y()[i - 1] - value) / (c.y()[i - 1] - c.y()[i]);
            return OptionalDouble.of(1 / (c.x()[i - 1] + t * (c.x()[i] - c.x()[i - 1])));
        }
        return OptionalDouble.empty();
    }
}
