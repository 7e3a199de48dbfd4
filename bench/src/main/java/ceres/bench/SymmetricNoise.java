package ceres.bench;

import ceres.density.MolecularMask;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.SplineMap;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import java.util.List;
import java.util.SplittableRandom;

/// Noise that repeats about an axis, as a map that was symmetrised has it: white noise under all rotations, added up.
final class SymmetricNoise {
    private static final long SEED = 3;

    private SymmetricNoise() {}

    /// The map with noise.
    ///
    /// @param model what the map shows
    /// @param rotations about the origin, row-major
    /// @param times root mean square of the noise, in that of the map over the molecule
    static DensityMap added(DensityMap map, Structure model, List<double[]> rotations, double times, Parallel team) {
        Grid g = map.grid();
        var random = new SplittableRandom(SEED);
        var white = new float[g.voxels()];
        for (int v = 0; v < white.length; v++) white[v] = (float) random.nextGaussian();
        SplineMap noise = SplineMap.inPlace(g, white, team);
        double scale = times * rms(map, model, team) / Math.sqrt(rotations.size());
        float[] sum = map.values().clone();
        team.each(g.nz(), 1, (piece, from, to) -> {
            var scratch = new double[12];
            for (int k = from; k < to; k++)
                for (int j = 0; j < g.ny(); j++)
                    for (int i = 0; i < g.nx(); i++) {
                        double x = g.originX() + i * g.dx(), y = g.originY() + j * g.dy(), z = g.originZ() + k * g.dz(), n = 0;
                        for (double[] r : rotations)
                            n += noise.at(r[0] * x + r[1] * y + r[2] * z, r[3] * x + r[4] * y + r[5] * z,
                                    r[6] * x + r[7] * y + r[8] * z, scratch);
                        sum[g.index(i, j, k)] += (float) (scale * n);
                    }
        });
        return new DensityMap(g, sum);
    }

    private static double rms(DensityMap map, Structure model, Parallel team) {
        byte[] inside = MolecularMask.of(model, map.grid(), team).inside();
        double square = 0;
        int n = 0;
        for (int v = 0; v < inside.length; v++)
            if (inside[v] != 0) {
                square += map.values()[v] * map.values()[v];
                n++;
            }
        return Math.sqrt(square / Math.max(1, n));
    }
}
