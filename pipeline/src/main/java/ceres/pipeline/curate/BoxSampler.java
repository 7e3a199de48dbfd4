package ceres.pipeline.curate;

import ceres.map.DensityMap;
import ceres.map.Grid;

/// Reads a map between its voxels, in any cell: the eight-point (trilinear) value; NaN outside the box.
final class BoxSampler {
    private final DensityMap map;
    private final Grid grid;
    private final double[] o;

    BoxSampler(DensityMap map) {
        this.map = map;
        this.grid = map.grid();
        this.o = grid.cell().orthogonalisation();
    }

    /// True if the point lies within half a voxel of the box.
    boolean contains(double x, double y, double z) {
        double u = u(x, y, z), v = v(y, z), w = w(z);
        return u >= -0.5 && v >= -0.5 && w >= -0.5 && u <= grid.nx() - 0.5 && v <= grid.ny() - 0.5 && w <= grid.nz() - 0.5;
    }

    /// The centre of an orthogonal box, halfway between its outermost voxels, A.
    double[] middle() {
        return new double[]{grid.originX() + 0.5 * (grid.nx() - 1) * grid.dx(),
            grid.originY() + 0.5 * (grid.ny() - 1) * grid.dy(),
            grid.originZ() + 0.5 * (grid.nz() - 1) * grid.dz()};
    }

    /// Position in voxels along the third, second and first axis, from the last row of the frame up.
    private double w(double z) { return (z - grid.originZ()) / o[8] * grid.nz(); }

    private double v(double y, double z) { return (y - grid.originY() - o[5] * (z - grid.originZ()) / o[8]) / o[4] * grid.ny(); }

    private double u(double x, double y, double z) {
        double fz = (z - grid.originZ()) / o[8], fy = (y - grid.originY() - o[5] * fz) / o[4];
        return (x - grid.originX() - o[1] * fy - o[2] * fz) / o[0] * grid.nx();
    }

    double at(double x, double y, double z) {
        double u = u(x, y, z), v = v(y, z), w = w(z);
        int i = (int) Math.floor(u), j = (int) Math.floor(v), k = (int) Math.floor(w);
        if (!(i >= 0 && j >= 0 && k >= 0 && i < grid.nx() - 1 && j < grid.ny() - 1 && k < grid.nz() - 1)) return Double.NaN;
        double p = u - i, q = v - j, r = w - k;
        return mix(r, mix(q, along(p, i, j, k), along(p, i, j + 1, k)), mix(q, along(p, i, j, k + 1), along(p, i, j + 1, k + 1)));
    }

    private double along(double p, int i, int j, int k) { return mix(p, map.at(i, j, k), map.at(i + 1, j, k)); }

    private static double mix(double t, double a, double b) { return a + t * (b - a); }
}
