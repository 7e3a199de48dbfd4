package ceres.refine.density;

import ceres.map.Grid;
import java.util.Arrays;

/// Shares the voxels of a molecule out among its atoms: each goes to the nearest.
final class NearestAtom {
    /// No voxel of a molecular mask is farther from an atom than this, A.
    private static final double REACH = 3.2;

    private NearestAtom() {}

    /// Leaves of a mask the voxels that are nearest to one of the first `free` atoms.
    ///
    /// @param inside one byte a voxel, 1 inside; changed
    static void keep(byte[] inside, Grid g, double[] xyz, int free) {
        var least = new float[inside.length];
        var owned = new boolean[inside.length];
        Arrays.fill(least, Float.MAX_VALUE);
        for (int a = 0; a < xyz.length / 3; a++) claim(g, xyz, a, a < free, least, owned);
        for (int v = 0; v < inside.length; v++) if (!owned[v]) inside[v] = 0;
    }

    private static void claim(Grid g, double[] xyz, int a, boolean mine, float[] least, boolean[] owned) {
        double x = xyz[3 * a] - g.originX(), y = xyz[3 * a + 1] - g.originY(), z = xyz[3 * a + 2] - g.originZ();
        int[] i = range(x, g.dx(), g.nx()), j = range(y, g.dy(), g.ny()), k = range(z, g.dz(), g.nz());
        for (int c = k[0]; c < k[1]; c++)
            for (int b = j[0]; b < j[1]; b++) {
                double dz = c * g.dz() - z, dy = b * g.dy() - y, far = dz * dz + dy * dy;
                for (int e = i[0], v = g.index(i[0], b, c); e < i[1]; e++, v++) {
                    double dx = e * g.dx() - x;
                    float d2 = (float) (far + dx * dx);
                    if (d2 < least[v]) {
                        least[v] = d2;
                        owned[v] = mine;
                    }
                }
            }
    }

    private static int[] range(double at, double step, int n) {
        return new int[]{Math.clamp((int) Math.ceil((at - REACH) / step), 0, n),
            Math.clamp((int) Math.floor((at + REACH) / step) + 1, 0, n)};
    }
}
