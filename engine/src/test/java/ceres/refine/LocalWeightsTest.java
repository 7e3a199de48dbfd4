package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.map.DensityMap;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.progress.Progress;
import ceres.refine.energy.Contacts;
import ceres.restraint.GeometryTarget;
import ceres.restraint.GeometryTarget.Kind;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A helix whose map bends it: of three side chains it shows an atom where no good geometry can bring it.
class LocalWeightsTest {
    private static final Parallel TEAM = Parallel.single();
    private static final int[] BENT = {3, 8, 16};
    private static final RefinementParameters HARD = RefinementParameters.DEFAULT.with("macro_cycles=2")
            .with("correlation_weight=3000");

    /// The lysines with NZ further out by 1 A.
    private static Structure bent(Structure s) {
        double[] x = s.atoms().xyz().clone();
        for (int r : BENT) {
            int a = s.find(r, "CE"), b = s.find(r, "NZ");
            for (int k = 0; k < 3; k++) x[3 * b + k] += (x[3 * b + k] - x[3 * a + k]) / 1.49;
        }
        return s.withXyz(x);
    }

    private static final DensityMap MAP = Helix.map(bent(Helix.truth()), 2.5, 0, TEAM);

    private static RefinementProblem problem() {
        return new RefinementProblem(Helix.interpret(Helix.truth()), MAP, Optional.empty(), 2.5, HARD);
    }

    private static Refiner refiner() { return new Refiner(problem(), TEAM); }

    /// Outliers after six rounds under a map that pulls far too hard.
    private static Refiner refined(boolean adaptive) {
        var r = refiner();
        var schedule = Schedule.of(HARD, 2.5, r.quality()).withoutTorsions();
        for (int round = 0; round < 6; round++) {
            r.prepare();
            r.minimise(schedule, Contacts.Strength.HARD, 0, 3000, 40);
            if (adaptive) r.adapt();
        }
        return r;
    }

    @Test
    void fewerBondsAndAnglesAreBentAndTheFitStays() {
        Refiner without = refined(false), with = refined(true);
        int before = without.quality().geometryOutliers(), after = with.quality().geometryOutliers();
        assertTrue(before >= 3 && after <= before / 2, before + " without, " + after + " with");
        assertTrue(with.correlation() > without.correlation() - 0.003);
        for (int r : BENT) assertTrue(with.weights.lambda[r] < 0.8, Arrays.toString(with.weights.lambda));
        assertEquals(1, with.weights.lambda[12]);
    }

    @Test
    void whereNothingIsBentNothingIsStiffened() {
        var r = refiner();
        r.adapt();
        assertEquals(0, r.weights.lowered());
        assertSame(r.restraints, r.held());
    }

    /// The residue by 3 / Z, those beside it by the root of that; then back by a tenth a time, to 1 and no further.
    @Test
    void fallsByTheDeviationAndRisesWhenItIsGone() {
        var r = refiner();
        double[] good = r.xyz.clone();
        int ce = r.model.heavy().find(BENT[0], "CE"), nz = r.model.heavy().find(BENT[0], "NZ");
        double by = 5 * 0.02 / 1.49;
        for (int k = 0; k < 3; k++) r.xyz[3 * nz + k] += by * (good[3 * nz + k] - good[3 * ce + k]);
        r.adapt();
        double own = r.weights.lambda[BENT[0]];
        assertTrue(own > 0.5 && own < 0.7, "" + own);
        assertEquals(Math.sqrt(own), r.weights.lambda[BENT[0] - 1], 1e-12);
        assertEquals(Math.sqrt(own), r.weights.lambda[BENT[0] + 1], 1e-12);
        assertEquals(3, r.weights.lowered());
        for (int n = 0; n < 9; n++) r.adapt();
        assertEquals(0.25, r.weights.lambda[BENT[0]]);
        System.arraycopy(good, 0, r.xyz, 0, good.length);
        r.adapt();
        assertEquals(0.275, r.weights.lambda[BENT[0]], 1e-12);
        for (int n = 0; n < 20; n++) r.adapt();
        assertEquals(0, r.weights.lowered());
    }

    /// One weight everywhere divides the energy of what is stiffened by it, and nothing else's.
    @Test
    void stiffensByTheInverseOfTheWeight() {
        var r = new Refiner(
                new RefinementProblem(Helix.interpret(Helix.shaken(Helix.truth(), 0.2, 5)), MAP, Optional.empty(), 2.5,
                        HARD),
                TEAM);
        var plain = new GeometryTarget(r.restraints);
        Arrays.fill(r.weights.lambda, 0.4);
        var stiff = new GeometryTarget(r.held());
        for (var kind : Kind.values()) {
            boolean joins = kind == Kind.HYDROGEN_BOND || kind == Kind.PARALLEL || kind == Kind.REFERENCE;
            double e = plain.energy(kind, r.xyz, TEAM);
            assertEquals(joins ? e : e / 0.4, stiff.energy(kind, r.xyz, TEAM), 1e-9 * (1 + e), kind.name());
        }
    }

    @Test
    void theGradientOfUnequalWeightsIsTheSlope() {
        var r = refiner();
        var random = new SplittableRandom(2);
        for (int q = 0; q < r.weights.lambda.length; q++) r.weights.lambda[q] = random.nextDouble(0.25, 1);
        r.prepare();
        SlopeCheck.gradientIsTheSlope(r, r.energy(Schedule.of(HARD, 2.5, r.quality()), Contacts.Strength.HARD, 4, null));
    }

    @Test
    void aStoppedRunGoesOnWithItsWeights() {
        double[] whole = Refinement.refine(problem(), Checkpoints.NONE, TEAM, Progress.NONE).refined().atoms().xyz();
        var interrupted = new Interrupted();
        Refinement.refine(problem(), interrupted, TEAM, interrupted);
        var state = Checkpoint.of(interrupted.load().orElseThrow(), Fingerprint.of(problem())).orElseThrow();
        assertTrue(Arrays.stream(state.lambda()).min().orElseThrow() < 1, Arrays.toString(state.lambda()));
        interrupted.stop = false;
        assertArrayEquals(whole, Refinement.refine(problem(), interrupted, TEAM, interrupted).refined().atoms().xyz(), 0.0);
    }
}
