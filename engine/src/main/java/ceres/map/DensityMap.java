package ceres.map;

/// rho: Z^3 -> R, cryo-EM density sampled on a grid, in the arbitrary units of its file.
///
/// @param grid the box
/// @param values nz*ny*nx floats, x fastest: `values[grid.index(i, j, k)]`; shared, treated as immutable
public record DensityMap(Grid grid, float[] values) {
    public DensityMap {
        if (values.length != grid.voxels())
            throw new IllegalArgumentException("%d values for %d voxels".formatted(values.length, grid.voxels()));
    }

    public float at(int i, int j, int k) { return values[grid.index(i, j, k)]; }
}
