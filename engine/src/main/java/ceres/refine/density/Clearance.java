package ceres.refine.density;

import ceres.map.Grid;
import java.util.Arrays;

/// How far atoms stand from the voxels of a mask. What does not reach into the mask adds nothing to a sum over it and is not pulled by it: a quarter
/// of the images that stand about a unit.
final class Clearance {
    /// How much farther than an atom reaches is looked, A: so far it may move, or widen, before it counts again.
    private static final double ROOM = 1;
    static final Clearance NONE = new Clearance(new double[0], new double[0]);

    private final double[] stood, clear;

    private Clearance(double[] stood, double[] clear) {
        this.stood = stood;
        this.clear = clear;
    }

    /// @param atoms those that scatter
    /// @param xyz where they stand, A
    /// @param radius of all, A
    static Clearance of(MaskedMap mask, int[] atoms, double[] xyz, double[] radius) {
        var clear = new double[radius.length];
        for (int i : atoms) clear[i] = nearest(mask, xyz[3 * i], xyz[3 * i + 1], xyz[3 * i + 2], radius[i] + ROOM);
        return new Clearance(Arrays.copyOf(xyz, 3 * radius.length), clear);
    }

    /// True unless no voxel of the mask lies in this ball about the atom.
    ///
    /// @param radius A
    boolean reaches(int i, double[] xyz, double radius) {
        if (clear.length == 0 || clear[i] == 0) return true;
        double x = xyz[3 * i] - stood[3 * i], y = xyz[3 * i + 1] - stood[3 * i + 1], z = xyz[3 * i + 2] - stood[3 * i + 2];
        return !(Math.sqrt(x * x + y * y + z * z) + radius <= clear[i]);
    }

    /// The distance from a place to the nearest voxel of the mask, at most `reach`; 0 from within.
    private static double nearest(MaskedMap mask, double x, double y, double z, double reach) {
        Grid g = mask.grid();
        double u = (x - g.originX()) / g.dx(), v = (y - g.originY()) / g.dy(), w = (z - g.originZ()) / g.dz();
        if (inside(mask, Math.round(u), Math.round(v), Math.round(w))) return 0;
        int[] i = range(u, reach / g.dx(), g.nx()), j = range(v, reach / g.dy(), g.ny()), k = range(w, reach / g.dz(), g.nz());
        double least = reach * reach;
        for (int c = k[0]; c <= k[1]; c++)
            for (int b = j[0]; b <= j[1]; b++) {
                double far = square((c - w) * g.dz()) + square((b - v) * g.dy());
                for (int a = i[0], at = g.index(0, b, c); a <= i[1]; a++)
                    if (mask.inside()[at + a]) least = Math.min(least, far + square((a - u) * g.dx()));
            }
        return Math.sqrt(least);
    }

    private static boolean inside(MaskedMap mask, long i, long j, long k) {
        Grid g = mask.grid();
        return i >= 0 && j >= 0 && k >= 0 && i < g.nx() && j < g.ny() && k < g.nz()
                && mask.inside()[g.index((int) i, (int) j, (int) k)];
    }

    /// First and last voxel, cut to the grid.
    private static int[] range(double at, double reach, int n) {
        return new int[]{(int) Math.max(0, Math.ceil(at - reach)), (int) Math.min(n - 1, Math.floor(at + reach))};
    }

    private static double square(double x) { return x * x; }
}
