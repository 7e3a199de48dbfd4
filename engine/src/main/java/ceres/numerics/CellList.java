package ceres.numerics;

import java.util.function.IntConsumer;

/// Points in space, found by where they are.
///
/// Space is cut into cubes of the search radius; the points are stored sorted by cube, so that a search reads 27 short runs of memory.
/// Building is O(n), a search O(points near by). Points that are not finite are left out.
public final class CellList {
    private static final int MAX_CELLS_PER_AXIS = 512;
    private static final int MAX_CELLS = 1 << 22;

    private final double radius, edge;
    private final double x0, y0, z0;
    private final int nx, ny, nz;
    private final int[] start;
    private final int[] sorted;
    /// coordinates of the points as they are sorted
    private final double[] place;

    /// @param xyz 3n coordinates, A, as they are now
    /// @param radius the usual search radius, A; larger searches are right but slower
    public CellList(double[] xyz, double radius) { this(xyz, xyz.length / 3, radius); }

    /// @param n how many points of `xyz` count
    public CellList(double[] xyz, int n, double radius) {
        this.radius = radius;
        double[] lo = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE},
                hi = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        int finite = 0;
        for (int i = 0; i < n; i++) {
            if (!finite(xyz, i)) continue;
            finite++;
            for (int d = 0; d < 3; d++) {
                lo[d] = Math.min(lo[d], xyz[3 * i + d]);
                hi[d] = Math.max(hi[d], xyz[3 * i + d]);
            }
        }
        if (finite == 0) lo = hi = new double[3];
        double widest = Math.max(hi[0] - lo[0], Math.max(hi[1] - lo[1], hi[2] - lo[2]));
        this.edge = edge(Math.max(radius, widest / MAX_CELLS_PER_AXIS), lo, hi);
        this.x0 = lo[0];
        this.y0 = lo[1];
        this.z0 = lo[2];
        this.nx = (int) ((hi[0] - lo[0]) / edge) + 1;
        this.ny = (int) ((hi[1] - lo[1]) / edge) + 1;
        this.nz = (int) ((hi[2] - lo[2]) / edge) + 1;
        this.start = new int[nx * ny * nz + 1];
        this.sorted = new int[finite];
        this.place = new double[3 * finite];
        sort(xyz, n);
    }

    /// A few points far apart must not cost more memory than many: cubes grow until there are few enough.
    private static double edge(double least, double[] lo, double[] hi) {
        double edge = least;
        while (((hi[0] - lo[0]) / edge + 1) * ((hi[1] - lo[1]) / edge + 1) * ((hi[2] - lo[2]) / edge + 1) > MAX_CELLS)
            edge *= 1.25;
        return edge;
    }

    private static boolean finite(double[] xyz, int i) { return Double.isFinite(xyz[3 * i] + xyz[3 * i + 1] + xyz[3 * i + 2]); }

    private void sort(double[] xyz, int n) {
        var cell = new int[n];
        for (int i = 0; i < n; i++) {
            cell[i] = finite(xyz, i) ? cellOf(xyz, i) : -1;
            if (cell[i] >= 0) start[cell[i] + 1]++;
        }
        for (int c = 0; c + 1 < start.length; c++) start[c + 1] += start[c];
        var next = start.clone();
        for (int i = 0; i < n; i++) if (cell[i] >= 0) sorted[next[cell[i]]++] = i;
        for (int s = 0; s < sorted.length; s++) System.arraycopy(xyz, 3 * sorted[s], place, 3 * s, 3);
    }

    private int cellOf(double[] xyz, int i) {
        int cx = (int) ((xyz[3 * i] - x0) / edge), cy = (int) ((xyz[3 * i + 1] - y0) / edge),
                cz = (int) ((xyz[3 * i + 2] - z0) / edge);
        return (cz * ny + cy) * nx + cx;
    }

    /// Calls `found` with every point at a distance of at most `radius` from (x,y,z), the point there included; sorted by cube, not by
    /// distance.
    public void near(double x, double y, double z, double radius, IntConsumer found) { near(x, y, z, radius, -1, found); }

    /// The same of points with a number above `last`.
    public void near(double x, double y, double z, double radius, int last, IntConsumer found) {
        double r2 = radius * radius;
        int ax = low(x - radius - x0), bx = high(x + radius - x0, nx);
        int ay = low(y - radius - y0), by = high(y + radius - y0, ny);
        int az = low(z - radius - z0), bz = high(z + radius - z0, nz);
        for (int cz = az; cz <= bz; cz++)
            for (int cy = ay; cy <= by; cy++) {
                if (bx < ax) continue;
                int row = (cz * ny + cy) * nx;
                for (int s = start[row + ax], end = start[row + bx + 1]; s < end; s++) {
                    if (sorted[s] <= last) continue;
                    double dx = place[3 * s] - x, dy = place[3 * s + 1] - y, dz = place[3 * s + 2] - z;
                    if (dx * dx + dy * dy + dz * dz <= r2) found.accept(sorted[s]);
                }
            }
    }

    /// Takes two points.
    @FunctionalInterface
    public interface Pair {
        /// @param i lower than j
        void of(int i, int j);
    }

    /// Cubes, whether anything is in them or not.
    public int cubes() { return start.length - 1; }

    /// Calls `found` with every two points no farther apart than the usual search radius of which the one that is earlier as they are sorted is in
    /// the cubes [from, to): over all cubes, with every such pair once.
    public void pairs(int from, int to, Pair found) {
        for (int c = from; c < to; c++) {
            if (start[c] == start[c + 1]) continue;
            int cx = c % nx, cy = c / nx % ny, cz = c / (nx * ny), left = Math.max(0, cx - 1) - cx,
                    right = Math.min(nx - 1, cx + 1) - cx;
            for (int s = start[c]; s < start[c + 1]; s++) {
                pairs(s, s + 1, start[c + right + 1], found);
                if (cy + 1 < ny) pairs(s, start[c + nx + left], start[c + nx + right + 1], found);
                for (int y = Math.max(0, cy - 1); cz + 1 < nz && y <= Math.min(ny - 1, cy + 1); y++) {
                    int above = c + (ny + y - cy) * nx;
                    pairs(s, start[above + left], start[above + right + 1], found);
                }
            }
        }
    }

    private void pairs(int s, int from, int to, Pair found) {
        double x = place[3 * s], y = place[3 * s + 1], z = place[3 * s + 2], r2 = radius * radius;
        for (int t = from; t < to; t++) {
            double dx = place[3 * t] - x, dy = place[3 * t + 1] - y, dz = place[3 * t + 2] - z;
            if (dx * dx + dy * dy + dz * dz <= r2) found.of(Math.min(sorted[s], sorted[t]), Math.max(sorted[s], sorted[t]));
        }
    }

    private int low(double d) { return Math.max(0, (int) Math.floor(d / edge)); }

    private int high(double d, int n) { return Math.min(n - 1, (int) Math.floor(d / edge)); }
}
