package ceres.refine.symmetry;

import ceres.density.MapBox;
import ceres.density.MolecularMask;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.SplineMap;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.numerics.Superposition;
import java.util.List;

/// What a map shows of one unit when what it shows of all copies is laid over each other.
///
/// At every voxel near the unit, the mean of the map there and at the places where the operators lead to. A sum over all copies of a product of
/// map and copies equals, but for interpolation, the number of copies times the same sum over one unit and the mean.
final class AveragedMap {
    /// Farther than this from the unit's atoms nothing is averaged, A; and how far the box reaches.
    private static final double NEAR = 7, CARBON = 1.7, ROOM = 18;

    private AveragedMap() {}

    /// @param spline of the map
    /// @param unit its heavy atoms
    /// @param operators lead from the unit to the other copies
    /// @return the part of the map about the unit, on the map's voxels; places that the map does not hold are left out of the mean
    static DensityMap of(DensityMap map, SplineMap spline, Structure unit, List<Superposition> operators, Parallel team) {
        DensityMap box = MapBox.around(unit, map, ROOM);
        Grid g = box.grid();
        byte[] near = MolecularMask.of(unit, g, NEAR - CARBON, team).inside();
        var values = box.values().clone();
        team.each(g.nz(), 1, (piece, from, to) -> {
            var scratch = new double[12];
            for (int k = from; k < to; k++)
                for (int j = 0; j < g.ny(); j++)
                    for (int i = 0; i < g.nx(); i++) {
                        int v = g.index(i, j, k);
                        if (near[v] != 0)
                            values[v] = mean(values[v], spline, operators, g.originX() + i * g.dx(), g.originY() + j * g.dy(),
                                    g.originZ() + k * g.dz(), scratch);
                    }
        });
        return new DensityMap(g, values);
    }

    private static float mean(float here, SplineMap spline, List<Superposition> operators, double x, double y, double z,
            double[] scratch) {
        double sum = here;
        int n = 1;
        for (var operator : operators) {
            double[] r = operator.rotation(), t = operator.translation();
            double u = r[0] * x + r[1] * y + r[2] * z + t[0], v = r[3] * x + r[4] * y + r[5] * z + t[1],
                    w = r[6] * x + r[7] * y + r[8] * z + t[2];
            if (!spline.contains(u, v, w)) continue;
            sum += spline.at(u, v, w, scratch);
            n++;
        }
        return (float) (sum / n);
    }
}
