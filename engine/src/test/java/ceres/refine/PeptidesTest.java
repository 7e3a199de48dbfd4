package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.refine.energy.Contacts;
import ceres.refine.moving.Rotation;
import ceres.model.Structure;
import ceres.refine.energy.MapTerm;
import java.util.stream.IntStream;
import ceres.numerics.Parallel;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Peptides of a helix turned over on purpose, and an outlier that is true.
class PeptidesTest {
    private static final Parallel TEAM = Parallel.single();

    private static Refiner refiner(Structure start, Structure truth, double dMin) {
        var r = new Refiner(
                new RefinementProblem(Helix.interpret(start), Helix.map(truth, dMin, 0.1, TEAM), Optional.empty(), dMin,
                        RefinementParameters.DEFAULT),
                TEAM);
        r.prepare();
        return r;
    }

    private static int run(Refiner r, double dMin) { return run(r, dMin, false); }

    private static int run(Refiner r, double dMin, boolean scattered) {
        return new Peptides(r, Schedule.of(RefinementParameters.DEFAULT, dMin, r.quality()), scattered).run();
    }

    /// The peptide after a residue turned about the line of its C-alphas.
    private static Structure turned(Structure s, int residue, double deg) {
        double[] x = s.atoms().xyz().clone();
        Rotation.about(x, s.find(residue, "CA"), s.find(residue + 1, "CA"), Math.toRadians(deg),
                new int[]{s.find(residue, "C"), s.find(residue, "O"), s.find(residue + 1, "N")});
        return s.withXyz(x);
    }

    private static double off(Refiner r, Structure truth, int residue) {
        int o = truth.find(residue, "O");
        double sum = 0;
        for (int d = 0; d < 3; d++) sum += Math.pow(r.xyz[3 * o + d] - truth.atoms().xyz()[3 * o + d], 2);
        return Math.sqrt(sum);
    }

    @Test
    void peptidesThatPointTheWrongWayAreTurnedBack() {
        Structure truth = Helix.truth();
        for (int residue : new int[]{6, 13}) {
            var r = refiner(turned(truth, residue, 180), truth, 3);
            assertTrue(off(r, truth, residue) > 3, "the oxygen starts on the other side");
            assertTrue(run(r, 3) >= 1);
            assertTrue(off(r, truth, residue) < 0.7,
                    "oxygen of residue " + residue + " ends " + off(r, truth, residue) + " A off");
        }
    }

    /// What was minimised with a peptide turned over has settled about it: its oxygen then stands in density too, and the way back looks
    /// worse until everything has made room again.
    @Test
    void aPeptideThatItsSurroundingsHaveSettledAboutIsTurnedBack() {
        Structure truth = Helix.truth();
        var r = refiner(turned(truth, 10, 180), truth, 4);
        var schedule = Schedule.of(RefinementParameters.DEFAULT, 4, r.quality());
        for (int round = 0; round < 3; round++) {
            r.prepare();
            r.minimise(schedule, Contacts.Strength.NORMAL, schedule.density(), 0, 100);
        }
        assertTrue(off(r, truth, 10) > 2, "the oxygen stays away: " + off(r, truth, 10));
        assertTrue(run(r, 4) >= 1);
        assertTrue(off(r, truth, 10) < 0.8, off(r, truth, 10) + " A off");
    }

    /// The tangent that places are relaxed against changes as the evidence does.
    @Test
    void theTangentFollowsTheEvidence() {
        Structure truth = Helix.truth();
        var r = refiner(truth, truth, 4);
        var shaken = new SplittableRandom(5);
        for (int k = 0; k < r.xyz.length; k++) r.xyz[k] += 0.3 * shaken.nextGaussian();
        var heavy = RefinementParameters.DEFAULT.with("correlation_weight=1000");
        var evidence = new MapEvidence(r, Schedule.of(heavy, 4, r.quality()));
        assertFalse(evidence.exact(), "the likelihood does not rule");
        MapTerm tangent = evidence.about(IntStream.range(0, r.model.heavyCount()).toArray(), r.xyz).term();
        var slope = new double[r.xyz.length];
        double was = evidence.energy(), line = tangent.evaluate(r.xyz, slope, TEAM);
        double norm = Math.sqrt(Arrays.stream(slope).map(g -> g * g).sum());
        for (int k = 0; k < r.xyz.length; k++) r.xyz[k] -= 0.05 * slope[k] / norm;
        double by = evidence.energy() - was;
        assertTrue(by < 0, "downhill: " + by);
        assertEquals(by, tangent.evaluate(r.xyz, new double[slope.length], TEAM) - line, 0.05 * Math.abs(by));
        assertEquals(by, -0.05 * norm, 0.1 * Math.abs(by), "the gradient is that of the evidence");
    }

    @Test
    void thoseThatPointTheRightWayStay() {
        Structure truth = Helix.truth();
        assertEquals(0, run(refiner(truth, truth, 3), 3));
    }

    @Test
    void carbonylsOfATurnedPeptideDoNotFitTheTrace() {
        Structure truth = Helix.truth();
        var right = refiner(truth, truth, 3);
        assertEquals(0, right.carbonyls.outliers(right.xyz));
        var wrong = refiner(turned(truth, 10, 180), truth, 3);
        assertTrue(wrong.carbonyls.outlier(10, wrong.xyz) || wrong.carbonyls.outlier(11, wrong.xyz));
        assertEquals(100.0 / 20, wrong.carbonyls.residue(), 0.3, "four ends of 24 have no value");
    }

    /// An outlier is healed where the map is that of a plain helix.
    @Test
    void anOutlierThatTheMapDoesNotShowIsHealed() {
        Structure truth = Helix.truth();
        var r = refiner(turned(truth, 10, 105), truth, 2);
        assertTrue(r.backbone.sites().stream().anyMatch(s -> r.backbone.outlier(s, r.xyz)), "the start has an outlier");
        run(r, 2);
        assertFalse(r.backbone.sites().stream().anyMatch(s -> r.backbone.outlier(s, r.xyz)));
        for (double p : r.pull) assertEquals(1, p);
    }

    /// What the whole map leaves unexplained is more with a peptide turned over, and goes by how well the rest is explained.
    @Test
    void theWholeMapTellsAgainstATurnedPeptide() {
        Structure truth = Helix.truth();
        var r = refiner(truth, truth, 3);
        var schedule = Schedule.of(RefinementParameters.DEFAULT, 3, r.quality());
        var evidence = new MapEvidence(r, schedule);
        double right = evidence.energy();
        r.xyz = refiner(turned(truth, 10, 180), truth, 3).xyz;
        assertTrue(evidence.energy() > right + 100, "%.1f, %.1f".formatted(evidence.energy(), right));
    }

    /// At 3 A the density at a few atoms would let the peptides beside an outlier turn; the whole map, which is explained but for them, does
    /// not.
    @Test
    void peptidesStayWhereTheMapIsExplainedNearlyWhole() {
        Structure odd = Helix.build(-62, -42, 10, 120, 120);
        var r = new Refiner(new RefinementProblem(Helix.interpret(odd), Helix.map(odd, 3, 0, TEAM), Optional.empty(), 3,
                RefinementParameters.DEFAULT), TEAM);
        r.prepare();
        assertTrue(r.backbone.sites().stream().anyMatch(s -> r.backbone.outlier(s, r.xyz)), "the truth has an outlier");
        run(r, 3);
        assertTrue(off(r, odd, 10) < 1 && off(r, odd, 9) < 1, off(r, odd, 10) + " A, " + off(r, odd, 9) + " A");
    }

    private static Structure sharp(Structure s) {
        double[] b = s.atoms().b().clone();
        java.util.Arrays.fill(b, 15);
        return s.withB(b);
    }

    /// A true outlier stays, is pulled no more, and is reported with the reason.
    @Test
    void anOutlierThatTheMapShowsIsProtected() {
        Structure odd = sharp(Helix.build(-62, -42, 10, 120, 120));
        var r = refiner(odd, odd, 1.6);
        var site = r.backbone.sites().stream().filter(s -> s.residue() == 10).findFirst().orElseThrow();
        assertTrue(r.backbone.outlier(site, r.xyz), "the truth is an outlier");
        run(r, 1.6);
        assertTrue(r.backbone.outlier(site, r.xyz));
        assertEquals(0, r.pull[r.backbone.sites().indexOf(site)]);
        assertTrue(Changes.of(r, odd.atoms().xyz()).stream().anyMatch(c -> c.kind() == Change.Kind.OUTLIER_KEPT
                && c.evidence().contains("the map supports it")));
    }

    /// A supported outlier that the map moves to just inside what is allowed is still left to it, where maps tell: drawn on from there, it would leave the
    /// place that the map gave it. Where a start was scattered chance made it an outlier, and it is not.
    @Test
    void whatWasSparedIsNotDrawnAsSoonAsItIsAllowed() {
        for (double d : new double[]{2.5, 2.9}) {
            Structure rare = edge(0.0006, 0.015), common = edge(0.03, 1);
            assertEquals(d < 2.6 ? 0 : 1, pullAfter(rare, d, false), d + " A");
            assertEquals(1, pullAfter(rare, d, true), d + " A");
            assertEquals(1, pullAfter(common, d, false), d + " A");
        }
    }

    private static double pullAfter(Structure s, double d, boolean scattered) {
        var r = refiner(s, s, d);
        int k = IntStream.range(0, r.pull.length).filter(n -> r.backbone.sites().get(n).residue() == 10).findFirst()
                .orElseThrow();
        r.pull[k] = 0;
        run(r, d, scattered);
        return r.pull[k];
    }

    /// A helix in which phi of one residue is such that it is as common as that.
    private static Structure edge(double least, double most) {
        for (int phi = -62; phi > -180; phi--) {
            Structure s = Helix.build(-62, -42, 10, phi, -42);
            var r = refiner(s, s, 4);
            double p = r.backbone.sites().stream().filter(t -> t.residue() == 10).mapToDouble(t -> r.backbone.score(t, r.xyz))
                    .sum();
            if (p >= least && p < most) return s;
        }
        throw new AssertionError("no phi as common as that");
    }
}
