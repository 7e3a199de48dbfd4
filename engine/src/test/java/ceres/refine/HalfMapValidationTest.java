package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.refine.quality.Gates;
import ceres.map.DensityMap;
import ceres.map.HalfMaps;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.progress.Progress;
import ceres.refine.symmetry.NcsRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Overfitting is found when it is made on purpose, and not when it is not.
class HalfMapValidationTest {
    private static DensityMap noisy(DensityMap map, double noise, long seed) {
        var random = new SplittableRandom(seed);
        double square = 0;
        for (float v : map.values()) square += v * v;
        double sd = noise * Math.sqrt(square / map.values().length);
        float[] v = map.values().clone();
        for (int i = 0; i < v.length; i++) v[i] += (float) (sd * random.nextGaussian());
        return new DensityMap(map.grid(), v);
    }

    private static RefinementResult.CrossValidation run(double noise, String... parameters) {
        return run(noise, Progress.NONE, parameters);
    }

    private static RefinementResult.CrossValidation run(double noise, Progress progress, String... parameters) {
        return refine(Helix.shaken(Helix.truth(), 0.3, 5), noise, progress, parameters).crossValidation().orElseThrow();
    }

    private static RefinementResult refine(Structure start, double noise, Progress progress, String... parameters) {
        var team = Parallel.single();
        var clean = Helix.map(Helix.truth(), 3, 0, team);
        var halves = new HalfMaps(noisy(clean, noise, 1), noisy(clean, noise, 2));
        var whole = new float[clean.values().length];
        for (int i = 0; i < whole.length; i++) whole[i] = (halves.first().values()[i] + halves.second().values()[i]) / 2;
        var p = RefinementParameters.DEFAULT.with("macro_cycles=1");
        for (String assignment : parameters) p = p.with(assignment);
        return Refinement
                .refine(new RefinementProblem(Helix.interpret(start), new DensityMap(clean.grid(), whole), Optional.of(halves),
                        3, p), Checkpoints.NONE, team, progress);
    }

    @Test
    void goodMapsAreNotOverfittedAndTheRefinedModelPredictsTheOtherHalfBetter() {
        var v = run(0.5);
        assertFalse(v.overfitted(), v.toString());
        assertTrue(v.fscFree() > v.fscFreeInitial(), v.toString());
    }

    @Test
    void aWeightTwentyTimesTooHighOnANoisyMapIsFoundOut() {
        var v = run(4, "correlation_weight=2400", "ramachandran_weight=0.1", "chi_sigma_deg=15",
                "b_factor_weight=3000");
        assertTrue(v.overfitted(), v.toString());
        assertTrue(v.fscWork() > v.fscFree());
    }

    /// Whatever was done to the model, it is handed out only if it predicts the half left out no worse than the input does.
    @Test
    void aModelThatPredictsTheHalfLeftOutLessWellIsNotHandedOut() {
        var result = refine(Helix.truth(), 10, Progress.NONE, "correlation_weight=150", "b_factor_weight=3000");
        var v = result.crossValidation().orElseThrow();
        assertTrue(v.fscFree() < v.fscFreeInitial() - Gates.FSC_FREE, v.toString());
        assertEquals(RefinementResult.Outcome.INPUT_KEPT, result.outcome(), result.reason().toString());
        assertTrue(result.reason().orElseThrow().contains("half-map left out"), result.reason().toString());
    }

    /// Overfitting makes the run try less than half the weight; what it then keeps must not predict the half left out less well.
    @Test
    void aGentlerModelIsKeptOnlyIfTheHalfLeftOutFitsNoWorse() {
        var lines = new ArrayList<String>();
        var v = run(3, new Progress() {
            @Override
            public void report(String stage, double fraction, String detail) {}

            @Override
            public void log(String line) { lines.add(line); }
        });
        List<Double> free = lines.stream().filter(l -> l.startsWith("half-maps"))
                .map(l -> Double.parseDouble(l.replaceAll(".* free ([-0-9.]+)  .*", "$1"))).toList();
        assertTrue(lines.stream().anyMatch(l -> l.contains("FSC work and free differ")), lines.toString());
        assertTrue(free.size() >= 2, lines.toString());
        assertTrue(v.fscFree() > free.getFirst() - 0.001, "ended with " + v.fscFree() + ", began with " + free);
        boolean back = lines.stream().anyMatch(l -> l.contains("the model before is kept"));
        assertEquals(back, free.getLast() < free.get(free.size() - 2) - 0.0005, lines.toString());
    }

    /// The model refined against half-map 1 feels what the result felt: without the Ramachandran potential in any residue, or held together more
    /// stiffly, it ends elsewhere.
    @Test
    void refinesUnderTheRestraintsOfTheResult() {
        var team = Parallel.single();
        var clean = Helix.map(Helix.truth(), 3, 0, team);
        var halves = new HalfMaps(noisy(clean, 1, 1), noisy(clean, 1, 2));
        var p = RefinementParameters.DEFAULT.with("iterations=10");
        var problem = new RefinementProblem(Helix.interpret(Helix.truth()), clean, Optional.of(halves), 3, p);
        var check = new HalfMapValidation(problem, halves, NcsRule.NONE, team);
        double plain = work(check, new Refiner(problem, team));
        assertEquals(plain, work(check, new Refiner(problem, team)), 0);
        var spared = new Refiner(problem, team);
        Arrays.fill(spared.pull, 0);
        assertNotEquals(plain, work(check, spared));
        var supported = new Refiner(problem, team);
        Arrays.fill(supported.supportedRotamer, true);
        assertNotEquals(plain, work(check, supported));
        var stiff = new Refiner(problem, team);
        Arrays.fill(stiff.weights.lambda, 0.25);
        assertNotEquals(plain, work(check, stiff));
    }

    private static double work(HalfMapValidation check, Refiner whole) {
        var q = whole.quality();
        var end = new Snapshot(1, Arrays.copyOf(whole.xyz, 3 * whole.model.heavyCount()), whole.b, whole.occupancy, q, 0, 0,
                true);
        return check.measure(whole, end, Schedule.of(RefinementParameters.DEFAULT, 3, q), 60).fscWork();
    }
}
