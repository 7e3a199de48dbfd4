package ceres.refine.density;

/// What two atoms of a model map share, in units of ln L ([ShellLikelihood]): the sum over all coefficients of the product of their densities,
/// each weighted as its shell deserves, as a function of their distance and the sum of their B factors.
///
///     P(r; B) = V int 4 pi s^2 D^2/S f_C^2 exp(-B s^2/4) sin(2 pi s r)/(2 pi s r) ds       up to s = 1/d_min
///
/// Kept as a table: B to the nearest of steps of at most a few percent, r by straight lines between points d_min / 40 apart. What is beyond 4
/// d_min is nothing, and from 3 d_min on P is led to it smoothly.
final class AtomOverlap {
    private static final int SHELLS = 96, STEPS = 160, SUMS = 64;
    private static final double REACH = 4, WHOLE = 0.75;

    private final double reachSquared, perA, lnFirst, lnStep;
    private final double[] table = new double[SUMS * (STEPS + 1)];

    /// @param volume of the box, A^3
    /// @param lnLow ln of the least B of an atom, lnHigh of the greatest, A^2
    AtomOverlap(ShellErrors errors, ScatteringShape shape, double volume, double dMin, double lnLow, double lnHigh) {
        double reach = REACH * dMin, ds = 1 / dMin / SHELLS;
        this.reachSquared = reach * reach;
        this.perA = STEPS / reach;
        this.lnFirst = lnLow + Math.log(2);
        this.lnStep = Math.max(1e-6, (lnHigh - lnLow) / (SUMS - 1));
        for (int q = 0; q < SHELLS; q++) {
            double s = (q + 0.5) * ds, s2 = s * s, f = shape.carbon(s2);
            double w = volume * 4 * Math.PI * s2 * ds * errors.certainty(s2) * errors.scale(s2) * f * f;
            var blur = new double[SUMS];
            for (int b = 0; b < SUMS; b++) blur[b] = Math.exp(-Math.exp(lnFirst + b * lnStep) * s2 / 4);
            for (int k = 0; k < STEPS; k++) {
                double x = 2 * Math.PI * s * k / perA, wave = w * (k == 0 ? 1 : Math.sin(x) / x) * fading((double) k / STEPS);
                for (int b = 0; b < SUMS; b++) table[b * (STEPS + 1) + k] += wave * blur[b];
            }
        }
    }

    private static double fading(double x) { return x < WHOLE ? 1 : 0.5 + 0.5 * Math.cos(Math.PI * (x - WHOLE) / (1 - WHOLE)); }

    /// Where the table of two atoms begins.
    ///
    /// @param sum of their B factors, A^2
    int row(double sum) { return (STEPS + 1) * (int) Math.clamp(Math.rint((Math.log(sum) - lnFirst) / lnStep), 0, SUMS - 1); }

    /// P at a squared distance, A^2.
    double at(int row, double r2) {
        if (r2 >= reachSquared) return 0;
        double u = Math.sqrt(r2) * perA;
        int k = (int) u;
        return table[row + k] + (u - k) * (table[row + k + 1] - table[row + k]);
    }
}
