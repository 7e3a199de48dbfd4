package ceres.pipeline;

import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.UnitCell;
import ceres.model.Structure;

/// The map cropped round the model for the viewer: what is further than a few angstroms from any atom is not worth sending.
final class Boxed {
    private static final double MARGIN = 5;
    /// More voxels than this are thinned to every second one along each axis, until they fit.
    private static final long MOST_VOXELS = 12_000_000;

    private Boxed() {}

    static DensityMap around(DensityMap map, Structure s) {
        var box = crop(map, s);
        while (box.grid().voxels() > MOST_VOXELS) box = halved(box);
        return box;
    }

    private static DensityMap crop(DensityMap map, Structure s) {
        var g = map.grid();
        if (!g.isOrthogonal() || s.atomCount() == 0) return map;
        int[] x = range(s, 0, g.originX(), g.dx(), g.nx()), y = range(s, 1, g.originY(), g.dy(), g.ny()),
                z = range(s, 2, g.originZ(), g.dz(), g.nz());
        int nx = x[1] - x[0] + 1, ny = y[1] - y[0] + 1, nz = z[1] - z[0] + 1;
        var values = new float[nx * ny * nz];
        for (int k = 0; k < nz; k++)
            for (int j = 0; j < ny; j++)
                System.arraycopy(map.values(), g.index(x[0], y[0] + j, z[0] + k), values, (k * ny + j) * nx, nx);
        return new DensityMap(
                new Grid(nx, ny, nz, UnitCell.orthogonal(nx * g.dx(), ny * g.dy(), nz * g.dz()), g.originX() + x[0] * g.dx(),
                        g.originY() + y[0] * g.dy(), g.originZ() + z[0] * g.dz()),
                values);
    }

    /// First and last voxel along an axis; the whole axis where the model lies outside the map.
    private static int[] range(Structure s, int axis, double origin, double step, int n) {
        double lo = Double.MAX_VALUE, hi = -Double.MAX_VALUE;
        double[] xyz = s.atoms().xyz();
        for (int i = axis; i < xyz.length; i += 3) {
            lo = Math.min(lo, xyz[i]);
            hi = Math.max(hi, xyz[i]);
        }
        int from = (int) Math.max(0, Math.floor((lo - MARGIN - origin) / step));
        int to = (int) Math.min(n - 1, Math.ceil((hi + MARGIN - origin) / step));
        return from < to ? new int[]{from, to} : new int[]{0, n - 1};
    }

    /// Every second voxel after averaging it with its neighbours, [1 2 1] along each axis.
    private static DensityMap halved(DensityMap map) {
        var g = map.grid();
        int nx = Math.max(1, g.nx() / 2), ny = Math.max(1, g.ny() / 2), nz = Math.max(1, g.nz() / 2);
        var values = new float[nx * ny * nz];
        for (int k = 0; k < nz; k++)
            for (int j = 0; j < ny; j++)
                for (int i = 0; i < nx; i++) values[(k * ny + j) * nx + i] = smooth(map, 2 * i, 2 * j, 2 * k);
        return new DensityMap(
                new Grid(nx, ny, nz, UnitCell.orthogonal(2 * nx * g.dx(), 2 * ny * g.dy(), 2 * nz * g.dz()), g.originX(),
                        g.originY(), g.originZ()),
                values);
    }

    private static float smooth(DensityMap map, int i, int j, int k) {
        var g = map.grid();
        float sum = 0;
        for (int dk = -1; dk <= 1; dk++)
            for (int dj = -1; dj <= 1; dj++)
                for (int di = -1; di <= 1; di++)
                    sum += (2 - Math.abs(di)) * (2 - Math.abs(dj)) * (2 - Math.abs(dk))
                            * map.at(Math.clamp(i + di, 0, g.nx() - 1),
                                    Math.clamp(j + dj, 0, g.ny() - 1), Math.clamp(k + dk, 0, g.nz() - 1));
        return sum / 64;
    }
}
