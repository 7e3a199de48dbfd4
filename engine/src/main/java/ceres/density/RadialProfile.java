package ceres.density;

import ceres.map.Grid;
import ceres.numerics.Parallel;

/// Two spectra of one box compared by resolution: sums over thin shells, from which every Fourier shell correlation and resolution
/// estimate is made without touching the coefficients again.
///
/// The set is that of Afonine2018b: one of each Friedel pair, without F(000) and without the coefficients at the limit of the grid,
/// corners of the box included. Shells are numbered from the finest resolution to the coarsest and hold few coefficients each
/// (usually those of a single d), so that cutting coarser shells out of them is exact enough: 1e-4 A.
public final class RadialProfile {
    /* Shell numbers are linear in s^3, that is, in volume of reciprocal space, so that shells hold about the same number of coefficients.
     * The partial sums belong to four blocks of planes whatever the number of threads, so that the answer does not depend on it. While they
     * grow, the sums of a shell stand side by side: neighbouring coefficients fall into shells far apart, and each costs one visit to
     * memory instead of seven. */
    private static final int BLOCKS = 4, MOST_SHELLS = 1 << 19, LEAST_SHELLS = 1 << 12;
    private static final int COLUMNS = 7, STRIDE = 8;

    /// Coefficients in each shell.
    final double[] count;
    /// Sum of d, A.
    final double[] d;
    /// Sum of |F|^2, |G|^2 and Re F G*.
    final double[] ff, gg, fg;
    /// The same sums of squares with the weight that d99 takes: 1 in the plane l = 0, else 2.
    final double[] weightedFf, weightedGg;

    private RadialProfile(int shells) {
        count = new double[shells];
        d = new double[shells];
        ff = new double[shells];
        gg = new double[shells];
        fg = new double[shells];
        weightedFf = new double[shells];
        weightedGg = new double[shells];
    }

    /// @param f,g spectra in the layout of [ceres.numerics.Fft3]
    public static RadialProfile of(Grid grid, float[] f, float[] g, Parallel team) {
        var modes = new Modes(grid);
        int shells = Math.clamp(grid.voxels() / 2L, LEAST_SHELLS, MOST_SHELLS);
        double scale = (shells - 1) / Math.pow(modes.largestS2(), 1.5);
        int block = (grid.nz() + BLOCKS - 1) / BLOCKS;
        var partial = new double[Parallel.pieces(grid.nz(), block)][];
        team.each(grid.nz(), block, (piece, from, to) -> {
            var sums = new double[STRIDE * shells];
            for (int l = from; l < to; l++)
                for (int k = 0; k < grid.ny(); k++) row(grid, modes, k, l, f, g, scale, sums);
            partial[piece] = sums;
        });
        return ofSums(partial, shells);
    }

    private static void row(Grid grid, Modes modes, int k, int l, float[] f, float[] g, double scale, double[] sums) {
        if (Modes.atLimit(k, grid.ny()) || Modes.atLimit(l, grid.nz())) return;
        int kk = Modes.signed(k, grid.ny()), ll = Modes.signed(l, grid.nz());
        boolean firstOfPair = ll > 0 || ll == 0 && kk > 0;
        int at = 2 * (l * grid.ny() + k) * modes.half(), last = sums.length / STRIDE - 1;
        double weight = ll == 0 ? 1 : 2;
        for (int h = firstOfPair ? 0 : 1; h < modes.half(); h++) {
            if (Modes.atLimit(h, grid.nx())) continue;
            double s2 = modes.s2(h, k, l), s = Math.sqrt(s2);
            int shell = STRIDE * (last - (int) (s2 * s * scale));
            double fr = f[at + 2 * h], fi = f[at + 2 * h + 1], gr = g[at + 2 * h], gi = g[at + 2 * h + 1];
            double f2 = fr * fr + fi * fi, g2 = gr * gr + gi * gi;
            sums[shell]++;
            sums[shell + 1] += 1 / s;
            sums[shell + 2] += f2;
            sums[shell + 3] += g2;
            sums[shell + 4] += fr * gr + fi * gi;
            sums[shell + 5] += weight * f2;
            sums[shell + 6] += weight * g2;
        }
    }

    /// Adds the partial sums in their order, and leaves empty shells out.
    private static RadialProfile ofSums(double[][] partial, int shells) {
        double[] all = partial[0];
        for (int p = 1; p < partial.length; p++) for (int i = 0; i < all.length; i++) all[i] += partial[p][i];
        int n = 0;
        for (int i = 0; i < shells; i++) if (all[STRIDE * i] > 0) n++;
        var kept = new RadialProfile(n);
        double[][] columns = {kept.count, kept.d, kept.ff, kept.gg, kept.fg, kept.weightedFf, kept.weightedGg};
        for (int i = 0, at = 0; i < shells; i++) {
            if (all[STRIDE * i] == 0) continue;
            for (int c = 0; c < COLUMNS; c++) columns[c][at] = all[STRIDE * i + c];
            at++;
        }
        return kept;
    }

    /// Number of thin shells.
    public int shells() { return count.length; }

    /// Number of coefficients.
    public double coefficients() {
        double n = 0;
        for (double c : count) n += c;
        return n;
    }

    /// Mean d of a thin shell, A; shell 0 is the finest.
    double meanD(int shell) { return d[shell] / count[shell]; }

    /// The finest resolution in the set, A; NaN for a box of one voxel.
    public double finest() { return shells() == 0 ? Double.NaN : meanD(0); }

    /// The resolution beyond which the coefficients of the first map do not matter to it: leaving them out keeps a correlation of
    /// 0.99 with the whole. NaN if the map is constant.
    ///
    /// Source: Afonine2018b; the weights are those of its implementation.
    public double d99() { return d99(weightedFf); }

    /// The same of the second map.
    public double d99OfSecond() { return d99(weightedGg); }

    private double d99(double[] power) {
        double all = 0;
        for (double p : power) all += p;
        if (!(all > 0)) return Double.NaN;
        var from = new double[power.length + 1]; // sum over shells i and coarser
        for (int i = power.length - 1; i >= 0; i--) from[i] = from[i + 1] + power[i];
        double start = finest(), coarse = climb(start, 0.1, from, all);
        return climb(Math.max(start, coarse - 0.2), 0.01, from, all);
    }

    private double climb(double start, double step, double[] from, double all) {
        int shell = 0;
        for (int i = 0;; i++) {
            double x = start + i * step;
            while (shell < shells() && meanD(shell) <= x) shell++;
            if (Math.sqrt(from[shell] / all) < 0.99) return x;
        }
    }
}
