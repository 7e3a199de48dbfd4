package ceres.refine.density;

import ceres.map.Grid;
import ceres.numerics.Parallel;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The B levels of a [ParticleMesh], equal steps of ln B, and for each the filter that turns what was spread with splines into density:
/// f_C(s) exp(-B s^2 / 4) over the transform of the spline, within 1/d_min.
final class LevelFilters {
    static final int MOST = 32;

    private final int nx, ny, nz;
    private final ResolutionSphere sphere;
    private final ScatteringShape shape;
    private double[] lnLevel = new double[0];
    private float @Nullable [][] filter = new float[0][];

    LevelFilters(Grid grid, ResolutionSphere sphere, ScatteringShape shape) {
        this.nx = grid.nx();
        this.ny = grid.ny();
        this.nz = grid.nz();
        this.sphere = sphere;
        this.shape = shape;
    }

    /// As many levels as keep neighbours within a factor of `ratio`, from the least to the greatest.
    ///
    /// @param low least B, A^2, positive
    void levels(double low, double high, double ratio) {
        int k = Math.clamp(1 + (int) Math.ceil(Math.log(Math.max(1.0001, high / low)) / Math.log(ratio)), 2, MOST);
        var levels = new double[k];
        double step = Math.max(1e-3, Math.log(high / low) / (k - 1));
        for (int l = 0; l < k; l++) levels[l] = Math.log(low) + l * step;
        if (Arrays.equals(levels, lnLevel)) return;
        lnLevel = levels;
        filter = new float[k][];
    }

    int count() { return lnLevel.length; }

    /// From a level to the next, ln of B.
    double step() { return lnLevel[1] - lnLevel[0]; }

    /// Where a B factor lies: 0 at the first level, 1 at the second.
    double place(double lnB) { return (lnB - lnLevel[0]) / step(); }

    /// Makes the filters that are needed.
    void provide(boolean[] used, Parallel team) {
        int[] missing = IntStream.range(0, used.length).filter(l -> used[l] && filter[l] == null).toArray();
        if (missing.length > 0) make(missing, team);
    }

    /// Of a level that was provided: real, one number a coefficient of the spectrum.
    float[] of(int level) { return filter[level]; }

    /// Lets go of the filters.
    void release() { filter = new float[lnLevel.length][]; }

    /// s^2 is the same for k and ny - k, l and nz - l; the shape of carbon costs more than all the rest.
    private void make(int[] levels, Parallel team) {
        double[] bx = splineTransform(nx), by = splineTransform(ny), bz = splineTransform(nz);
        for (int q : levels) filter[q] = new float[(nx / 2 + 1) * ny * nz];
        team.each(nz / 2 + 1, 1, (piece, from, to) -> {
            for (int l = from; l < to; l++)
                for (int k = 0; k <= ny / 2; k++) {
                    row(levels, k, l, bx, by[k], bz[l]);
                    for (int q : levels) mirror(filter[q], k, l);
                }
        });
    }

    /// sinc^4 of each frequency.
    private static double[] splineTransform(int n) {
        var b = new double[n];
        for (int h = 0; h < n; h++) {
            double f = Math.PI * (h <= n / 2 ? h : h - n) / n, sinc = f == 0 ? 1 : Math.sin(f) / f;
            b[h] = sinc * sinc * sinc * sinc;
        }
        return b;
    }

    private void row(int[] levels, int k, int l, double[] bx, double by, double bz) {
        int row = sphere.start(k, l);
        for (int h = 0; h < sphere.width(k, l); h++) {
            double s2 = sphere.square(h, k, l), carbon = shape.carbon(s2), spline = bx[h] * by * bz;
            for (int q : levels)
                filter[q][row + h] = (float) (carbon * Math.exp(-Math.exp(lnLevel[q]) * s2 / 4) / spline);
        }
    }

    /// Copies a row to those of -k, -l.
    private void mirror(float[] w, int k, int l) {
        int from = sphere.start(k, l), length = sphere.width(k, l), k2 = (ny - k) % ny, l2 = (nz - l) % nz;
        System.arraycopy(w, from, w, sphere.start(k2, l), length);
        System.arraycopy(w, from, w, sphere.start(k, l2), length);
        System.arraycopy(w, from, w, sphere.start(k2, l2), length);
    }
}
