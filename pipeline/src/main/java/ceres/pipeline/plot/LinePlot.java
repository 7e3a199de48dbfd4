package ceres.pipeline.plot;

import ceres.pipeline.bundle.CurveRecord.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A quantity against another, of the initial model and of the refined one.
public final class LinePlot {
    private static final int WIDTH = 960, HEIGHT = 340;

    private LinePlot() {}

    /// @param id unique in a page that holds several drawings
    /// @param lines of one quantity; at least one, with at least one point
    public static String draw(String id, String title, List<Line> lines) {
        double from = Double.MAX_VALUE, to = -Double.MAX_VALUE, low = 0, high = Double.MIN_NORMAL;
        for (var line : lines)
            for (int i = 0; i < line.x().length; i++) {
                from = Math.min(from, line.x()[i]);
                to = Math.max(to, line.x()[i]);
                low = Math.min(low, line.y()[i]);
                high = Math.max(high, line.y()[i]);
            }
        var svg = new Svg(id, WIDTH, HEIGHT, title, describe(lines));
        var axes = new Axes(72, 44, WIDTH - 72 - 24, HEIGHT - 44 - 52, from, to > from ? to : from + 1, low,
                low + (high - low) * 1.05);
        var xs = Axes.ticks(axes.x0(), axes.x1(), 8);
        var ys = Axes.ticks(axes.y0(), axes.y1(), 5);
        svg.text("head", 24, 24, "start", title);
        axes.grid(svg, xs, ys).xLabels(svg, xs, lines.getFirst().xLabel()).yLabels(svg, ys, "").frame(svg);
        svg.upward("", 16, axes.top() + axes.height() / 2, lines.getFirst().yLabel());
        for (var line : lines) svg.path("line s-" + which(line), axes.curve(line.x(), line.y()));
        var legend = new Legend(svg, WIDTH - 20, 24);
        for (var line : lines.reversed()) legend.line("s-" + which(line), which(line));
        return svg.close();
    }

    private static String which(Line line) { return line.id().endsWith(Svg.REFINED) ? Svg.REFINED : Svg.INITIAL; }

    private static String describe(List<Line> lines) {
        var words = new ArrayList<String>();
        for (var line : lines) {
            int best = 0;
            for (int i = 1; i < line.y().length; i++) if (line.y()[i] > line.y()[best]) best = i;
            words.add(String.format(Locale.ROOT, "%s model: %s is highest, %.3g, at %s %.3g", which(line), line.yLabel(),
                    line.y()[best],
                    line.xLabel(), line.x()[best]));
        }
        return String.join("; ", words) + ".";
    }
}
