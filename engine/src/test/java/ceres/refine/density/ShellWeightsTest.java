package ceres.refine.density;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.refine.Helix;
import ceres.density.ModelMap;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ShellWeightsTest {
    private static final Parallel TEAM = Parallel.single();
    private static final double D = 3;

    private final Structure truth = Helix.truth();
    private final Grid grid = even(Helix.map(truth, D, 0, TEAM).grid());
    private final float[] model = ModelMap.compute(truth, grid, D, TEAM).values();

    /// The box with sizes that transform.
    private static Grid even(Grid g) {
        int nx = ceres.numerics.Fft3.smoothAtLeast(g.nx()), ny = ceres.numerics.Fft3.smoothAtLeast(g.ny()),
                nz = ceres.numerics.Fft3.smoothAtLeast(g.nz());
        return new Grid(nx, ny, nz, ceres.map.UnitCell.orthogonal(nx * g.dx(), ny * g.dy(), nz * g.dz()), g.originX(),
                g.originY(),
                g.originZ());
    }

    private float[] blurred(double addB) {
        double[] b = truth.atoms().b().clone();
        Arrays.setAll(b, a -> b[a] + addB);
        return ModelMap.compute(truth.withB(b), grid, D, TEAM).values();
    }

    /// A map of falling power whose errors fall as fast: every shell is as good as every other, and gets the weight that its power asks for.
    @Test
    void weakShellsCountAsMuchAsStrongOnes() {
        float[] map = blurred(100);
        var w = ShellWeights.of(map, map, grid, D, TEAM);
        for (double d : new double[]{6, 4, 3.3})
            assertTrue(w.applyAsDouble(1 / (d * d)) > 1.5 * w.applyAsDouble(1 / (4 * d * d)), "weight at " + d);
        double[] power = new double[2];
        float[] flat = w.filter(map, grid, D, TEAM);
        for (int v = 0; v < flat.length; v++) {
            power[0] += (double) map[v] * map[v];
            power[1] += (double) flat[v] * flat[v];
        }
        assertTrue(power[1] > power[0], "nothing is taken away");
    }

    @Test
    void shellsThatTheModelDoesNotExplainCountLess() {
        float[] noisy = model.clone();
        var random = new java.util.SplittableRandom(1);
        double rms = 0;
        for (float v : model) rms += v * v;
        rms = Math.sqrt(rms / model.length);
        for (int v = 0; v < noisy.length; v++) noisy[v] += (float) (0.7 * rms * random.nextGaussian());
        ShellWeights clean = ShellWeights.of(model, model, grid, D, TEAM), w = ShellWeights.of(noisy, model, grid, D, TEAM);
        double s2 = 0.98 / (D * D);
        assertTrue(w.applyAsDouble(s2) < 0.6 * clean.applyAsDouble(s2), w.applyAsDouble(s2) + " and " + clean.applyAsDouble(s2));
        assertEquals(1, w.applyAsDouble(0), 1e-12);
        assertEquals(0, w.applyAsDouble(1.01 / (D * D)));
    }

    /// The filtered map and the mesh with the weighted shape agree: a model against its own map correlates to 1.
    @Test
    void mapAndModelAreWeightedAlike() {
        var shape = new ScatteringShape(ceres.chem.ElectronScattering::at, D);
        var w = ShellWeights.of(model, blurred(30), grid, D, TEAM);
        var mesh = new ParticleMesh(grid, w.filter(model, grid, D, TEAM), D, shape.weighted(w));
        var all = new boolean[grid.voxels()];
        Arrays.fill(all, true);
        mesh.mask(all);
        mesh.levels(40, 90, 1.3);
        var scatterers = new Scatterers(truth, shape);
        double cc = mesh.correlate(truth.atomCount(), truth.atoms().xyz(), scatterers.lnB(truth.atoms().b()), scatterers.weight,
                ParticleMesh.Slopes.NONE, TEAM);
        assertTrue(cc > 0.99, "CC " + cc);
    }

    @Test
    void unitWeightsChangeNothing() {
        var map = new DensityMap(grid, model);
        var w = ShellWeights.of(model, model, grid, D, TEAM);
        float[] twice = w.filter(w.filter(map.values(), grid, D, TEAM), grid, D, TEAM),
                once = w.filter(map.values(), grid, D, TEAM);
        assertEquals(once.length, twice.length);
        assertArrayEquals(once, w.filter(model, grid, D, TEAM), 0);
    }
}
