package ceres.refine.density;

import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.UnitCell;
import ceres.numerics.Fft3;
import ceres.numerics.Parallel;

/// A map on fewer voxels: its spectrum cut at the limit of a coarser grid of the same box.
public final class Resampling {
    private Resampling() {}

    /// The map with voxels of about `spacing`, A; the map itself, padded to a size that transforms fast, if that is not coarser.
    public static DensityMap coarser(DensityMap map, double spacing, Parallel team) {
        DensityMap padded = padded(map);
        Grid g = padded.grid();
        int nx = samples(g.cell().a(), spacing), ny = samples(g.cell().b(), spacing),
                nz = samples(g.cell().c(), spacing);
        if (nx >= g.nx() || ny >= g.ny() || nz >= g.nz()) return padded;
        Grid few = new Grid(nx, ny, nz, g.cell(), g.originX(), g.originY(), g.originZ());
        return new DensityMap(few, cut(padded.values(), g, few, team));
    }

    private static DensityMap padded(DensityMap map) {
        Grid g = map.grid();
        int nx = Fft3.smoothAtLeast(g.nx()), ny = Fft3.smoothAtLeast(g.ny()), nz = Fft3.smoothAtLeast(g.nz());
        if (nx == g.nx() && ny == g.ny() && nz == g.nz()) return map;
        Grid wide = new Grid(nx, ny, nz, UnitCell.orthogonal(nx * g.dx(), ny * g.dy(), nz * g.dz()), g.originX(), g.originY(),
                g.originZ());
        double sum = 0;
        for (float v : map.values()) sum += v;
        float mean = (float) (sum / map.values().length);
        var values = new float[wide.voxels()];
        java.util.Arrays.fill(values, mean);
        for (int k = 0; k < g.nz(); k++)
            for (int j = 0; j < g.ny(); j++)
                System.arraycopy(map.values(), g.index(0, j, k), values, wide.index(0, j, k), g.nx());
        return new DensityMap(wide, values);
    }

    /// Sizes for which a transform of a box of `edge` A with voxels of about `spacing` is fast.
    private static int samples(double edge, double spacing) {
        return Fft3.smoothAtLeast(Math.max(8, (int) Math.ceil(edge / spacing)));
    }

    /// @param to a grid of the same box with fewer voxels along every axis
    static float[] cut(float[] values, Grid from, Grid to, Parallel team) {
        Fft3 fine = new Fft3(from.nx(), from.ny(), from.nz()), coarse = new Fft3(to.nx(), to.ny(), to.nz());
        float[] whole = new float[fine.spectrumLength()], part = new float[coarse.spectrumLength()];
        fine.forward(values, whole, team);
        double scale = (double) to.voxels() / from.voxels();
        int half = to.nx() / 2 + 1, wide = from.nx() / 2 + 1;
        for (int l = 0; l < to.nz(); l++)
            for (int k = 0; k < to.ny(); k++)
                for (int h = 0; h < half; h++) {
                    // the outermost terms of an even size have no partner on the finer grid
                    if (2 * h == to.nx() || 2 * k == to.ny() || 2 * l == to.nz()) continue;
                    int kk = 2 * k < to.ny() ? k : k + from.ny() - to.ny(), ll = 2 * l < to.nz() ? l : l + from.nz() - to.nz();
                    int at = 2 * ((l * to.ny() + k) * half + h), source = 2 * ((ll * from.ny() + kk) * wide + h);
                    part[at] = (float) (scale * whole[source]);
                    part[at + 1] = (float) (scale * whole[source + 1]);
                }
        var cut = new float[to.voxels()];
        coarse.inverse(part, cut, team);
        return cut;
    }
}
