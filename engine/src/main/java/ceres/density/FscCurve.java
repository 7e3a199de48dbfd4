package ceres.density;

import ceres.map.Grid;
import java.util.Arrays;
import java.util.OptionalDouble;

/// Fourier shell correlation against spatial frequency.
///
/// @param s mean spatial frequency of each shell, 1/A, ascending
/// @param fsc Re sum F G* / sqrt(sum |F|^2 sum |G|^2)
/// @param members coefficients in each shell
public record FscCurve(double[] s, double[] fsc, double[] members) {
    private static final int WINDOW = 5;
    private static final double FAR = 0.25;

    public static FscCurve of(RadialProfile profile, Shells shells) { return shells.gather(profile); }

    /// Shells of one Fourier pixel of the longest edge, from the first to the resolution that every axis can hold.
    public static FscCurve plain(RadialProfile p, Grid grid) {
        double edge = Math.max(grid.cell().a(), Math.max(grid.cell().b(), grid.cell().c()));
        int n = (int) (edge / (2 * grid.coarsestSpacing())) + 1;
        double[] fg = new double[n], ff = new double[n], gg = new double[n], count = new double[n], s = new double[n];
        for (int i = 0; i < p.shells(); i++) {
            double at = 1 / p.meanD(i);
            int shell = (int) Math.round(at * edge);
            if (shell >= n) continue;
            fg[shell] += p.fg[i];
            ff[shell] += p.ff[i];
            gg[shell] += p.gg[i];
            count[shell] += p.count[i];
            s[shell] += at * p.count[i];
        }
        return ofSums(s, count, fg, ff, gg);
    }

    /// The curve of [#plain] straight from the spectra of a small box, by the calling thread alone.
    ///
    /// @param f,g layout of [ceres.numerics.Fft3]
    static FscCurve ofSmallBox(Grid grid, Modes modes, float[] f, float[] g) {
        double edge = Math.max(grid.cell().a(), Math.max(grid.cell().b(), grid.cell().c()));
        int n = (int) (edge / (2 * grid.coarsestSpacing())) + 1;
        double[] fg = new double[n], ff = new double[n], gg = new double[n], count = new double[n], s = new double[n];
        for (int l = 0; l < grid.nz(); l++)
            for (int k = 0; k < grid.ny(); k++) {
                if (Modes.atLimit(k, grid.ny()) || Modes.atLimit(l, grid.nz())) continue;
                int at = 2 * (l * grid.ny() + k) * modes.half();
                for (int h = 0; h < modes.half() && !Modes.atLimit(h, grid.nx()); h++) {
                    double frequency = Math.sqrt(modes.s2(h, k, l));
                    int shell = (int) Math.round(frequency * edge);
                    if (shell == 0 || shell >= n) continue;
                    float fr = f[at + 2 * h], fi = f[at + 2 * h + 1], gr = g[at + 2 * h], gi = g[at + 2 * h + 1];
                    fg[shell] += fr * gr + fi * gi;
                    ff[shell] += fr * fr + fi * fi;
                    gg[shell] += gr * gr + gi * gi;
                    count[shell]++;
                    s[shell] += frequency;
                }
            }
        return ofSums(s, count, fg, ff, gg);
    }

    private static FscCurve ofSums(double[] s, double[] count, double[] fg, double[] ff, double[] gg) {
        int n = s.length, kept = 0;
        double[] x = new double[n], y = new double[n], m = new double[n];
        for (int i = 0; i < n; i++) {
            double norm = Math.sqrt(ff[i] * gg[i]);
            if (!(norm > 0)) continue;
            x[kept] = s[i] / count[i];
            y[kept] = fg[i] / norm;
            m[kept++] = count[i];
        }
        return new FscCurve(Arrays.copyOf(x, kept), Arrays.copyOf(y, kept), Arrays.copyOf(m, kept));
    }

    /// Savitzky-Golay of degree 2 over 2m + 1 shells, mirrored at the ends; shells with d above `coarsest` (A) stay as they are.
    FscCurve smoothed(int m, double coarsest) {
        int n = fsc.length;
        if (n < 3) return this;
        var y = fsc.clone();
        double norm = (2 * m - 1) * (2.0 * m + 1) * (2 * m + 3);
        for (int i = 0; i < n; i++) {
            if (1 / s[i] > coarsest) continue;
            double sum = 0;
            for (int k = -m; k <= m; k++) sum += 3 * (3.0 * m * m + 3 * m - 1 - 5.0 * k * k) / norm * fsc[mirror(i + k, n)];
            y[i] = sum;
        }
        return new FscCurve(s, y, members);
    }

    private static int mirror(int i, int n) {
        int period = 2 * (n - 1), at = Math.floorMod(i, period);
        return at < n ? at : period - at;
    }

    /// The resolution at which the curve first falls below the cut-off, A: a parabola through eleven shells round the crossing, or
    /// the shell itself where the parabola crosses elsewhere. Empty if the curve never falls so far.
    ///
    /// Source: Afonine2018b (implementation).
    public OptionalDouble resolutionAt(double cutoff) {
        int i = 0;
        while (i < fsc.length && fsc[i] >= cutoff) i++;
        if (i == fsc.length) return OptionalDouble.empty();
        double shell = 1 / s[i];
        int from = Math.max(0, i - WINDOW), to = Math.min(fsc.length, i + WINDOW + 1);
        double best = Double.MAX_VALUE;
        for (double root : crossings(from, to, cutoff)) {
            double d = 1 / root;
            if (root > 0 && Math.abs(d - shell) < Math.abs(best - shell)) best = d;
        }
        return OptionalDouble.of(Math.abs(best - shell) <= FAR ? best : shell);
    }

    /// Where the curve first falls below the cut-off, by the straight line between neighbouring shells.
    public OptionalDouble crossing(double cutoff) {
        for (int i = 0; i < fsc.length; i++) {
            if (fsc[i] >= cutoff) continue;
            if (i == 0) return OptionalDouble.of(1 / s[0]);
            double t = (fsc[i - 1] - cutoff) / (fsc[i - 1] - fsc[i]);
            return OptionalDouble.of(1 / (s[i - 1] + t * (s[i] - s[i - 1])));
        }
        return OptionalDouble.empty();
    }

    /// Roots of the least-squares parabola minus the cut-off.
    private double[] crossings(int from, int to, double cutoff) {
        double centre = s[(from + to - 1) / 2], scale = Math.max(1e-9, s[to - 1] - s[from]);
        double n = 0, x1 = 0, x2 = 0, x3 = 0, x4 = 0, y0 = 0, y1 = 0, y2 = 0;
        for (int i = from; i < to; i++) {
            double x = (s[i] - centre) / scale, y = fsc[i] - cutoff;
            n++;
            x1 += x;
            x2 += x * x;
            x3 += x * x * x;
            x4 += x * x * x * x;
            y0 += y;
            y1 += x * y;
            y2 += x * x * y;
        }
        double det = n * (x2 * x4 - x3 * x3) - x1 * (x1 * x4 - x3 * x2) + x2 * (x1 * x3 - x2 * x2);
        if (!(Math.abs(det) > 1e-14)) return new double[0];
        double c = (y0 * (x2 * x4 - x3 * x3) - x1 * (y1 * x4 - x3 * y2) + x2 * (y1 * x3 - x2 * y2)) / det;
        double b = (n * (y1 * x4 - y2 * x3) - y0 * (x1 * x4 - x3 * x2) + x2 * (x1 * y2 - y1 * x2)) / det;
        double a = (n * (x2 * y2 - x3 * y1) - x1 * (x1 * y2 - x2 * y1) + y0 * (x1 * x3 - x2 * x2)) / det;
        double disc = b * b - 4 * a * c;
        if (Math.abs(a) < 1e-12 || disc < 0)
            return b != 0 && Math.abs(a) < 1e-12 ? new double[]{centre - c / b * scale} : new double[0];
        double root = Math.sqrt(disc);
        return new double[]{centre + scale * (-b + root) / (2 * a), centre + scale * (-b - root) / (2 * a)};
    }
}
