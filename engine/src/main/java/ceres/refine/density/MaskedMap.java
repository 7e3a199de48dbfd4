package ceres.refine.density;

import ceres.map.Grid;

/// A map in a mask, as correlations need it: mean 0 over the mask, 0 outside.
///
/// @param target one float a voxel
/// @param inside the mask
/// @param norm root of the sum of squares of the target
/// @param count voxels of the mask
public record MaskedMap(Grid grid, boolean[] inside, float[] target, double norm, int count) {
    static MaskedMap of(Grid grid, float[] observed, boolean[] inside) {
        double mean = 0;
        int count = 0;
        for (int v = 0; v < inside.length; v++)
            if (inside[v]) {
                mean += observed[v];
                count++;
            }
        mean /= Math.max(1, count);
        var target = new float[inside.length];
        double square = 0;
        for (int v = 0; v < inside.length; v++)
            if (inside[v]) {
                target[v] = (float) (observed[v] - mean);
                square += (double) target[v] * target[v];
            }
        return new MaskedMap(grid, inside, target, Math.sqrt(square), count);
    }
}
