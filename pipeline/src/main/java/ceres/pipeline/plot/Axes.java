package ceres.pipeline.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A rectangle of a drawing with linear scales along its sides.
///
/// @param left pixels of the rectangle
/// @param x0 value at the left side
/// @param y0 value at the lower side
record Axes(double left, double top, double width, double height, double x0, double x1, double y0, double y1) {

    double px(double x) { return left + (x - x0) / (x1 - x0) * width; }

    double py(double y) { return top + height - (y - y0) / (y1 - y0) * height; }

    double right() { return left + width; }

    double bottom() { return top + height; }

    /// Round numbers that cut a range into about `wanted` pieces: steps of 1, 2, 2.5 or 5 times a power of ten.
    static List<Double> ticks(double from, double to, int wanted) {
        double raw = (to - from) / Math.max(1, wanted);
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = power * 10;
        for (double s : new double[]{1, 2, 2.5, 5}) if (s * power >= raw * 0.999) {
            step = s * power;
            break;
        }
        var ticks = new ArrayList<Double>();
        for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + 1e-9 * step; i++) ticks.add(i * step);
        return ticks;
    }

    /// A tick in as few digits as it needs.
    static String label(double v) {
        if (Math.abs(v - Math.rint(v)) < 1e-9) return String.format(Locale.ROOT, "%d", Math.round(v));
        String s = String.format(Locale.ROOT, "%.3f", v);
        return s.replaceAll("0+$", "");
    }

    Axes grid(Svg svg, List<Double> xs, List<Double> ys) {
        for (double x : xs) svg.line("grid", px(x), top, px(x), bottom());
        for (double y : ys) svg.line("grid", left, py(y), right(), py(y));
        return this;
    }

    Axes frame(Svg svg) {
        svg.path("axis", "M" + Svg.n(left) + " " + Svg.n(top) + "V" + Svg.n(bottom()) + "H" + Svg.n(right()));
        return this;
    }

    Axes xLabels(Svg svg, List<Double> xs, String title) {
        for (double x : xs) svg.text("muted small", px(x), bottom() + 15, "middle", label(x));
        if (!title.isEmpty()) svg.text("", left + width / 2, bottom() + 33, "middle", title);
        return this;
    }

    Axes yLabels(Svg svg, List<Double> ys, String title) {
        for (double y : ys) svg.text("muted small", left - 6, py(y) + 3.5, "end", label(y));
        if (!title.isEmpty()) svg.upward("", left - 40, top + height / 2, title);
        return this;
    }

    /// A curve through points in order; NaN lifts the pen, and so does the right side.
    String curve(double[] xs, double[] ys) {
        var d = new StringBuilder();
        boolean down = false;
        for (int i = 0; i < xs.length; i++) {
            if (Double.isNaN(ys[i]) || xs[i] > x1) {
                down = false;
                continue;
            }
            d.append(down ? 'L' : 'M').append(Svg.n(px(xs[i]))).append(' ').append(Svg.n(py(Math.clamp(ys[i], y0, y1))));
            down = true;
        }
        return d.toString();
    }
}
