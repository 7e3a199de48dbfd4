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
    /// Farther than this from the unit's atoms nothing is averaged, A; how far the box reaches; and that of a copy, for its spline.
    private static final double NEAR = 7, CARBON = 1.7, ROOM = 18, AROUND_COPY = 12;

    private final Grid grid;
    private final byte[] near;
    private final double[] sum;
    private final int[] count;

    private AveragedMap(DensityMap box, Structure unit, Parallel team) {
        this.grid = box.grid();
        this.near = MolecularMask.of(unit, grid, NEAR - CARBON, team).inside();
        this.sum = new double[near.length];
        this.count = new int[near.length];
        for (int v = 0; v < sum.length; v++) {
            sum[v] = box.values()[v];
            count[v] = 1;
        }
    }

    /// @param unit its heavy atoms
    /// @param operators lead from the unit to the other copies
    /// @return the part of the map about the unit, on the map's voxels; places that the map does not hold are left out of the mean
    static DensityMap of(DensityMap map, Structure unit, List<Superposition> operators, Parallel team) {
        DensityMap box = MapBox.around(unit, map, ROOM);
        var mean = new AveragedMap(box, unit, team);
        for (var operator : operators) {
            Structure copy = unit.withXyz(operator.apply(unit.atoms().xyz()));
            mean.add(SplineMap.of(MapBox.around(copy, map, AROUND_COPY), team), operator, team);
        }
        var values = new float[mean.sum.length];
        for (int v = 0; v < values.length; v++) values[v] = (float) (mean.sum[v] / mean.count[v]);
        return new DensityMap(box.grid(), values);
    }

    private void add(SplineMap there, Superposition operator, Parallel team) {
        double[] r = operator.rotation(), t = operator.translation();
        team.each(grid.nz(), 1, (piece, from, to) -> {
            var scratch = new double[12];
            for (int k = from; k < to; k++)
                for (int j = 0; j < grid.ny(); j++)
                    for (int i = 0; i < grid.nx(); i++) {
                        int voxel = grid.index(i, j, k);
                        if (near[voxel] == 0) continue;
                        double x = grid.originX() + i * grid.dx(), y = grid.originY() + j * grid.dy(),
                                z = grid.originZ() + k * grid.dz();
                        double u = r[0] * x + r[1] * y + r[2] * z + t[0], v = r[3] * x + r[4] * y + r[5] * z + t[1],
                                w = r[6] * x + r[7] * y + r[8] * z + t[2];
                        if (!there.contains(u, v, w)) continue;
                        sum[voxel] += there.at(u, v, w, scratch);
                        count[voxel]++;
                    }
        });
    }
}
