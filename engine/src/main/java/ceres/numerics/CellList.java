package ceres.numerics;

import java.util.function.IntConsumer;

/// Points in space, found by where they are.
///
/// Space is cut into cubes of the search radius; the points are stored sorted by cube, so that a search reads 27 short runs of memory.
/// Building is O(n), a search O(points near by). Points that are not finite are left out.
public final class CellList {
    private static final int MAX_CELLS_PER_AXIS = 512;
    private static final int MAX_CELLS = 1 << 22;

    private final double edge;
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

    private int low(double d) { return Math.max(0, (int) Math.floor(d / edge)); }

    private int high(double d, int n) { return Math.min(n - 1, (int) Math.floor(d / edge)); }
}
