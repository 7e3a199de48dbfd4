package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.refine.placement.RigidBody;
import ceres.fault.Fault;
import ceres.map.DensityMap;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.progress.Progress;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Whole refinements of a helix whose truth is known.
class RefinementTest {
    private static final Parallel TEAM = Parallel.single();
    private static final RefinementParameters SHORT = RefinementParameters.DEFAULT.with("macro_cycles=2").with("iterations=40");

    private static Structure start() { return Helix.wrongChi1(Helix.shaken(Helix.truth(), 0.4, 5), 5); }

    private static RefinementProblem problem(Structure start, RefinementParameters p) {
        return new RefinementProblem(Helix.interpret(start), Helix.map(Helix.truth(), 3, 0.3, TEAM), Optional.empty(), 3, p);
    }

    private static RefinementResult refine(RefinementProblem p) {
        return Refinement.refine(p, Checkpoints.NONE, TEAM, Progress.NONE);
    }

    @Test
    void findsTheWayBackToTheTruth() {
        Structure start = start(), truth = Helix.truth();
        var result = refine(problem(start, SHORT.with("macro_cycles=3")));
        assertEquals(RefinementResult.Outcome.REFINED, result.outcome());
        double before = Helix.rmsd(start, truth), after = Helix.rmsd(result.refined(), truth);
        assertTrue(before > 0.8 && after < 0.35, before + " A before, " + after + " A after");
        var last = result.cycles().getLast();
        assertEquals(0, last.ramaOutliers());
        assertEquals(0, new Refiner(problem(result.refined(), SHORT), TEAM).quality().rotamerOutliers());
        assertTrue(last.clashscore() <= 4 && last.rmsBonds() < 0.01 && last.rmsAnglesDeg() < 1.2, last.toString());
        assertTrue(last.ccMask() > result.cycles().getFirst().ccMask());
        assertTrue(result.changes().stream().anyMatch(c -> c.kind() == Change.Kind.ROTAMER_CHANGED));
    }

    /// Atoms scattered by 0.5 A, no other error and no noise: the map tells where each of them belongs.
    @Test
    void aScatteredModelComesBack() {
        Structure truth = Helix.truth(), start = Helix.shaken(truth, 0.5, 4);
        var result = refine(new RefinementProblem(Helix.interpret(start), Helix.map(truth, 3, 0, TEAM), Optional.empty(), 3,
                SHORT.with("macro_cycles=3")));
        double after = Helix.rmsd(result.refined(), truth);
        assertTrue(after < 0.15, after + " A");
    }

    @Test
    void keepsTheInputWhereTheMapShowsNothingOfIt() {
        var map = Helix.map(Helix.truth(), 3, 0, TEAM);
        var empty = new DensityMap(map.grid(), new float[map.values().length]);
        empty.values()[0] = 1; // a map that is the same everywhere is refused
        var result = refine(new RefinementProblem(Helix.interpret(start()), empty, Optional.empty(), 3, SHORT));
        assertEquals(RefinementResult.Outcome.INPUT_KEPT, result.outcome());
        assertTrue(result.reason().orElseThrow().contains("shows nothing"), result.reason().toString());
        assertArrayEquals(start().atoms().xyz(), result.refined().atoms().xyz(), 0.0);
    }

    @Test
    void saysThatNoMacroCycleWasAskedFor() {
        var result = refine(problem(start(), SHORT.with("macro_cycles=0")));
        assertEquals(RefinementResult.Outcome.INPUT_KEPT, result.outcome());
        assertEquals("no macro-cycle was asked for", result.reason().orElseThrow());
    }

    @Test
    void isTheSameForAnyNumberOfThreads() {
        double[] one = refine(problem(start(), SHORT)).refined().atoms().xyz();
        for (int threads : new int[]{2, 8})
            try (var team = Parallel.of(threads)) {
                var many = Refinement.refine(problem(start(), SHORT), Checkpoints.NONE, team, Progress.NONE);
                assertArrayEquals(one, many.refined().atoms().xyz(), 0.0);
            }
    }

    @Test
    void aStoppedRunGoesOnToTheSameResult() {
        double[] whole = refine(problem(start(), SHORT)).refined().atoms().xyz();
        var interrupted = new Interrupted();
        var first = Refinement.refine(problem(start(), SHORT), interrupted, TEAM, interrupted);
        assertEquals(RefinementResult.Outcome.CANCELLED, first.outcome());
        assertEquals(2, first.cycles().size());
        interrupted.stop = false;
        var second = Refinement.refine(problem(start(), SHORT), interrupted, TEAM, interrupted);
        assertEquals(3, second.cycles().size());
        assertArrayEquals(whole, second.refined().atoms().xyz(), 0.0);
    }

    @Test
    void aStateOfAnotherProblemIsNotUsed() {
        var other = new Interrupted();
        Refinement.refine(problem(start(), SHORT), other, TEAM, other);
        other.stop = false;
        var p = problem(Helix.shaken(Helix.truth(), 0.2, 6), SHORT.with("macro_cycles=1"));
        assertArrayEquals(refine(p).refined().atoms().xyz(), Refinement.refine(p, other, TEAM, other).refined().atoms().xyz(),
                0.0);
    }

    @Test
    void tellsItsStoryAsItGoes() {
        var lines = new ArrayList<String>();
        var seen = new double[1];
        Refinement.refine(problem(start(), SHORT.with("macro_cycles=1")), Checkpoints.NONE, TEAM, new Progress() {
            @Override
            public void report(String stage, double fraction, String detail) {
                assertTrue(fraction >= 0 && fraction <= 1, "fraction " + fraction);
                seen[0] = Math.max(seen[0], fraction);
            }

            @Override
            public void log(String line) { lines.add(line); }
        });
        assertEquals(1, seen[0]);
        assertTrue(lines.stream().anyMatch(l -> l.startsWith("cycle  1") && l.contains("CC 0.")), lines.toString());
    }

    @Test
    void namesWhatCannotBeRefined() {
        double[] x = start().atoms().xyz().clone();
        x[7] = Double.NaN;
        var broken = problem(start(), SHORT).interpretation().with(start().withXyz(x));
        var map = Helix.map(Helix.truth(), 3, 0, TEAM);
        var nan = assertThrows(Fault.RefinementFailed.class,
                () -> refine(new RefinementProblem(broken, map, Optional.empty(), 3, SHORT)));
        assertTrue(nan.getMessage().contains("NaN"));
        assertThrows(Fault.RefinementFailed.class,
                () -> refine(new RefinementProblem(Helix.interpret(start()), map, Optional.empty(), 99, SHORT)));
    }

    @Test
    void hydrogensComeBackAsAskedFor() {
        var none = refine(problem(start(), SHORT.with("macro_cycles=1")));
        assertEquals(start().atomCount(), none.refined().atomCount());
        var all = refine(problem(start(), SHORT.with("macro_cycles=1").with("hydrogens=all"))).refined();
        long hydrogens = java.util.stream.IntStream.range(0, all.atomCount()).filter(all::isHydrogen).count();
        assertTrue(hydrogens > start().atomCount() * 0.9, hydrogens + " hydrogens");
        // and a model that came with them keeps them, placed again
        var again = refine(problem(all, SHORT.with("macro_cycles=1"))).refined();
        assertEquals(all.atomCount(), again.atomCount());
        for (int a = 0; a < again.atomCount(); a++)
            if (again.isHydrogen(a)) {
                double nearest = Double.MAX_VALUE;
                int r = again.residueOf(a);
                for (int b = again.atomStart(r); b < again.atomEnd(r); b++)
                    if (!again.isHydrogen(b)) nearest = Math.min(nearest, again.distance(a, b));
                assertTrue(nearest > 0.8 && nearest < 1.25, again.describe(a) + " " + nearest);
            }
    }

    @Test
    void movesAModelThatStandsBesideItsDensityIntoIt() {
        Structure truth = Helix.truth();
        var c = new double[3];
        for (int i = 0; i < truth.atoms().xyz().length; i++) c[i % 3] += 3 * truth.atoms().xyz()[i] / truth.atoms().xyz().length;
        double[] x = new double[truth.atoms().xyz().length];
        RigidBody.move(truth.atoms().xyz(), c, RigidBody.rotation(new double[]{0.1, -0.1, 0.12}), new double[]{2.5, -2.5, 1.5},
                x);
        var result = refine(problem(truth.withXyz(x), SHORT));
        assertEquals(RefinementResult.Outcome.REFINED, result.outcome());
        assertTrue(Helix.rmsd(result.refined(), truth) < 0.35, "rmsd " + Helix.rmsd(result.refined(), truth));
    }

    /// A map weight that tears the geometry apart: nothing passes, and the reason says which gates.
    @Test
    void keepsTheInputWhereNothingPassesTheGates() {
        var result = refine(problem(Helix.truth(), SHORT.with("correlation_weight=200000").with("contact_scale=0")));
        assertEquals(RefinementResult.Outcome.INPUT_KEPT, result.outcome());
        assertTrue(result.reason().orElseThrow().matches("no refined model passed the gates: .*(angles|bonds).*"),
                result.reason().toString());
        assertArrayEquals(Helix.truth().atoms().xyz(), result.refined().atoms().xyz(), 0.0);
    }

    @Test
    void aLongWayIsFlagged() {
        Structure truth = Helix.truth();
        double[] x = truth.atoms().xyz().clone();
        for (int i = 0; i < x.length; i += 3) x[i] += 3;
        var notes = refine(problem(truth.withXyz(x), SHORT)).notes();
        assertTrue(notes.getFirst().startsWith("The model was moved as a rigid body by"), notes.toString());
        assertTrue(notes.getLast().startsWith("Heavy atoms have moved by"), notes.toString());
        assertEquals(java.util.List.of(), refine(problem(truth, SHORT.with("macro_cycles=1"))).notes());
    }

    /// Atoms on top of each other and a chain end far off the map: still a finite model that is not worse.
    @Test
    void survivesAWreck() {
        double[] x = start().atoms().xyz().clone();
        System.arraycopy(x, 30, x, 60, 3);
        for (int i = x.length - 30; i < x.length; i++) x[i] += 200;
        var result = refine(problem(start().withXyz(x), SHORT.with("macro_cycles=1")));
        for (double v : result.refined().atoms().xyz()) assertTrue(Double.isFinite(v));
    }
}
