package ceres.refine.density;

import ceres.numerics.BallKernel;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The density of a band-limited atom as a short polynomial in a ball, for every B factor.
///
/// v^2 (c0 + ... + c4 v^4), v = 1 - r^2/R^2, with the coefficients whose transform comes nearest, least squares over s, to
/// f_C(s) exp(-B s^2/4) up to 1/d_min and to 0 beyond. Spacings above about 10 A count more, as a molecule's power does: without that the
/// level of the whole would depend on where the ripples are cut.
///
/// R is, smoothly, the larger of 1.25 d_min, which holds the first ripple of a sharp atom, and 0.32 sqrt(B + 25 A^2), which holds a broad
/// one; at most 3 d_min. What is cut off is the wave that the sharp limit of the resolution leaves behind: in maps of 2.3 to 3.9 A the
/// correlation differs by up to 0.003 from the exact one, its gradient has a cosine of 0.98 with the exact one.
final class AtomProfiles {
    private static final int LEVELS = 72, SHELLS = 160, SAMPLES = 60, TERMS = BallKernel.TERMS;
    private static final double LEAST = 1, MOST = 1000;
    private static final int SMOOTH = 8;
    private static final double SHARP = 1.25, BROAD = 0.32, CARBON = 25, WIDEST = 3;
    private static final double LONG = 10, LONG_WEIGHT = 30;

    private final double dMin, first, step, sharp;
    private final ScatteringShape shape;
    /// of each level, fitted when it is first asked for: whoever comes first, the same
    private final AtomicReferenceArray<double[]> coefficient = new AtomicReferenceArray<>(LEVELS);

    AtomProfiles(ScatteringShape shape, double dMin) {
        this.dMin = dMin;
        this.shape = shape;
        this.sharp = Math.pow(SHARP * dMin, SMOOTH);
        this.first = Math.log(LEAST);
        this.step = (Math.log(MOST) - first) / (LEVELS - 1);
    }

    /// R of an atom, A.
    double radius(double lnB) {
        double broad = BROAD * Math.sqrt(Math.exp(lnB) + CARBON);
        return Math.min(WIDEST * dMin, Math.pow(sharp + Math.pow(broad, SMOOTH), 1.0 / SMOOTH));
    }

    /// Writes the coefficients of an atom of this B and weight: cubics through those of neighbouring levels, smooth in ln B.
    void coefficients(double lnB, double weight, float[] c, int at) {
        double u = Math.clamp((lnB - first) / step, 0, LEVELS - 1);
        int l = Math.min((int) u, LEVELS - 2);
        for (int t = 0; t < TERMS; t++) c[at + t] = (float) (weight * between(l, t, u - l));
    }

    /// Catmull and Rom's cubic through the levels l - 1 to l + 2.
    private double between(int l, int t, double u) {
        double p0 = coefficient(l - 1, t), p1 = coefficient(l, t), p2 = coefficient(l + 1, t), p3 = coefficient(l + 2, t);
        return p1 + 0.5 * u * (p2 - p0 + u * (2 * p0 - 5 * p1 + 4 * p2 - p3 + u * (3 * (p1 - p2) + p3 - p0)));
    }

    private double slopeBetween(int l, int t, double u) {
        double p0 = coefficient(l - 1, t), p1 = coefficient(l, t), p2 = coefficient(l + 1, t), p3 = coefficient(l + 2, t);
        return 0.5 * (p2 - p0 + u * (2 * (2 * p0 - 5 * p1 + 4 * p2 - p3) + u * 3 * (3 * (p1 - p2) + p3 - p0)));
    }

    private double coefficient(int level, int t) {
        int l = Math.clamp(level, 0, LEVELS - 1);
        double[] c = coefficient.get(l);
        if (c == null) coefficient.set(l, c = fit(l));
        return c[t];
    }

    /// Writes the slope of an atom by ln B: d0 v + ... + d5 v^6, the change of R with B in it.
    void slopes(double lnB, double weight, float[] d, int at) {
        double u = (lnB - first) / step;
        boolean inside = u > 0 && u < LEVELS - 1;
        u = Math.clamp(u, 0, LEVELS - 1);
        int l = Math.min((int) u, LEVELS - 2);
        // v = 1 - r^2/R^2: dv/dlnB = 2 (1 - v) dlnR/dlnB, and f' = sum (k + 2) c_k v^(k+1)
        double widening = widening(lnB), previous = 0;
        for (int t = 0; t < TERMS; t++) {
            double widened = 2 * widening * (t + 2) * between(l, t, u - l);
            d[at + t] = (float) (weight * (previous + widened));
            previous = (inside ? slopeBetween(l, t, u - l) / step : 0) - widened;
        }
        d[at + TERMS] = (float) (weight * previous);
    }

    /// d ln R / d ln B.
    private double widening(double lnB) {
        if (radius(lnB) >= WIDEST * dMin) return 0;
        double b = Math.exp(lnB), broad = Math.pow(BROAD * Math.sqrt(b + CARBON), SMOOTH);
        return broad / (broad + sharp) * 0.5 * b / (b + CARBON);
    }

    private double[] fit(int level) {
        double b = Math.exp(first + level * step), radius = radius(first + level * step), ds = 2 / dMin / SHELLS;
        double[][] power = powers(radius), a = new double[TERMS][TERMS + 1];
        for (int q = 0; q < SHELLS; q++) {
            double s = (q + 0.5) * ds, f = q < SHELLS / 2 ? shape.carbon(s * s) * Math.exp(-b * s * s / 4) : 0;
            double weight = s * s * (1 + LONG_WEIGHT * Math.exp(-s * s * LONG * LONG));
            var wave = new double[TERMS];
            for (int k = 0; k < SAMPLES; k++) {
                double x = 2 * Math.PI * s * (k + 0.5) * radius / SAMPLES, sinc = Math.sin(x) / x;
                for (int t = 0; t < TERMS; t++) wave[t] += power[k][t] * sinc;
            }
            for (int t = 0; t < TERMS; t++) {
                for (int u = 0; u < TERMS; u++) a[t][u] += weight * wave[t] * wave[u];
                a[t][TERMS] += weight * wave[t] * f;
            }
        }
        solve(a);
        return Arrays.stream(a).mapToDouble(row -> row[TERMS]).toArray();
    }

    /// 4 pi r^2 dr v^(2+t) at the middle of every shell of the ball.
    private static double[][] powers(double radius) {
        var power = new double[SAMPLES][TERMS];
        double h = radius / SAMPLES;
        for (int k = 0; k < SAMPLES; k++) {
            double r = (k + 0.5) * h, v = 1 - r * r / (radius * radius);
            for (int t = 0; t < TERMS; t++) power[k][t] = 4 * Math.PI * h * r * r * Math.pow(v, 2 + t);
        }
        return power;
    }

    /// Gauss-Jordan with pivots on the diagonal: the matrix is a Gram matrix. The solution replaces the last column.
    private static void solve(double[][] a) {
        for (int p = 0; p < a.length; p++)
            for (int r = 0; r < a.length; r++) {
                if (r == p) continue;
                double f = a[r][p] / a[p][p];
                for (int c = p; c <= a.length; c++) a[r][c] -= f * a[p][c];
            }
        for (int p = 0; p < a.length; p++) a[p][a.length] /= a[p][p];
    }
}
