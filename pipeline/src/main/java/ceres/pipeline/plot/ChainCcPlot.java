package ceres.pipeline.plot;

import ceres.pipeline.bundle.CurveRecord.ChainCc;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// CC of every chain, its polymer apart from its ligands and waters: a line from the initial value to the refined one.
public final class ChainCcPlot {
    private static final int WIDTH = 960, ROW = 20, TOP = 56, LEFT = 168;
    /// More rows than this make no readable drawing; the lowest are shown.
    private static final int MOST = 120;

    private ChainCcPlot() {}

    public static String draw(List<ChainCc> chains) {
        var rows = new ArrayList<>(chains);
        if (rows.size() > MOST) rows.sort((p, q) -> Double.compare(value(p), value(q)));
        var shown = rows.subList(0, Math.min(MOST, rows.size()));
        int height = TOP + ROW * Math.max(1, shown.size()) + 50;
        double low = 0;
        for (var c : shown) low = Math.min(low, Math.floor(Math.min(or(c.initial(), 0), or(c.refined(), 0)) * 10) / 10);
        var svg = new Svg("cchain", WIDTH, height, "CC per chain", describe(chains));
        var axes = new Axes(LEFT, TOP, WIDTH - LEFT - 92, ROW * Math.max(1, shown.size()), Math.max(-1, low), 1, 0, 1);
        svg.text("head", 24, 24, "start",
                shown.size() < chains.size() ? "CC per chain, the " + MOST + " lowest" : "CC per chain");
        var xs = Axes.ticks(axes.x0(), 1, 5);
        axes.grid(svg, xs, List.of()).xLabels(svg, xs, "correlation of model and map");
        for (int i = 0; i < shown.size(); i++) row(svg, axes, shown.get(i), TOP + ROW * i + ROW / 2.0);
        new Legend(svg, WIDTH - 20, 24).dot("f-refined", "refined").dot("hollow s-initial", "initial");
        return svg.close();
    }

    private static void row(Svg svg, Axes axes, ChainCc c, double y) {
        String name = "chain " + c.chain();
        svg.text("small", LEFT - 10, y + 4, "end", name + ", " + c.kind());
        Double a = c.initial(), b = c.refined();
        if (a != null && b != null) svg.line("line thin " + (b >= a ? "s-refined" : "s-alarm"), axes.px(a), y, axes.px(b), y);
        String hint = name + " " + c.kind() + ", " + c.atoms() + " atoms";
        if (a != null) svg.dot("hollow s-initial", axes.px(a), y, 4, hint + ", initial " + number(a));
        if (b != null) svg.dot("f-refined", axes.px(b), y, 4, hint + ", refined " + number(b));
        String words = a == null ? "—" : b == null ? number(a) : number(a) + " → " + number(b);
        svg.text("muted small", axes.right() + 12, y + 4, "start", words);
    }

    private static String number(double v) { return String.format(Locale.ROOT, "%.2f", v); }

    private static double or(Double v, double other) { return v == null ? other : v; }

    private static double value(ChainCc c) { return c.refined() != null ? c.refined() : or(c.initial(), 1); }

    private static String describe(List<ChainCc> chains) {
        if (chains.isEmpty()) return "There are no chains.";
        ChainCc low = chains.getFirst();
        for (var c : chains) if (value(c) < value(low)) low = c;
        return String.format(Locale.ROOT, "%d rows; the lowest is chain %s (%s) with %s.", chains.size(), low.chain(), low.kind(),
                low.refined() != null ? number(low.refined()) : low.initial() != null ? number(low.initial()) : "no value");
    }
}
