package ceres.density;

import ceres.map.DensityMap;
import ceres.map.Grid;

/// A map between its voxels: a sum of sincs under a Hann window of three voxels either way.
///
/// Of a map that its grid can hold this keeps the finest waves to a few per cent, where a trilinear blend loses half of them, and unlike a
/// spline it needs no copy of the map. One instance serves one thread.
public final class SincMap {
    private static final int REACH = 3, TAPS = 2 * REACH;
    /// cos and sin of pi/3 times the distance of each tap from the one at or below the place
    private static final double[] COS = new double[TAPS], SIN = new double[TAPS];

    static {
        for (int p = 0; p < TAPS; p++) {
            COS[p] = Math.cos(Math.PI * (REACH - 1 - p) / REACH);
            SIN[p] = Math.sin(Math.PI * (REACH - 1 - p) / REACH);
        }
    }

    private final Grid grid;
    private final float[] v;
    private final double[] wx = new double[TAPS], wy = new double[TAPS], wz = new double[TAPS];

    /// @throws IllegalArgumentException if the cell is not orthogonal
    public SincMap(DensityMap map) {
        grid = map.grid().requireOrthogonal("interpolation");
        v = map.values();
    }

    /// The value at a place, A; NaN too near to the edge of the box.
    public double at(double x, double y, double z) {
        double a = (x - grid.originX()) / grid.dx(), b = (y - grid.originY()) / grid.dy(), c = (z - grid.originZ()) / grid.dz();
        int i = (int) Math.floor(a), j = (int) Math.floor(b), k = (int) Math.floor(c);
        boolean near = i < REACH - 1 || j < REACH - 1 || k < REACH - 1
                || i >= grid.nx() - REACH || j >= grid.ny() - REACH || k >= grid.nz() - REACH;
        if (near) return Double.NaN;
        weights(a - i, wx);
        weights(b - j, wy);
        weights(c - k, wz);
        double sum = 0;
        for (int r = 0; r < TAPS; r++) {
            double plane = 0;
            for (int q = 0; q < TAPS; q++) {
                int from = grid.index(i - REACH + 1, j - REACH + 1 + q, k - REACH + 1 + r);
                double row = 0;
                for (int p = 0; p < TAPS; p++) row += wx[p] * v[from + p];
                plane += wy[q] * row;
            }
            sum += wz[r] * plane;
        }
        return sum;
    }

    /// Weights of the voxels REACH - 1 before to REACH after the one below; they add up to 1. sin(pi u) and cos(pi u/3) at all taps follow
    /// from those at the first.
    static void weights(double t, double[] w) {
        double sin = Math.sin(Math.PI * t), cosThird = Math.cos(Math.PI * t / REACH), sinThird = Math.sin(Math.PI * t / REACH);
        double sum = 0;
        for (int p = 0; p < TAPS; p++) {
            double u = t + REACH - 1 - p;
            double sinc = Math.abs(u) < 1e-9 ? 1 : (p % 2 == 0 ? sin : -sin) / (Math.PI * u);
            w[p] = sinc * 0.5 * (1 + cosThird * COS[p] - sinThird * SIN[p]);
            sum += w[p];
        }
        for (int p = 0; p < TAPS; p++) w[p] /= sum;
    }
}
