package ceres.refine.density;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ceres.density.ModelMap;
import ceres.density.MolecularMask;
import ceres.map.Grid;
import ceres.map.UnitCell;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.refine.Helix;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShellErrorsTest {
    private static final Parallel TEAM = Parallel.single();
    private static final double D = 3, NOISE = 0.1;

    private final Structure truth = Helix.truth();
    private final Grid grid = new Grid(60, 60, 72, UnitCell.orthogonal(60, 60, 72), -20, -30, -30);
    private final float[] model = ModelMap.compute(truth, grid, D, TEAM).values();

    private float[] observed() {
        var random = new SplittableRandom(3);
        float[] map = model.clone();
        for (int v = 0; v < map.length; v++) map[v] = 2 * map[v] + (float) (NOISE * random.nextGaussian());
        return map;
    }

    /// Of twice a model and white noise: D is 2 and S what the transform makes of the noise, the number of voxels times its variance.
    @Test
    void findsScaleAndNoise() {
        var errors = ShellErrors.of(observed(), model, grid, D, TEAM);
        double s = grid.voxels() * NOISE * NOISE;
        for (double d : new double[]{5, 4, 3.3}) {
            assertEquals(2, errors.scale(1 / (d * d)), 0.15, "D at " + d);
            assertEquals(s, 2 / errors.certainty(1 / (d * d)), 0.25 * s, "S at " + d);
        }
        assertEquals(0, errors.certainty(1.01 / (D * D)));
    }

    /// Noise that is everywhere the same has the same S whatever the mask in which it is measured.
    @Test
    void aMaskDoesNotChangeTheNoise() {
        float[] soft = MolecularMask.soft(truth, grid, 3, TEAM).values();
        var within = ShellErrors.within(soft, observed(), model, grid, D, TEAM);
        double s = grid.voxels() * NOISE * NOISE;
        for (double d : new double[]{5, 4, 3.3})
            assertEquals(s, within.scale(1 / (d * d)) / within.certainty(1 / (d * d)), 0.3 * s, "S at " + d);
    }
}
