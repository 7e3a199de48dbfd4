package ceres.density;

import ceres.chem.ElectronScattering;
import ceres.map.Grid;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.numerics.RowKernel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Puts the atoms of a structure on a grid as sums of five Gaussians, made broader by an additional B that the caller takes off again
/// in reciprocal space. The grid is periodic; atoms outside come in from the other side, as their structure factors do.
///
///     rho(r) = sum_i occ a_i (4 pi/w_i)^(3/2) exp(-4 pi^2 r^2/w_i),   w_i = b_i + B + B_add   (A^-2)
final class AtomSpreader {
    /* How it works: a Gaussian is the product of three, so an atom costs three tables of a few dozen values and then, for each row of
     * voxels in its sphere, five multiply-adds a voxel. The map is cut in slabs of SLAB planes; a slab is one thread's and takes its
     * atoms in their order, so that the sums do not depend on the number of threads. An anisotropic atom is no product; its
     * exponentials are taken one by one, which is slow and rare. */
    private static final int SLAB = 16;
    /// An atom ends where its density falls below exp(-13) = 2e-6 of its peak.
    private static final double NEGLIGIBLE = 13;
    private static final double FOUR_PI_SQUARED = 4 * Math.PI * Math.PI;
    private static final int TERMS = ElectronScattering.TERMS;

    private final Structure structure;
    private final Grid grid;
    private final double bAdd;
    private final int rowLength;
    private final RowKernel kernel;
    /// Of each atom's sphere, A.
    private final double[] radius;

    /// @param rowLength floats of a row of the arrays that are filled; the first nx count
    AtomSpreader(Structure structure, Grid grid, double bAdd, int rowLength) {
        this.rowLength = rowLength;
        this.structure = structure;
        this.grid = grid;
        this.bAdd = bAdd;
        this.kernel = RowKernel.best();
        this.radius = new double[structure.atomCount()];
        var desk = new Desk();
        for (int a = 0; a < radius.length; a++) radius[a] = terms(a, anisotropic(structure, a), desk);
    }

    /// The smallest b + B of any atom, A^2: what the narrowest Gaussian has of its own.
    static double narrowest(Structure s) {
        double least = Double.MAX_VALUE;
        for (int a = 0; a < s.atomCount(); a++)
            least = Math.min(least, ElectronScattering.b(s.element(a).number(), 0) + smallestB(s, a));
        return least;
    }

    private static double smallestB(Structure s, int atom) {
        double[] u = anisotropic(s, atom);
        if (u == null) return Math.max(0, s.b(atom));
        double trace = Math.max(0, u[0] + u[1] + u[2]);
        return 8 * Math.PI * Math.PI * Math.max(0, Math.min(trace / 3, SymmetricTensor.smallestEigenvalue(u)));
    }

    private static double @Nullable [] anisotropic(Structure s, int atom) {
        double[] all = s.atoms().anisou();
        if (all == null || Double.isNaN(all[6 * atom])) return null;
        var u = new double[6];
        System.arraycopy(all, 6 * atom, u, 0, 6);
        return SymmetricTensor.smallestEigenvalue(u) > 0 ? u : null;
    }

    /// Fills `out` with the density at the voxels (i + shiftX, j + shiftY, k + shiftZ).
    void spread(double shiftX, double shiftY, double shiftZ, float[] out, Parallel team) {
        double[] shift = {shiftX, shiftY, shiftZ};
        team.each(grid.nz(), SLAB, (piece, from, to) -> {
            Arrays.fill(out, from * grid.ny() * rowLength, to * grid.ny() * rowLength, 0f);
            var desk = new Desk();
            for (int a = 0; a < structure.atomCount(); a++)
                if (structure.occupancy(a) > 0 && reaches(a, shiftZ, from, to)) place(a, shift, from, to, out, desk);
        });
    }

    /// True if the atom's sphere has a plane among [from, to): most atoms are dismissed here, before anything is tabulated for them.
    private boolean reaches(int atom, double shiftZ, int from, int to) {
        double centre = (structure.z(atom) - grid.originZ()) / grid.dz() - shiftZ, reach = radius[atom] / grid.dz();
        return touches((int) Math.ceil(centre - reach), (int) Math.floor(centre + reach), from, to);
    }

    /// Tables of one atom.
    private final class Desk {
        final double[] weight = new double[TERMS];
        final double[] width = new double[TERMS];
        final float[] factor = new float[TERMS];
        /// Along x: five tables, padded. Along y and z likewise.
        float[] gx = new float[0], gy = new float[0];
        int strideX, strideY;
        final double[] centre = new double[3];
        final int[] low = new int[3], high = new int[3];

        void fit(int nx, int ny) {
            strideX = nx + RowKernel.PADDING;
            strideY = ny;
            if (gx.length < TERMS * strideX) gx = new float[TERMS * strideX * 2];
            if (gy.length < TERMS * strideY) gy = new float[TERMS * strideY * 2];
        }
    }

    private void place(int atom, double[] shift, int from, int to, float[] out, Desk d) {
        double[] u = anisotropic(structure, atom);
        double radius = terms(atom, u, d);
        box(atom, shift, radius, d);
        if (u != null) {
            placeAnisotropic(atom, u, radius, from, to, out, d);
            return;
        }
        d.fit(d.high[0] - d.low[0] + 1, d.high[1] - d.low[1] + 1);
        for (int i = 0; i < TERMS; i++) {
            gaussian(d.width[i], grid.dx(), d.low[0] - d.centre[0], d.high[0] - d.low[0] + 1, d.gx, i * d.strideX);
            gaussian(d.width[i], grid.dy(), d.low[1] - d.centre[1], d.high[1] - d.low[1] + 1, d.gy, i * d.strideY);
        }
        for (int k = d.low[2]; k <= d.high[2]; k++) {
            int plane = Math.floorMod(k, grid.nz());
            if (plane >= from && plane < to) plane(k, plane, radius, out, d);
        }
    }

    /// Weights and widths of the five Gaussians; returns the radius of the atom, A.
    private double terms(int atom, double @Nullable [] u, Desk d) {
        int z = structure.element(atom).number();
        double b = u == null ? Math.max(0, structure.b(atom)) : 0, peak = 0, radius2 = 0;
        double broadest = u == null ? 0 : 8 * Math.PI * Math.PI * SymmetricTensor.largestEigenvalue(u);
        for (int i = 0; i < TERMS; i++) {
            d.width[i] = ElectronScattering.b(z, i) + b + bAdd;
            double w = d.width[i] + broadest;
            d.weight[i] = structure.occupancy(atom) * ElectronScattering.a(z, i) * Math.pow(4 * Math.PI / d.width[i], 1.5);
            peak += ElectronScattering.a(z, i) * Math.pow(4 * Math.PI / w, 1.5);
        }
        for (int i = 0; i < TERMS; i++) {
            double w = d.width[i] + broadest, own = ElectronScattering.a(z, i) * Math.pow(4 * Math.PI / w, 1.5);
            radius2 = Math.max(radius2, w / FOUR_PI_SQUARED * (NEGLIGIBLE + Math.log(own / peak)));
        }
        return Math.sqrt(radius2);
    }

    private void box(int atom, double[] shift, double radius, Desk d) {
        d.centre[0] = (structure.x(atom) - grid.originX()) / grid.dx() - shift[0];
        d.centre[1] = (structure.y(atom) - grid.originY()) / grid.dy() - shift[1];
        d.centre[2] = (structure.z(atom) - grid.originZ()) / grid.dz() - shift[2];
        double[] spacing = {grid.dx(), grid.dy(), grid.dz()};
        for (int axis = 0; axis < 3; axis++) {
            d.low[axis] = (int) Math.ceil(d.centre[axis] - radius / spacing[axis]);
            d.high[axis] = (int) Math.floor(d.centre[axis] + radius / spacing[axis]);
        }
    }

    private boolean touches(int lowest, int highest, int from, int to) {
        int n = grid.nz();
        if (highest - lowest + 1 >= n) return true;
        int low = Math.floorMod(lowest, n), high = low + highest - lowest;
        return low < to && high >= from || low < to + n && high >= from + n;
    }

    /// exp(-4 pi^2 x^2/w) at x = spacing*(start + k), by recurrence from the middle outwards: the ratio of neighbours is itself a
    /// geometric series.
    private static void gaussian(double w, double spacing, double start, int n, float[] g, int at) {
        double q = FOUR_PI_SQUARED * spacing * spacing / w, step = Math.exp(-2 * q);
        int middle = Math.clamp(Math.round(-start), 0, n - 1);
        double x = start + middle, peak = Math.exp(-q * x * x);
        double value = peak, ratio = Math.exp(-q * (2 * x + 1));
        for (int k = middle; k < n; k++) {
            g[at + k] = (float) value;
            value *= ratio;
            ratio *= step;
        }
        value = peak;
        ratio = Math.exp(-q * (1 - 2 * x));
        for (int k = middle; k >= 0; k--) {
            g[at + k] = (float) value;
            value *= ratio;
            ratio *= step;
        }
    }

    private void plane(int k, int plane, double radius, float[] out, Desk d) {
        double z = (k - d.centre[2]) * grid.dz(), left = radius * radius - z * z;
        if (left < 0) return;
        var deep = new double[TERMS];
        for (int i = 0; i < TERMS; i++) deep[i] = d.weight[i] * Math.exp(-FOUR_PI_SQUARED * z * z / d.width[i]);
        for (int j = d.low[1]; j <= d.high[1]; j++) {
            double y = (j - d.centre[1]) * grid.dy(), rest = left - y * y;
            if (rest < 0) continue;
            double reach = Math.sqrt(rest) / grid.dx();
            int first = (int) Math.ceil(d.centre[0] - reach), last = (int) Math.floor(d.centre[0] + reach);
            for (int i = 0; i < TERMS; i++) d.factor[i] = (float) (deep[i] * d.gy[i * d.strideY + j - d.low[1]]);
            row(first, last, rowStart(j, plane), out, d);
        }
    }

    private int rowStart(int j, int plane) { return (plane * grid.ny() + Math.floorMod(j, grid.ny())) * rowLength; }

    /// Adds the voxels first to last of an endless row to the row of the box, wrapping round.
    private void row(int first, int last, int rowStart, float[] out, Desk d) {
        for (int i = first; i <= last;) {
            int at = Math.floorMod(i, grid.nx()), n = Math.min(last - i + 1, grid.nx() - at);
            kernel.add(out, rowStart + at, n, d.gx, i - d.low[0], d.strideX, d.factor);
            i += n;
        }
    }

    private void placeAnisotropic(int atom, double[] u, double radius, int from, int to, float[] out, Desk d) {
        int z = structure.element(atom).number();
        var inverse = new double[TERMS][];
        var weight = new double[TERMS];
        for (int i = 0; i < TERMS; i++) {
            double[] w = u.clone();
            for (int e = 0; e < 6; e++) w[e] = 8 * Math.PI * Math.PI * u[e] + (e < 3 ? d.width[i] : 0);
            inverse[i] = SymmetricTensor.inverse(w);
            weight[i] = structure.occupancy(atom) * ElectronScattering.a(z, i)
                    * Math.sqrt(Math.pow(4 * Math.PI, 3) / SymmetricTensor.determinant(w));
        }
        for (int k = d.low[2]; k <= d.high[2]; k++) {
            int plane = Math.floorMod(k, grid.nz());
            if (plane < from || plane >= to) continue;
            for (int j = d.low[1]; j <= d.high[1]; j++)
                for (int i = d.low[0]; i <= d.high[0]; i++) {
                    double x = (i - d.centre[0]) * grid.dx(), y = (j - d.centre[1]) * grid.dy(),
                            deep = (k - d.centre[2]) * grid.dz();
                    if (x * x + y * y + deep * deep > radius * radius) continue;
                    double sum = 0;
                    for (int t = 0; t < TERMS; t++)
                        sum += weight[t] * Math.exp(-FOUR_PI_SQUARED * SymmetricTensor.form(inverse[t], x, y, deep));
                    out[rowStart(j, plane) + Math.floorMod(i, grid.nx())] += (float) sum;
                }
        }
    }
}
