package ceres.map;

import ceres.numerics.CubicSpline;
import ceres.numerics.Parallel;

/// rho: R^3 -> R, a map interpolated by cubic B-splines: twice continuously differentiable, passes through every voxel.
///
/// Outside the box (beyond the centres of its outermost voxels) the density is 0 and exerts no force.
///
/// Source: Unser1999; why splines and not tricubic polynomials: design notes of the refinement, 3.3.
public final class SplineMap {
    /* How it works: coefficients are found once by recursive filters along each axis, mirrored at the ends, in double precision row
     * by row and stored as floats. A value is 64 products of three weights and a coefficient; rows along x are summed first, so value
     * and all three slopes share the 64 loads: each row gives its value and its x slope, each plane its y slope, and so on. */

    private static final int ROWS_PER_PIECE = 64;
    /// Lines filtered side by side: each waits for its last value, together they do not.
    private static final int LANES = 16;

    private final Grid grid;
    private final float[] c;
    private final double ox, oy, oz;
    /// fractional grid coordinates u = M (r - origin), row-major
    private final double[] m;

    private SplineMap(Grid grid, float[] coefficients) {
        this.grid = grid;
        this.c = coefficients;
        this.ox = grid.originX();
        this.oy = grid.originY();
        this.oz = grid.originZ();
        this.m = gridFrame(grid);
    }

    /// @throws IllegalArgumentException if the box has an axis shorter than four voxels
    public static SplineMap of(DensityMap map, Parallel team) { return inPlace(map.grid(), map.values().clone(), team); }

    /// The same of values that nobody else needs: they become the coefficients.
    ///
    /// @throws IllegalArgumentException if the box has an axis shorter than four voxels
    public static SplineMap inPlace(Grid g, float[] c, Parallel team) {
        if (Math.min(g.nx(), Math.min(g.ny(), g.nz())) < 4)
            throw new IllegalArgumentException("a spline needs four voxels along each axis, the map has %d x %d x %d"
                    .formatted(g.nx(), g.ny(), g.nz()));
        int nx = g.nx(), ny = g.ny(), nz = g.nz();
        filter(c, ny * nz, r -> r * nx, 1, nx, team);
        filter(c, nx * nz, r -> r / nx * nx * ny + r % nx, nx, ny, team);
        filter(c, nx * ny, r -> r, nx * ny, nz, team);
        return new SplineMap(g, c);
    }

    @FunctionalInterface
    private interface RowStart {
        int of(int row);
    }

    private static void filter(float[] c, int rows, RowStart start, int stride, int n, Parallel team) {
        team.each(rows, ROWS_PER_PIECE, (piece, from, to) -> {
            var lines = new double[n * LANES];
            for (int r = from; r < to; r += LANES) {
                int lanes = Math.min(LANES, to - r);
                for (int l = 0; l < lanes; l++) {
                    int s = start.of(r + l);
                    for (int k = 0; k < n; k++) lines[k * lanes + l] = c[s + k * stride];
                }
                CubicSpline.prefilterMirror(lines, lanes, n);
                for (int l = 0; l < lanes; l++) {
                    int s = start.of(r + l);
                    for (int k = 0; k < n; k++) c[s + k * stride] = (float) lines[k * lanes + l];
                }
            }
        });
    }

    /// The inverse of the voxel frame: rows of diag(n) A^-1 with A the orthogonalisation matrix (upper triangular).
    private static double[] gridFrame(Grid g) {
        double[] a = g.cell().orthogonalisation();
        double i0 = 1 / a[0], i4 = 1 / a[4], i8 = 1 / a[8];
        double i1 = -a[1] * i0 * i4, i5 = -a[5] * i4 * i8, i2 = (a[1] * a[5] * i4 - a[2]) * i0 * i8;
        return new double[]{g.nx() * i0, g.nx() * i1, g.nx() * i2, 0, g.ny() * i4, g.ny() * i5, 0, 0, g.nz() * i8};
    }

    public Grid grid() { return grid; }

    /// True if the point lies between voxel centres.
    public boolean contains(double x, double y, double z) {
        double dx = x - ox, dy = y - oy, dz = z - oz;
        double u = m[0] * dx + m[1] * dy + m[2] * dz, v = m[4] * dy + m[5] * dz, w = m[8] * dz;
        return u >= 0 && v >= 0 && w >= 0 && u <= grid.nx() - 1 && v <= grid.ny() - 1 && w <= grid.nz() - 1;
    }

    /// The density at a point, A.
    public double at(double x, double y, double z) { return at(x, y, z, new double[12]); }

    /// The same, in the caller's scratch of at least 12 doubles, overwritten.
    public double at(double x, double y, double z, double[] scratch) {
        double dx = x - ox, dy = y - oy, dz = z - oz;
        double u = m[0] * dx + m[1] * dy + m[2] * dz, v = m[4] * dy + m[5] * dz, w = m[8] * dz;
        int nx = grid.nx(), ny = grid.ny(), nz = grid.nz();
        if (!(u >= 0 && v >= 0 && w >= 0 && u <= nx - 1 && v <= ny - 1 && w <= nz - 1)) return 0;
        int i = Math.min((int) u, nx - 2), j = Math.min((int) v, ny - 2), k = Math.min((int) w, nz - 2);
        CubicSpline.weights(u - i, scratch, 0);
        CubicSpline.weights(v - j, scratch, 4);
        CubicSpline.weights(w - k, scratch, 8);
        int x0 = mirror(i - 1, nx), x1 = i, x2 = i + 1, x3 = mirror(i + 2, nx);
        double w0 = scratch[0], w1 = scratch[1], w2 = scratch[2], w3 = scratch[3], value = 0;
        for (int q = 0; q < 4; q++) {
            int plane = mirror(k - 1 + q, nz) * ny;
            double pv = 0;
            for (int p = 0; p < 4; p++) {
                int row = (plane + mirror(j - 1 + p, ny)) * nx;
                pv += scratch[4 + p] * (w0 * c[row + x0] + w1 * c[row + x1] + w2 * c[row + x2] + w3 * c[row + x3]);
            }
            value += scratch[8 + q] * pv;
        }
        return value;
    }

    /// The density at a point; adds `factor` times its Cartesian gradient to `gradient[at..at+2]`.
    ///
    /// @param scratch at least 24 doubles of the caller's, overwritten
    public double evaluate(double x, double y, double z, double[] gradient, int at, double factor, double[] scratch) {
        double dx = x - ox, dy = y - oy, dz = z - oz;
        double u = m[0] * dx + m[1] * dy + m[2] * dz, v = m[4] * dy + m[5] * dz, w = m[8] * dz;
        int nx = grid.nx(), ny = grid.ny(), nz = grid.nz();
        if (!(u >= 0 && v >= 0 && w >= 0 && u <= nx - 1 && v <= ny - 1 && w <= nz - 1)) return 0;
        int i = Math.min((int) u, nx - 2), j = Math.min((int) v, ny - 2), k = Math.min((int) w, nz - 2);
        CubicSpline.weights(u - i, scratch, 0);
        CubicSpline.weights(v - j, scratch, 4);
        CubicSpline.weights(w - k, scratch, 8);
        CubicSpline.slopes(u - i, scratch, 12);
        CubicSpline.slopes(v - j, scratch, 16);
        CubicSpline.slopes(w - k, scratch, 20);
        int x0 = mirror(i - 1, nx), x1 = i, x2 = i + 1, x3 = mirror(i + 2, nx);
        double w0 = scratch[0], w1 = scratch[1], w2 = scratch[2], w3 = scratch[3];
        double d0 = scratch[12], d1 = scratch[13], d2 = scratch[14], d3 = scratch[15];
        double value = 0, gu = 0, gv = 0, gw = 0;
        for (int q = 0; q < 4; q++) {
            int plane = mirror(k - 1 + q, nz) * ny;
            double pv = 0, pu = 0, py = 0;
            for (int p = 0; p < 4; p++) {
                int row = (plane + mirror(j - 1 + p, ny)) * nx;
                double c0 = c[row + x0], c1 = c[row + x1], c2 = c[row + x2], c3 = c[row + x3];
                double rv = w0 * c0 + w1 * c1 + w2 * c2 + w3 * c3;
                pv += scratch[4 + p] * rv;
                pu += scratch[4 + p] * (d0 * c0 + d1 * c1 + d2 * c2 + d3 * c3);
                py += scratch[16 + p] * rv;
            }
            value += scratch[8 + q] * pv;
            gu += scratch[8 + q] * pu;
            gv += scratch[8 + q] * py;
            gw += scratch[20 + q] * pv;
        }
        if (factor != 0) {
            gradient[at] += factor * m[0] * gu;
            gradient[at + 1] += factor * (m[1] * gu + m[4] * gv);
            gradient[at + 2] += factor * (m[2] * gu + m[5] * gv + m[8] * gw);
        }
        return value;
    }

    private static int mirror(int i, int n) { return i < 0 ? -i : i >= n ? 2 * n - 2 - i : i; }
}
