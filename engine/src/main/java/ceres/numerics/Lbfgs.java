package ceres.numerics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Limited-memory BFGS with a diagonal preconditioner and a trust radius.
///
/// Deterministic: the same start and objective give the same path, bit for bit. A step never makes the objective worse; a value that is
/// not finite counts as infinitely bad, so the search steps back from it.
///
/// Source: Nocedal1980 (two-loop recursion), NocedalWright2006 (line search, algorithms 3.5 and 3.6).
public final class Lbfgs {
    /* How it works: the inverse Hessian H is never formed; the two-loop recursion rebuilds H g from the last m steps s and gradient
     * changes y. H0 is the caller's diagonal times gamma = s.y / y.(D y), the scale at which the newest pair fits: with D = 1 this is
     * the usual s.y / y.y. A pair whose curvature s.y is not clearly positive is dropped, which keeps the direction downhill. The
     * whole step is shortened until no point (three neighbouring variables) moves further than the trust radius, so its direction
     * stays downhill too. When a line search fails the memory is cleared once and steepest descent tried; failing again ends. */

    /// @param memory pairs kept, 3 to 30
    /// @param maxIterations steps at most
    /// @param trust furthest that one point (`stride` neighbouring variables) may move in one step
    /// @param stride variables of a point: 3 for coordinates, 1 for anything else
    /// @param relativeDecrease ends when five steps together lowered the value by less than this part of it
    public record Options(int memory, int maxIterations, double trust, int stride, double relativeDecrease) {
        /// For coordinates in A.
        public static Options coordinates(int maxIterations, double trust) {
            return new Options(10, maxIterations, trust, 3, 1e-6);
        }
    }

    /// What is minimised: the value at x, and its gradient written (not added) to g.
    @FunctionalInterface
    public interface Objective {
        double at(double[] x, double[] gradient);
    }

    /// @param value the lowest value found; its point is in the caller's x
    /// @param iterations steps taken
    /// @param evaluations calls of the objective
    /// @param converged true if it ended because nothing more was to be gained
    public record Result(double value, int iterations, int evaluations, boolean converged) {}

    private static final double ARMIJO = 1e-4, WOLFE = 0.9;
    private static final int MAX_TRIALS = 12;

    private final Objective objective;
    private final Options options;
    private final double[] x;
    private final double @Nullable [] diagonal;
    private final double[][] s, y;
    private final double[] rho;
    private int stored, newest = -1;
    private double[] g, gTrial, xTrial;
    private final double[] d;
    private double value;
    private int evaluations;

    private Lbfgs(Objective objective, double[] x, double @Nullable [] diagonal, Options options) {
        int n = x.length;
        this.objective = objective;
        this.options = options;
        this.x = x;
        this.diagonal = diagonal;
        this.s = new double[options.memory][n];
        this.y = new double[options.memory][n];
        this.rho = new double[options.memory];
        this.g = new double[n];
        this.gTrial = new double[n];
        this.xTrial = new double[n];
        this.d = new double[n];
    }

    /// Minimises from x, in place.
    ///
    /// @param diagonal guess of the inverse Hessian's diagonal, positive; null for none
    public static Result minimise(Objective objective, double[] x, double @Nullable [] diagonal, Options options) {
        return new Lbfgs(objective, x, diagonal, options).run();
    }

    public static Result minimise(Objective objective, double[] x, Options options) {
        return minimise(objective, x, null, options);
    }

    private Result run() {
        value = evaluate(x, g);
        if (!Double.isFinite(value)) return new Result(value, 0, evaluations, false);
        var history = new double[options.maxIterations + 1];
        history[0] = value;
        int iteration = 0;
        while (iteration < options.maxIterations) {
            if (norm2(g) == 0) return new Result(value, iteration, evaluations, true);
            if (!step()) {
                if (stored == 0) return new Result(value, iteration, evaluations, true);
                stored = 0;
                if (!step()) return new Result(value, iteration, evaluations, true);
            }
            history[++iteration] = value;
            if (iteration >= 5 && history[iteration - 5] - value < options.relativeDecrease * Math.max(1, Math.abs(value)))
                return new Result(value, iteration, evaluations, true);
        }
        return new Result(value, iteration, evaluations, false);
    }

    private boolean step() {
        direction();
        double slope = dot(g, d);
        if (!(slope < 0)) {
            stored = 0;
            direction();
            slope = dot(g, d);
        }
        double longest = longestMove(d);
        if (longest == 0) return false;
        double cap = options.trust / longest;
        double first = stored == 0 && diagonal == null ? Math.min(cap, 0.02 * options.trust / longest) : Math.min(1, cap);
        double before = value;
        double alpha = search(slope, first, cap);
        if (alpha == 0) return false;
        remember(before);
        return true;
    }

    /// d = -H g.
    private void direction() {
        int n = x.length;
        for (int i = 0; i < n; i++) d[i] = -g[i];
        var a = new double[options.memory];
        for (int k = 0; k < stored; k++) {
            int p = pair(k);
            a[p] = rho[p] * dot(s[p], d);
            axpy(-a[p], y[p], d);
        }
        double gamma = stored == 0 ? 1 : scale();
        for (int i = 0; i < n; i++) d[i] *= diagonal == null ? gamma : gamma * diagonal[i];
        for (int k = stored - 1; k >= 0; k--) {
            int p = pair(k);
            axpy(a[p] - rho[p] * dot(y[p], d), s[p], d);
        }
    }

    private double scale() {
        double yy = 0;
        double[] last = y[newest];
        for (int i = 0; i < last.length; i++) yy += last[i] * last[i] * (diagonal == null ? 1 : diagonal[i]);
        return 1 / (rho[newest] * yy);
    }

    /// Index of the k-th newest pair.
    private int pair(int k) { return Math.floorMod(newest - k, options.memory); }

    /// Finds a step that satisfies the strong Wolfe conditions, or at least lowers the value; moves x, g and value there. 0 if none does.
    private double search(double slope0, double first, double cap) {
        double f0 = value, lo = 0, flo = f0, slopeLo = slope0, hi = Double.NaN, fhi = 0, alpha = first;
        double best = 0, fBest = f0;
        double[] xBest = null, gBest = null;
        for (int trial = 0; trial < MAX_TRIALS; trial++) {
            double f = tryStep(alpha);
            double slope = Double.isFinite(f) ? dot(gTrial, d) : Double.NaN;
            boolean bad = !(f <= f0 + ARMIJO * alpha * slope0) || f >= flo && trial > 0;
            if (!bad && Math.abs(slope) <= -WOLFE * slope0) return accept(alpha, f);
            if (f < fBest) {
                best = alpha;
                fBest = f;
                xBest = xTrial.clone();
                gBest = gTrial.clone();
            }
            if (bad) {
                hi = alpha;
                fhi = f;
            } else {
                if (Double.isNaN(hi) ? slope >= 0 : slope * (hi - lo) >= 0) {
                    hi = lo;
                    fhi = flo;
                }
                lo = alpha;
                flo = f;
                slopeLo = slope;
            }
            if (Double.isNaN(hi)) {
                if (alpha >= cap) break;
                alpha = Math.min(cap, 2.5 * alpha);
            } else {
                if (Math.abs(hi - lo) < 1e-12 * Math.max(1, lo)) break;
                alpha = between(lo, flo, slopeLo, hi, fhi);
            }
        }
        if (best == 0 || xBest == null || gBest == null) return 0;
        System.arraycopy(xBest, 0, xTrial, 0, xBest.length);
        System.arraycopy(gBest, 0, gTrial, 0, gBest.length);
        return accept(best, fBest);
    }

    /// Minimum of the parabola through f(lo), f'(lo) and f(hi), kept away from the ends.
    private static double between(double lo, double flo, double slopeLo, double hi, double fhi) {
        double w = hi - lo, c = Double.isFinite(fhi) ? (fhi - flo - slopeLo * w) / (w * w) : Double.NaN;
        double t = c > 0 ? -slopeLo / (2 * c * w) : 0.5;
        return lo + w * Math.clamp(Double.isFinite(t) ? t : 0.1, 0.1, 0.6);
    }

    private double tryStep(double alpha) {
        for (int i = 0; i < x.length; i++) xTrial[i] = x[i] + alpha * d[i];
        return evaluate(xTrial, gTrial);
    }

    private double accept(double alpha, double f) {
        value = f;
        return alpha;
    }

    /// Takes the trial point over; keeps the pair if its curvature is positive.
    private void remember(double before) {
        int slot = (newest + 1) % options.memory;
        double sy = 0, yy = 0;
        for (int i = 0; i < x.length; i++) {
            s[slot][i] = xTrial[i] - x[i];
            y[slot][i] = gTrial[i] - g[i];
            sy += s[slot][i] * y[slot][i];
            yy += y[slot][i] * y[slot][i];
        }
        System.arraycopy(xTrial, 0, x, 0, x.length);
        double[] swap = g;
        g = gTrial;
        gTrial = swap;
        if (sy > 1e-10 * Math.sqrt(yy) && sy > 0 && value <= before) {
            rho[slot] = 1 / sy;
            newest = slot;
            stored = Math.min(stored + 1, options.memory);
        }
    }

    private double longestMove(double[] v) {
        double longest = 0;
        for (int i = 0; i < v.length; i += options.stride) {
            double m = 0;
            for (int k = i; k < Math.min(v.length, i + options.stride); k++) m += v[k] * v[k];
            longest = Math.max(longest, m);
        }
        return Math.sqrt(longest);
    }

    private double evaluate(double[] at, double[] into) {
        Arrays.fill(into, 0);
        evaluations++;
        return objective.at(at, into);
    }

    private static double norm2(double[] v) { return dot(v, v); }

    private static double dot(double[] a, double[] b) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int i = 0, n = a.length;
        for (; i + 3 < n; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < n; i++) s0 += a[i] * b[i];
        return (s0 + s1) + (s2 + s3);
    }

    private static void axpy(double c, double[] from, double[] to) { for (int i = 0; i < to.length; i++) to[i] += c * from[i]; }
}
