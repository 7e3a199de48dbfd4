package ceres.density;

import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.UnitCell;
import ceres.model.Structure;
import ceres.model.StructureBuilder;

/// Cuts the part of a map that surrounds a model. Voxels keep their values and their places in space, so the box lies exactly on the
/// full map.
public final class MapBox {
    /// Room round the model, A.
    public static final double CUSHION = 5;

    private MapBox() {}

    /// The box with [#CUSHION] round all atoms.
    public static DensityMap around(Structure structure, DensityMap map) { return around(structure, map, CUSHION); }

    /// The map from the first to the last voxel within `cushion` of the bounding box of the atoms, clipped to the map. A model that lies
    /// outside altogether gives the whole map.
    public static DensityMap around(Structure structure, DensityMap map, double cushion) {
        Grid g = map.grid().requireOrthogonal("a box round the model");
        double[] origin = {g.originX(), g.originY(), g.originZ()}, spacing = {g.dx(), g.dy(), g.dz()};
        int[] n = {g.nx(), g.ny(), g.nz()}, low = new int[3], high = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            double least = Double.MAX_VALUE, most = -Double.MAX_VALUE;
            for (int a = 0; a < structure.atomCount(); a++) {
                double at = structure.atoms().xyz()[3 * a + axis];
                least = Math.min(least, at);
                most = Math.max(most, at);
            }
            double from = (least - cushion - origin[axis]) / spacing[axis], to = (most + cushion - origin[axis]) / spacing[axis];
            if (!(from <= n[axis] - 1 && to >= 0)) return map;
            low[axis] = Math.clamp((long) Math.floor(from), 0, n[axis] - 1);
            high[axis] = Math.clamp((long) Math.ceil(to), 0, n[axis] - 1);
        }
        return cut(map, low, high);
    }

    /// The atoms that lie in the box: in a periodic map of it the others would stand in places that are not theirs.
    public static Structure inside(Structure s, Grid box) {
        for (int a = 0; a < s.atomCount(); a++)
            if (!box.holds(s.x(a), s.y(a), s.z(a))) return StructureBuilder.subset(s, b -> box.holds(s.x(b), s.y(b), s.z(b)));
        return s;
    }

    private static DensityMap cut(DensityMap map, int[] low, int[] high) {
        Grid g = map.grid();
        int nx = high[0] - low[0] + 1, ny = high[1] - low[1] + 1, nz = high[2] - low[2] + 1;
        var cell = UnitCell.orthogonal(nx * g.dx(), ny * g.dy(), nz * g.dz());
        var box = new Grid(nx, ny, nz, cell, g.originX() + low[0] * g.dx(), g.originY() + low[1] * g.dy(),
                g.originZ() + low[2] * g.dz());
        var values = new float[box.voxels()];
        for (int k = 0; k < nz; k++)
            for (int j = 0; j < ny; j++)
                System.arraycopy(map.values(), g.index(low[0], low[1] + j, low[2] + k), values, box.index(0, j, k), nx);
        return new DensityMap(box, values);
    }

    /// Every `factor`-th voxel's neighbourhood averaged into one: a map of fewer voxels for a viewer, at the same place.
    ///
    /// @param mostVoxels the largest number of voxels wanted; a map that has no more comes back as it is
    public static DensityMap noLargerThan(DensityMap map, int mostVoxels) {
        int factor = 1;
        Grid g = map.grid();
        while ((long) (g.nx() / factor) * (g.ny() / factor) * (g.nz() / factor) > mostVoxels) factor++;
        return factor == 1 ? map : binned(map, factor);
    }

    private static DensityMap binned(DensityMap map, int f) {
        Grid g = map.grid().requireOrthogonal("a smaller map");
        int nx = Math.max(1, g.nx() / f), ny = Math.max(1, g.ny() / f), nz = Math.max(1, g.nz() / f);
        double shift = (f - 1) / 2.0;
        var cell = UnitCell.orthogonal(nx * f * g.dx(), ny * f * g.dy(), nz * f * g.dz());
        var small = new Grid(nx, ny, nz, cell, g.originX() + shift * g.dx(), g.originY() + shift * g.dy(),
                g.originZ() + shift * g.dz());
        var values = new float[small.voxels()];
        for (int k = 0; k < nz; k++)
            for (int j = 0; j < ny; j++)
                for (int i = 0; i < nx; i++) values[small.index(i, j, k)] = mean(map, i * f, j * f, k * f, f);
        return new DensityMap(small, values);
    }

    private static float mean(DensityMap map, int i0, int j0, int k0, int f) {
        Grid g = map.grid();
        double sum = 0;
        int n = 0;
        for (int k = k0; k < Math.min(g.nz(), k0 + f); k++)
            for (int j = j0; j < Math.min(g.ny(), j0 + f); j++)
                for (int i = i0; i < Math.min(g.nx(), i0 + f); i++, n++) sum += map.at(i, j, k);
        return (float) (sum / n);
    }
}
