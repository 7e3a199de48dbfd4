package ceres.density;

import ceres.map.DensityMap;
import ceres.map.Grid;

/// How much a map differs from its surroundings at a point: its value less the mean of six points a voxel and a half away. That is the
/// detail over a few voxels, in which noise outweighs the molecule; smooth density gives nothing.
final class LocalContrast {
    /* Between voxels the map is a sum of sincs under a Hann window of three voxels either way: of a map that its grid can hold this keeps
     * the finest waves to a few per cent, where a trilinear blend loses half of them, and it needs no copy of the map. */
    private static final int REACH = 3;
    private static final double STEP = 1.5;

    private final Grid grid;
    private final float[] v;
    private final double step;
    private final double[] wx = new double[2 * REACH], wy = new double[2 * REACH], wz = new double[2 * REACH];

    LocalContrast(DensityMap map) {
        grid = map.grid().requireOrthogonal("the symmetry of a map");
        v = map.values();
        step = STEP * grid.coarsestSpacing();
    }

    /// At a point, with the six neighbours along the columns of a rotation; NaN where one of them lies too near the edge of the box.
    ///
    /// @param rotation row-major 3 x 3
    double at(double x, double y, double z, double[] rotation) {
        double around = 0;
        for (int axis = 0; axis < 3; axis++) {
            double dx = step * rotation[axis], dy = step * rotation[3 + axis], dz = step * rotation[6 + axis];
            around += value(x + dx, y + dy, z + dz) + value(x - dx, y - dy, z - dz);
        }
        return value(x, y, z) - around / 6;
    }

    private double value(double x, double y, double z) {
        double a = (x - grid.originX()) / grid.dx(), b = (y - grid.originY()) / grid.dy(), c = (z - grid.originZ()) / grid.dz();
        int i = (int) Math.floor(a), j = (int) Math.floor(b), k = (int) Math.floor(c);
        boolean near = i < REACH - 1 || j < REACH - 1 || k < REACH - 1
                || i >= grid.nx() - REACH || j >= grid.ny() - REACH || k >= grid.nz() - REACH;
        if (near) return Double.NaN;
        weights(a - i, wx);
        weights(b - j, wy);
        weights(c - k, wz);
        double sum = 0;
        for (int r = 0; r < 2 * REACH; r++) {
            double plane = 0;
            for (int q = 0; q < 2 * REACH; q++) {
                int from = grid.index(i - REACH + 1, j - REACH + 1 + q, k - REACH + 1 + r);
                double row = 0;
                for (int p = 0; p < 2 * REACH; p++) row += wx[p] * v[from + p];
                plane += wy[q] * row;
            }
            sum += wz[r] * plane;
        }
        return sum;
    }

    /// Weights of the voxels REACH - 1 before to REACH after the one below; they add up to 1.
    private static void weights(double t, double[] w) {
        double sum = 0;
        for (int p = 0; p < w.length; p++) {
            double u = t + REACH - 1 - p;
            double sinc = Math.abs(u) < 1e-9 ? 1 : Math.sin(Math.PI * u) / (Math.PI * u);
            w[p] = sinc * 0.5 * (1 + Math.cos(Math.PI * u / REACH));
            sum += w[p];
        }
        for (int p = 0; p < w.length; p++) w[p] /= sum;
    }
}
