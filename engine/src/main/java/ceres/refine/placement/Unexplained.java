package ceres.refine.placement;

import ceres.density.MapBox;
import ceres.density.ModelMap;
import ceres.density.MolecularMask;
import ceres.map.DensityMap;
import ceres.model.Structure;
import ceres.numerics.Parallel;

/// What is left of a map when the part of a model that stands right is taken out of it: where its other chains must be looked for.
public final class Unexplained {
    private Unexplained() {}

    /// The map less the density of those atoms, on the scale that leaves least of it in their mask.
    ///
    /// @param standing heavy atoms with the B factors that they have in the map
    public static DensityMap by(Structure standing, DensityMap map, double resolution, Parallel team) {
        if (standing.atomCount() == 0) return map;
        standing = MapBox.inside(standing, map.grid());
        float[] calculated = ModelMap.compute(standing, map.grid(), resolution, team).values();
        double scale = slope(calculated, map.values(), MolecularMask.of(standing, map.grid(), team).inside());
        float[] left = map.values().clone();
        for (int v = 0; v < left.length; v++) left[v] -= (float) (scale * calculated[v]);
        return new DensityMap(map.grid(), left);
    }

    /// Of the line through the points, least squares; 0 where there is none or it falls.
    private static double slope(float[] x, float[] y, byte[] inside) {
        double n = 0, sx = 0, sy = 0, xx = 0, xy = 0;
        for (int v = 0; v < inside.length; v++) {
            if (inside[v] == 0) continue;
            n++;
            sx += x[v];
            sy += y[v];
            xx += (double) x[v] * x[v];
            xy += (double) x[v] * y[v];
        }
        double spread = n * xx - sx * sx;
        return spread > 0 ? Math.max(0, (n * xy - sx * sy) / spread) : 0;
    }
}
