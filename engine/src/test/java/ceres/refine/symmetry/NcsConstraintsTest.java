package ceres.refine.symmetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.refine.Checkpoints;
import ceres.refine.Helix;
import ceres.refine.Refinement;
import ceres.refine.RefinementParameters;
import ceres.refine.RefinementProblem;
import ceres.refine.placement.RigidBody;
import ceres.map.DensityMap;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Parallel;
import ceres.numerics.Superposition;
import ceres.progress.Progress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A dimer of helices: the second is the first turned by 120 degrees and moved away.
class NcsConstraintsTest {
    private static final Parallel TEAM = Parallel.single();

    private static Structure dimer(Structure helix) {
        double[] x = helix.atoms().xyz(), y = new double[x.length];
        RigidBody.move(x, new double[3], RigidBody.rotation(new double[]{0.3, 2, 0.4}), new double[]{16, 3, -5}, y);
        var builder = new StructureBuilder();
        for (int copy = 0; copy < 2; copy++) {
            Structure s = copy == 0 ? helix : helix.withXyz(y);
            builder.chain(copy == 0 ? "A" : "B", copy == 0 ? "A" : "B", "1");
            for (int r = 0; r < s.residueCount(); r++) {
                builder.residue(s.residueName(r), s.seq(r), '\0', s.seq(r), false);
                for (int a = s.atomStart(r); a < s.atomEnd(r); a++) builder.copyAtom(s, a);
            }
        }
        return builder.build();
    }

    @Test
    void copiesStayIdenticalAndComeHome() {
        Structure truth = dimer(Helix.truth()), start = dimer(Helix.shaken(Helix.truth(), 0.3, 5));
        var p = new RefinementProblem(Helix.interpret(start), Helix.map(truth, 3, 0.3, TEAM), Optional.empty(), 3,
                RefinementParameters.DEFAULT.with("macro_cycles=2"));
        Structure refined = Refinement.refine(p, Checkpoints.NONE, TEAM, Progress.NONE).refined();
        int half = 3 * refined.atomCount() / 2;
        double[] x = refined.atoms().xyz();
        var fit = Superposition.of(java.util.Arrays.copyOf(x, half), java.util.Arrays.copyOfRange(x, half, 2 * half));
        assertTrue(fit.rmsd() < 1e-4, "copies differ by " + fit.rmsd());
        assertTrue(Helix.rmsd(refined, truth) < 0.3, "rmsd " + Helix.rmsd(refined, truth));
    }

    /// At 6 A the resolution alone decides.
    private static NcsRule constrained(Structure s) { return NcsRule.decide(s, Helix.map(s, 6, 0.3, TEAM), Optional.empty(), 6); }

    /// A map of two equal copies without noise is as symmetric as one that was averaged; with noise of their own they are not.
    @Test
    void theMapDecidesAtBetterResolution() {
        Structure s = dimer(Helix.truth());
        DensityMap averaged = Helix.map(s, 3, 0.3, TEAM);
        var kept = NcsRule.decide(s, averaged, Optional.empty(), 3);
        assertEquals(1, kept.groups().size());
        assertTrue(kept.groups().getFirst().constrained(), kept.text());
        var noisy = new DensityMap(averaged.grid(), averaged.values().clone());
        var random = new java.util.SplittableRandom(4);
        double rms = 0;
        for (float v : noisy.values()) rms += v * v / noisy.values().length;
        for (int i = 0; i < noisy.values().length; i++) noisy.values()[i] += (float) (6 * Math.sqrt(rms) * random.nextGaussian());
        var free = NcsRule.decide(s, noisy, Optional.empty(), 3);
        assertFalse(free.groups().getFirst().constrained(), free.text());
        assertEquals(Optional.of(false), free.groups().getFirst().symmetrised());
        assertTrue(NcsRule.decide(s, noisy, Optional.empty(), 4.6).constrains(0));
        assertTrue(free.text().contains("refined freely"), free.text());
    }

    @Test
    void chainsOfDifferentShapeAreFree() {
        Structure s = dimer(Helix.truth());
        assertEquals(1, new NcsConstraints(s, constrained(s)).copies());
        assertEquals(0, new NcsConstraints(s, NcsRule.NONE).copies());
        double[] x = s.atoms().xyz().clone();
        for (int i = x.length - 200; i < x.length; i++) x[i] += (i % 7) * 0.4;
        var bent = s.withXyz(x);
        assertEquals(0, new NcsConstraints(bent, constrained(bent)).copies());
    }

    /// What acts on a copy acts on its master: the slope by the free coordinates alone.
    @Test
    void forcesOnCopiesReachTheMaster() {
        Structure s = dimer(Helix.truth());
        var ncs = new NcsConstraints(s, constrained(s));
        int n = s.atomCount();
        double[] x = s.atoms().xyz().clone(), pull = new double[3 * n], g;
        var random = new java.util.SplittableRandom(1);
        for (int i = 0; i < pull.length; i++) pull[i] = random.nextGaussian();
        g = pull.clone();
        ncs.collect(g);
        for (int i = 0; i < 60; i += 7) {
            double slope = (work(ncs, x, pull, i, 1e-5) - work(ncs, x, pull, i, -1e-5)) / 2e-5;
            assertEquals(slope, g[i], 1e-6);
        }
        for (int i = 3 * n / 2; i < 3 * n; i++) assertEquals(0, g[i], 0.0);
    }

    private static double work(NcsConstraints ncs, double[] x, double[] pull, int i, double by) {
        double[] y = x.clone();
        y[i] += by;
        ncs.impose(y);
        double sum = 0;
        for (int k = 0; k < y.length; k++) sum += pull[k] * y[k];
        return sum;
    }
}
