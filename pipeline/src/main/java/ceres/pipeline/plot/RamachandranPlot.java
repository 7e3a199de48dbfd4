package ceres.pipeline.plot;

import ceres.pipeline.bundle.ResidueTable;
import ceres.pipeline.bundle.ResidueTable.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/// The six Ramachandran plots, each with a line from where a residue was to where it is now if it moved far.
public final class RamachandranPlot {
    private static final int PANEL = 300, GAP_X = 58, GAP_Y = 66, LEFT = 58, TOP = 74;
    private static final int MOST_NAMES = 10;
    /// A residue that turned by more than this is joined to where it was, degrees.
    private static final double FAR_DEG = 30;

    private RamachandranPlot() {}

    /// One of the six classes.
    ///
    /// @param key as the rows name it
    /// @param allowed contour level of the allowed region, same scale as the density
    /// @param density (phi, psi) in degrees to the density of the reference data
    public record Panel(String key, String title, double favored, double allowed, DoubleBinaryOperator density) {}

    public static String draw(List<Panel> panels, List<Row> rows) {
        int width = LEFT + 3 * PANEL + 2 * GAP_X + 20, height = TOP + 2 * PANEL + GAP_Y + 50;
        boolean both = rows.stream().anyMatch(r -> r.refined() != null);
        var svg = new Svg("rama", width, height, "Ramachandran plots", describe(rows, both));
        svg.text("head", 24, 24, "start", both ? "Ramachandran plots, before and after" : "Ramachandran plots");
        var legend = new Legend(svg, width - 20, 24).dot("f-alarm", "outlier now");
        if (both) legend.dot("f-refined", "refined").dot("hollow s-initial", "initial");
        else
            legend.dot("f-initial", "model");
        for (int p = 0; p < panels.size(); p++)
            panel(svg, panels.get(p), rows, both, LEFT + p % 3 * (PANEL + GAP_X),
                    TOP + p / 3 * (PANEL + GAP_Y));
        return svg.close();
    }

    private static void panel(Svg svg, Panel panel, List<Row> rows, boolean both, double left, double top) {
        var axes = new Axes(left, top, PANEL, PANEL, -180, 180, -180, 180);
        var mine = rows.stream().filter(r -> is(panel, r.initial()) || is(panel, r.refined())).toList();
        int n = 0, out = 0;
        for (var r : mine) {
            var now = both ? r.refined() : r.initial();
            if (!is(panel, now)) continue;
            n++;
            if (now.rama().call().equals(ResidueTable.OUTLIER)) out++;
        }
        svg.text("panel", left, top - 8, "start", panel.title());
        svg.text("muted small", left + PANEL, top - 8, "end", n + (n == 1 ? " residue, " : " residues, ") + out
                + (out == 1 ? " outlier" : " outliers"));
        var contour = new Contour(panel.density(), 120);
        svg.path("zone1", contour.path(panel.allowed(), axes)).path("zone2", contour.path(panel.favored(), axes));
        var ticks = List.of(-180.0, -90.0, 0.0, 90.0, 180.0);
        axes.grid(svg, ticks, ticks).frame(svg).xLabels(svg, ticks, "φ (degrees)").yLabels(svg, ticks, "");
        svg.upward("", left - 34, top + PANEL / 2.0, "ψ (degrees)");
        if (both) for (var r : mine) before(svg, axes, panel, r);
        var names = new ArrayList<double[]>();
        for (var r : mine) after(svg, axes, panel, r, both, names);
    }

    private static void before(Svg svg, Axes axes, Panel panel, Row r) {
        if (!is(panel, r.initial())) return;
        var a = r.initial().rama();
        var b = r.refined() == null ? null : r.refined().rama();
        double far = b == null ? 0 : Math.hypot(turn(a.phi(), b.phi()), turn(a.psi(), b.psi()));
        if (b != null && far > FAR_DEG && Math.abs(a.phi() - b.phi()) < 180 && Math.abs(a.psi() - b.psi()) < 180)
            svg.line("line thin soft s-initial", axes.px(a.phi()), axes.py(a.psi()), axes.px(b.phi()), axes.py(b.psi()));
        if (far > FAR_DEG || a.call().equals(ResidueTable.OUTLIER))
            svg.dot("hollow s-initial", axes.px(a.phi()), axes.py(a.psi()), 2.6, hint(r, "initial"));
        else
            svg.dot("f-initial soft", axes.px(a.phi()), axes.py(a.psi()), 1.5, "");
    }

    private static void after(Svg svg, Axes axes, Panel panel, Row r, boolean both, List<double[]> names) {
        var state = both ? r.refined() : r.initial();
        if (!is(panel, state)) return;
        double x = axes.px(state.rama().phi()), y = axes.py(state.rama().psi());
        boolean outlier = state.rama().call().equals(ResidueTable.OUTLIER);
        svg.dot(outlier ? "f-alarm" : both ? "f-refined" : "f-initial", x, y, outlier ? 3.6 : 2.1,
                hint(r, both ? "refined" : "model"));
        if (!outlier || names.size() >= MOST_NAMES
                || names.stream().anyMatch(p -> Math.abs(p[0] - x) < 60 && Math.abs(p[1] - y) < 12))
            return;
        boolean leftwards = x > axes.right() - 70;
        svg.text("small halo", leftwards ? x - 6 : x + 6, Math.max(y + 3.5, axes.top() + 9), leftwards ? "end" : "start",
                r.chain() + " " + r.label());
        names.add(new double[]{x, y});
    }

    private static boolean is(Panel panel, ResidueTable.@Nullable State state) {
        return state != null && state.rama() != null && state.rama().ramaClass().equals(panel.key());
    }

    private static double turn(double from, double to) {
        double d = Math.abs(from - to) % 360;
        return d > 180 ? 360 - d : d;
    }

    private static String hint(Row r, String which) { return "%s %s, %s".formatted(r.chain(), r.label(), which); }

    private static String describe(List<Row> rows, boolean both) {
        var counts = new int[2][3];
        var names = Map.of("FAVORED", 0, "ALLOWED", 1, "OUTLIER", 2);
        var outliers = new ArrayList<String>();
        for (var r : rows) {
            if (r.initial().rama() != null) counts[0][names.get(r.initial().rama().call())]++;
            if (r.refined() != null && r.refined().rama() != null) counts[1][names.get(r.refined().rama().call())]++;
            var now = both ? r.refined() : r.initial();
            if (now != null && now.rama() != null && now.rama().call().equals(ResidueTable.OUTLIER))
                outliers.add(r.chain() + " " + r.label());
        }
        String words = "Model: %d favoured, %d allowed, %d outliers".formatted(counts[0][0], counts[0][1], counts[0][2]);
        if (both)
            words = "Initial m" + words.substring(1)
                    + "; refined model: %d favoured, %d allowed, %d outliers".formatted(counts[1][0], counts[1][1], counts[1][2]);
        return words + (outliers.isEmpty()
                ? "."
                : ". Outliers: " + String.join(", ", outliers.subList(0, Math.min(20, outliers.size())))
                        + (outliers.size() > 20 ? " and " + (outliers.size() - 20) + " more." : "."));
    }
}
