package ceres.pipeline.plot;

import ceres.pipeline.bundle.ResidueTable.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// CC of every residue of one chain, before and after, with what the judge finds wrong marked below.
public final class ResidueCcPlot {
    private static final int HEIGHT = 264, LEFT = 60, RIGHT = 20, TOP = 44;
    private static final int PLOT = 140;
    private static final String[] LANES = {"Ramachandran", "rotamer", "clash"};

    private ResidueCcPlot() {}

    /// @param id unique in a page
    /// @param rows the polymer residues of one chain in order
    public static String draw(String id, String chain, List<Row> rows) {
        int width = Math.clamp(LEFT + RIGHT + 80 + 2L * rows.size(), 960, 1600);
        double low = 0;
        for (var r : rows) low = Math.min(low, Math.min(cc(r, false), cc(r, true)));
        var svg = new Svg(id, width, HEIGHT, "CC per residue, chain " + chain, describe(chain, rows));
        var axes = new Axes(LEFT + 50, TOP, width - LEFT - 50 - RIGHT, PLOT, -0.5, rows.size() - 0.5,
                low < 0 ? Math.max(-1, Math.floor(low * 4) / 4) : 0, 1);
        svg.text("head", 24, 24, "start", "CC per residue, chain " + chain);
        var ys = Axes.ticks(axes.y0(), 1, 4);
        axes.grid(svg, List.of(), ys).frame(svg).yLabels(svg, ys, "CC");
        lines(svg, axes, rows);
        name(svg, axes, rows);
        numbers(svg, axes, rows);
        lanes(svg, axes, rows);
        var legend = new Legend(svg, width - 16, 24);
        if (rows.stream().anyMatch(r -> r.refined() != null)) legend.line("s-refined", "refined");
        legend.line("s-initial", "initial");
        return svg.close();
    }

    private static void lines(Svg svg, Axes axes, List<Row> rows) {
        var xs = new double[rows.size()];
        var before = new double[rows.size()];
        var after = new double[rows.size()];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = i;
            before[i] = cc(rows.get(i), false);
            after[i] = cc(rows.get(i), true);
            if (i > 0 && rows.get(i).seq() - rows.get(i - 1).seq() > 1) before[i] = after[i] = gap(svg, axes, i, before, after);
        }
        svg.path("line thin s-initial", axes.curve(xs, before)).path("line thin s-refined", axes.curve(xs, after));
    }

    /// A break of the chain: a mark on the axis. The curve goes on, for the residues are drawn side by side.
    private static double gap(Svg svg, Axes axes, int i, double[] before, double[] after) {
        svg.line("axis", axes.px(i - 0.5), axes.bottom() - 5, axes.px(i - 0.5), axes.bottom() + 5);
        return after[i];
    }

    /// The three residues that fit worst, by name, if they fit badly.
    private static void name(Svg svg, Axes axes, List<Row> rows) {
        var worst = new ArrayList<Integer>();
        for (int i = 0; i < rows.size(); i++) if (!Double.isNaN(latest(rows.get(i)))) worst.add(i);
        worst.sort(Comparator.comparingDouble(i -> latest(rows.get(i))));
        var placed = new ArrayList<Double>();
        for (int i : worst) {
            if (placed.size() == 3 || latest(rows.get(i)) > 0.6) return;
            double x = axes.px(i);
            if (placed.stream().anyMatch(p -> Math.abs(p - x) < 64)) continue;
            placed.add(x);
            double y = axes.py(Math.max(axes.y0(), latest(rows.get(i))));
            svg.dot("f-alarm", x, y, 3, "").text("small halo", Math.clamp(x, axes.left() + 24, axes.right() - 24),
                    Math.min(y + 15, axes.bottom() - 4), "middle", rows.get(i).label());
        }
    }

    private static void numbers(Svg svg, Axes axes, List<Row> rows) {
        double last = -1e9;
        int step = rows.size() > 400 ? 50 : rows.size() > 120 ? 20 : 10;
        for (int i = 0; i < rows.size(); i++) {
            double x = axes.px(i);
            if (rows.get(i).seq() % step != 0 || x - last < 30) continue;
            svg.line("axis", x, axes.bottom(), x, axes.bottom() + 4);
            svg.text("muted small", x, axes.bottom() + 15, "middle", rows.get(i).seq() + rows.get(i).icode());
            last = x;
        }
    }

    private static void lanes(Svg svg, Axes axes, List<Row> rows) {
        double w = Math.max(1.5, axes.width() / Math.max(1, rows.size()) * 0.8);
        for (int lane = 0; lane < LANES.length; lane++) {
            double y = axes.bottom() + 26 + 16 * lane;
            svg.text("muted small", axes.left() - 6, y + 8, "end", LANES[lane]).line("grid", axes.left(), y + 10, axes.right(),
                    y + 10);
            for (int i = 0; i < rows.size(); i++) {
                mark(svg, axes.px(i), y, w, rows.get(i), lane, false);
                mark(svg, axes.px(i), y, w, rows.get(i), lane, true);
            }
        }
    }

    /// Before above the line, after below it.
    private static void mark(Svg svg, double x, double y, double w, Row row, int lane, boolean refined) {
        var state = refined ? row.refined() : row.initial();
        if (state == null) return;
        boolean bad = switch (lane) {
            case 0 -> state.rama() != null && state.rama().call().equals("OUTLIER");
            case 1 -> state.rotamer() != null && state.rotamer().call().equals("OUTLIER");
            default -> state.clashes() > 0;
        };
        if (bad) svg.rect(refined ? "f-refined" : "f-initial", x - w / 2, refined ? y + 6 : y, w, 5);
    }

    private static double cc(Row row, boolean refined) {
        var state = refined ? row.refined() : row.initial();
        return state == null ? Double.NaN : nan(state.cc());
    }

    private static double latest(Row row) { return row.refined() != null ? nan(row.refined().cc()) : nan(row.initial().cc()); }

    private static double nan(@Nullable Double v) { return v == null ? Double.NaN : v; }

    private static String describe(String chain, List<Row> rows) {
        Row low = null;
        double sum = 0;
        int n = 0;
        for (var r : rows) {
            double v = latest(r);
            if (Double.isNaN(v)) continue;
            sum += v;
            n++;
            if (low == null || v < latest(low)) low = r;
        }
        if (low == null) return "Chain " + chain + ": no residue has a correlation.";
        return String.format(Locale.ROOT, "CC of %d residues of chain %s: mean %.2f, lowest %.2f at %s.", n, chain, sum / n,
                latest(low),
                low.label());
    }
}
