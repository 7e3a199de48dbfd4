package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.refine.energy.Contacts;
import ceres.refine.moving.Rotation;
import ceres.refine.moving.SideChains;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideChainFitTest {
    private static final double SAME = Math.toRadians(30);

    private final Structure truth = Helix.truth();

    private Refiner refiner(Structure start, double noise, Parallel team) {
        return new Refiner(new RefinementProblem(Helix.interpret(start), Helix.map(truth, 3, noise, team), Optional.empty(), 3,
                RefinementParameters.DEFAULT), team);
    }

    private int wrong(Refiner r) {
        int wrong = 0;
        for (var site : r.sideChains.sites()) {
            double[] now = site.angles(r.xyz), right = site.angles(truth.atoms().xyz());
            for (int k = 0; k < now.length; k++)
                if (Math.abs(SideChains.difference(site, k, now[k], right[k])) > SAME) {
                    wrong++;
                    break;
                }
        }
        return wrong;
    }

    @Test
    void everyThirdWrongOneComesBack() {
        try (var team = Parallel.of(1)) {
            var r = refiner(Helix.wrongChi1(truth, 3), 0.3, team);
            int before = wrong(r);
            assertTrue(before >= 5, before + " wrong at the start");
            new SideChainFit(r).run(true);
            assertEquals(0, wrong(r));
        }
    }

    /// Every other one wrong and noise: what the first fit leaves because neighbours are in the way, the second finds.
    @Test
    void aSecondFitFindsWhatTheFirstLeft() {
        try (var team = Parallel.of(1)) {
            var once = refiner(Helix.wrongChi1(truth, 2), 1, team);
            new SideChainFit(once).run(true);
            var twice = refiner(Helix.wrongChi1(truth, 2), 1, team);
            var refined = new int[1];
            SideChainFit.twice(twice, () -> {
                refined[0]++;
                twice.refineB(300, 15);
            });
            assertEquals(1, refined[0]);
            assertTrue(wrong(twice) <= wrong(once), wrong(twice) + " wrong, " + wrong(once) + " after one fit");
        }
    }

    @Test
    void rightOnesStay() {
        try (var team = Parallel.of(1)) {
            for (double noise : new double[]{0.1, 0.5}) {
                var r = refiner(truth, noise, team);
                new SideChainFit(r).run(true);
                assertEquals(0, wrong(r), "noise " + noise);
            }
        }
    }

    /// Of many rotamers each is less likely than of few, and what was given without a clash is likelier than what clashes or was chosen.
    @Test
    void manyOthersAndNoClashSpeakForTheRotamerGiven() {
        for (String name : List.of("SER", "LEU", "GLN", "LYS")) {
            double free = SideChainFit.odds(name, false, true);
            assertTrue(free > SideChainFit.odds(name, true, true), name);
            assertTrue(free > SideChainFit.odds(name, false, false), name);
        }
        // 46 rotamers of Lys, 3 of Ser
        assertEquals(Math.log(45 / 2.0), SideChainFit.odds("LYS", true, false) - SideChainFit.odds("SER", true, false), 1e-12);
    }

    /// The same start: where the map is that of the outlier it stays, through a minimisation that draws every other side chain to its rotamer;
    /// where it is that of the rotamer, it goes.
    @Test
    void anOutlierStaysOnlyWhereTheMapIsItsOwn() {
        Structure odd = eclipsed(truth, LEU);
        try (var team = Parallel.of(1)) {
            var its = at(odd, odd, 0.1, team);
            assertTrue(SideChains.outlier(site(its), its.xyz), "the truth is an outlier");
            its.prepare();
            its.minimise(Schedule.of(RefinementParameters.DEFAULT, 2.5, its.quality()), Contacts.Strength.NORMAL, 0, 120, 40);
            new SideChainFit(its).run(true);
            assertTrue(its.supportedRotamer[its.sideChains.sites().indexOf(site(its))]);
            assertEquals(0, off(its, odd), SAME);
            assertTrue(Changes.of(its, odd.atoms().xyz()).stream()
                    .anyMatch(c -> c.kind() == Change.Kind.OUTLIER_KEPT && c.before().equals("rotamer outlier")));

            var other = at(odd, truth, 0.1, team);
            new SideChainFit(other).run(false);
            assertFalse(other.supportedRotamer[other.sideChains.sites().indexOf(site(other))]);
            assertEquals(0, off(other, truth), SAME);
        }
    }

    /// What the map supports is no candidate for another rotamer, whatever it bumps into: a fit leaves it where it stands, to the bit.
    @Test
    void whatTheMapSupportsIsNotTakenAway() {
        int supported = 0;
        try (var team = Parallel.of(1)) {
            for (double noise : new double[]{0.3, 1, 2})
                for (int deg = 40; deg <= 80; deg += 10) {
                    Structure odd = turned(truth, LEU, deg);
                    var r = at(odd, odd, noise, team);
                    if (!r.supportedRotamer[r.sideChains.sites().indexOf(site(r))]) continue;
                    supported++;
                    new SideChainFit(r).run(true);
                    assertEquals(0, off(r, odd), 1e-9, "noise " + noise + ", turned by " + deg);
                    assertTrue(r.supportedRotamer[r.sideChains.sites().indexOf(site(r))]);
                }
        }
        assertTrue(supported >= 5, supported + " supported");
    }

    private static final int LEU = 10;

    private static Refiner at(Structure start, Structure truth, double noise, Parallel team) {
        var r = new Refiner(new RefinementProblem(Helix.interpret(start), Helix.map(truth, 2.5, noise, team), Optional.empty(),
                2.5, RefinementParameters.DEFAULT), team);
        new SideChainFit(r).ask();
        return r;
    }

    private static SideChains.Site site(Refiner r) {
        return r.sideChains.sites().stream().filter(s -> s.residue() == LEU).findFirst().orElseThrow();
    }

    private static double off(Refiner r, Structure from) {
        var site = site(r);
        return Math.abs(SideChains.difference(site, 0, site.angles(r.xyz)[0], site.angles(from.atoms().xyz())[0]));
    }

    /// The side chain of a residue turned to where chi1 is nobody's.
    private static Structure eclipsed(Structure s, int r) { return turned(s, r, 60); }

    private static Structure turned(Structure s, int r, double deg) {
        double[] x = s.atoms().xyz().clone();
        int a = s.find(r, "CA"), b = s.find(r, "CB");
        Rotation.about(x, a, b, Math.toRadians(deg), IntStream.range(b + 1, s.atomEnd(r)).toArray());
        return s.withXyz(x);
    }

    @Test
    void theNumberOfThreadsDoesNotMatter() {
        double[] once = fitted(1);
        for (int threads : new int[]{2, 8}) assertArrayEquals(once, fitted(threads), 0, threads + " threads");
    }

    private double[] fitted(int threads) {
        try (var team = Parallel.of(threads)) {
            var r = refiner(Helix.wrongChi1(truth, 2), 0.5, team);
            new SideChainFit(r).run(true);
            return r.xyz;
        }
    }
}
