package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.fault.Fault;
import ceres.map.DensityMap;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Parallel;
import ceres.progress.Progress;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bad input and bad luck: a named reason and the best safe result, never a wrecked model.
class BadInputTest {
    private static final Parallel TEAM = Parallel.single();
    private static final RefinementParameters ONE = RefinementParameters.DEFAULT.with("macro_cycles=1");
    private static final Structure START = Helix.shaken(Helix.truth(), 0.3, 5);
    private static final DensityMap MAP = Helix.map(Helix.truth(), 3, 0.3, TEAM);

    private static RefinementResult refine(Structure s, DensityMap map, double resolution, RefinementParameters p) {
        return Refinement.refine(new RefinementProblem(Helix.interpret(s), map, Optional.empty(), resolution, p),
                Checkpoints.NONE,
                TEAM, Progress.NONE);
    }

    private static void finite(RefinementResult result) {
        for (double v : result.refined().atoms().xyz()) assertTrue(Double.isFinite(v));
        for (double v : result.refined().atoms().b()) assertTrue(v >= 1 && v <= 1000, "B " + v);
    }

    @Test
    void invertedContrastIsSaidAndNothingIsTouched() {
        float[] v = MAP.values().clone();
        for (int i = 0; i < v.length; i++) v[i] = -v[i];
        var result = refine(START, new DensityMap(MAP.grid(), v), 3, ONE);
        assertEquals(RefinementResult.Outcome.INPUT_KEPT, result.outcome());
        assertTrue(result.reason().orElseThrow().contains("inverted"), result.reason().toString());
        assertArrayEquals(START.atoms().xyz(), result.refined().atoms().xyz());
        assertArrayEquals(START.atoms().b(), result.refined().atoms().b());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -3, 0.2, 50, Double.NaN, Double.POSITIVE_INFINITY})
    void absurdResolutionsAreRefused(double resolution) {
        var fault = assertThrows(Fault.RefinementFailed.class, () -> refine(START, MAP, resolution, ONE));
        assertTrue(fault.getMessage().contains("resolution"));
    }

    @Test
    void aMapOfNothingButNoiseLeavesTheModelWhereItIs() {
        var random = new SplittableRandom(11);
        float[] v = new float[MAP.values().length];
        for (int i = 0; i < v.length; i++) v[i] = (float) random.nextGaussian();
        var result = refine(START, new DensityMap(MAP.grid(), v), 3, ONE);
        assertEquals(RefinementResult.Outcome.INPUT_KEPT, result.outcome(), result.reason().toString());
        assertTrue(result.reason().orElseThrow().contains("shows nothing"), result.reason().toString());
        assertArrayEquals(START.atoms().xyz(), result.refined().atoms().xyz());
    }

    @Test
    void aConstantMapIsRefused() {
        var constant = new DensityMap(MAP.grid(), new float[MAP.values().length]);
        var fault = assertThrows(Fault.RefinementFailed.class, () -> refine(START, constant, 3, ONE));
        assertTrue(fault.getMessage().contains("every voxel has the value 0.0"), fault.getMessage());
    }

    @Test
    void occupanciesOfZeroAreTheReasonToKeepTheInput() {
        var none = START.withOccupancy(new double[START.atomCount()]);
        var result = refine(none, MAP, 3, ONE);
        assertEquals(RefinementResult.Outcome.INPUT_KEPT, result.outcome());
        assertTrue(result.reason().orElseThrow().contains("occupancy of 0"), result.reason().toString());
    }

    @Test
    void aMapWithVoxelsThatAreNoNumbersIsRefused() {
        float[] v = MAP.values().clone();
        v[v.length / 2] = Float.NaN;
        var fault = assertThrows(Fault.RefinementFailed.class, () -> refine(START, new DensityMap(MAP.grid(), v), 3, ONE));
        assertTrue(fault.getMessage().contains("voxel"));
    }

    @Test
    void atomsOnTopOfEachOtherComeApart() {
        double[] x = START.atoms().xyz().clone();
        int a = START.find(5, "CB"), b = START.find(9, "CB");
        System.arraycopy(x, 3 * a, x, 3 * b, 3);
        var result = refine(START.withXyz(x), MAP, 3, ONE);
        finite(result);
        assertTrue(result.refined().distance(a, b) > 2, "distance " + result.refined().distance(a, b));
        assertTrue(result.notes().getFirst().contains("1 pairs of atoms of the input lie within 0.5 A"),
                result.notes().toString());
    }

    @Test
    void aModelFarOutsideItsMapStaysOrIsPlaced() {
        double[] x = START.atoms().xyz().clone();
        for (int i = 0; i < x.length; i++) x[i] += 500;
        var result = refine(START.withXyz(x), MAP, 3, ONE.with("dock=false"));
        assertEquals(RefinementResult.Outcome.INPUT_KEPT, result.outcome());
        assertTrue(result.reason().orElseThrow().contains("shows nothing"), result.reason().toString());
        assertArrayEquals(x, result.refined().atoms().xyz());
    }

    /// A water a box away from the helix lies on it as far as the period of a transform goes: it must not be seen there.
    @Test
    void whatLiesOutsideTheMapIsHeldListedAndSeenNowhere() {
        double edge = MAP.grid().cell().a();
        int beside = START.find(12, "CB");
        var near = refine(withWater(beside, edge), MAP, 3, ONE);
        var far = refine(withWater(beside, 2 * edge + 7), MAP, 3, ONE);
        int water = START.atomCount();
        assertArrayEquals(java.util.Arrays.copyOf(far.refined().atoms().xyz(), 3 * water),
                java.util.Arrays.copyOf(near.refined().atoms().xyz(), 3 * water));
        assertEquals(START.x(beside) + 1 + edge, near.refined().x(water), 0.1);
        assertTrue(near.notes().getFirst().contains("1 of %d atoms of the input lie outside the map".formatted(water + 1)),
                near.notes().toString());
        assertTrue(near.changes().stream().anyMatch(c -> c.kind() == Change.Kind.HELD && c.residue().equals("HOH")),
                near.changes().toString());
    }

    /// The start and a water that far along x from an atom.
    private static Structure withWater(int atom, double far) {
        var b = new StructureBuilder().chain("A", "A", "1");
        for (int r = 0; r < START.residueCount(); r++) {
            b.residue(START.residueName(r), START.seq(r), '\0', START.seq(r), false);
            for (int a = START.atomStart(r); a < START.atomEnd(r); a++) b.copyAtom(START, a);
        }
        b.chain("W", "W", "2").residue("HOH", 1, '\0', 1, true);
        b.atom("O", 8, 0, '\0', START.x(atom) + 1 + far, START.y(atom), START.z(atom), 1, 30);
        return b.build();
    }

    /// A weight that makes the energy overflow: the minimiser must hand back what it was given.
    @ParameterizedTest
    @ValueSource(strings = {"correlation_weight=1e300", "density_weight=1e300", "ramachandran_weight=1e300"})
    void anEnergyThatIsNoNumberWrecksNothing(String weight) {
        var result = refine(START, MAP, 3, ONE.with(weight));
        finite(result);
        assertTrue(Helix.rmsd(result.refined(), Helix.truth()) < 1, "rmsd " + Helix.rmsd(result.refined(), Helix.truth()));
    }
}
