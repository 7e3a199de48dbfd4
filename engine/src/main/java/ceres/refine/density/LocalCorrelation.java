package ceres.refine.density;

import ceres.numerics.BallKernel;
import ceres.numerics.Parallel;

/// [DirectCorrelation] as a function of where a few atoms are while all others stand: what a search about one place asks many times.
///
/// The model map of the others near the few, and the sums over the mask away from them, are kept from the start. An evaluation adds the few to that
/// map and sums over their neighbourhood only, so that its cost goes by the few. Where one of them leaves the neighbourhood the whole is
/// summed. Value and gradient are those of the whole but for rounding.
///
/// Good until the mask, the atoms or the tie of the whole are set anew.
public final class LocalCorrelation {
    /// How far the few may go before the whole is summed, A.
    private static final double ROOM = 2;
    private static final double[] NONE = {};

    private final DirectCorrelation all;
    private final int[] few;
    /// the neighbourhood: least and greatest x, y, z, A, and its voxels [from, to) along each axis
    private final double[] low = {1e9, 1e9, 1e9}, high = {-1e9, -1e9, -1e9};
    private final int[] from = new int[3], to = new int[3];
    private final float[] others;
    private final double[] away;
    /// what the tie of all others adds
    private final double standing;

    /// @param few atoms that will move
    LocalCorrelation(DirectCorrelation all, int[] few, double[] xyz, Parallel team) {
        this.all = all;
        this.few = few;
        bound(xyz);
        all.spreadAll(xyz, team);
        this.away = minus(all.sums(team), all.sums(from, to));
        all.spreadBut(few, xyz, low, high, from, to);
        this.others = new float[(to[0] - from[0]) * (to[1] - from[1]) * (to[2] - from[2])];
        copy(false);
        this.standing = all.pull(xyz, 0, NONE) - all.pull(few, 0, xyz, 0, NONE);
    }

    private void bound(double[] xyz) {
        for (int i : few)
            for (int d = 0; d < 3; d++) {
                low[d] = Math.min(low[d], xyz[3 * i + d] - all.radius(i) - ROOM);
                high[d] = Math.max(high[d], xyz[3 * i + d] + all.radius(i) + ROOM);
            }
        all.voxels(low, high, from, to);
    }

    private static double[] minus(double[] a, double[] b) {
        for (int k = 0; k < a.length; k++) a[k] -= b[k];
        return a;
    }

    /// Between the working map and the others' own.
    private void copy(boolean back) {
        int nx = to[0] - from[0], at = 0;
        for (int k = from[2]; k < to[2]; k++)
            for (int j = from[1]; j < to[1]; j++, at += nx) all.copy(others, at, from[0], j, k, nx, back);
    }

    /// CC at these places. Its gradient by the few times `factor` is added to `gradient`, unless `factor` is 0.
    ///
    /// @param xyz all atoms; all but the few as they were at the start
    public double correlate(double[] xyz, double factor, double[] gradient, Parallel team) {
        if (!within(xyz)) return all.correlate(xyz, factor, gradient, team);
        copy(true);
        BallKernel.Ball ball = all.desk();
        for (int i : few) all.add(ball, i, xyz, from[2], to[2]);
        double[] sums = all.sums(from, to);
        for (int k = 0; k < sums.length; k++) sums[k] += away[k];
        return all.value(all.moments(sums), factor, (a, b, mean) -> {
            all.slopes(a, b, mean, from, to);
            var force = new double[3];
            for (int i : few) all.gather(ball, i, xyz, factor, gradient, force);
        }) + all.pull(few, standing, xyz, factor, gradient);
    }

    private boolean within(double[] xyz) {
        for (int i : few)
            for (int d = 0; d < 3; d++)
                if (!(xyz[3 * i + d] - all.radius(i) >= low[d] && xyz[3 * i + d] + all.radius(i) <= high[d])) return false;
        return true;
    }
}
