package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.map.DensityMap;
import ceres.map.HalfMaps;
import ceres.map.SplineMap;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Parallel;
import ceres.numerics.Superposition;
import ceres.progress.Progress;
import ceres.refine.quality.Quality;
import ceres.refine.symmetry.NcsRule;
import ceres.refine.energy.Contacts;
import ceres.refine.energy.Energy;
import ceres.refine.energy.MapTerm;
import ceres.restraint.Interpretation;
import ceres.restraint.Restraints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A trimer of helices by one of them and its images: the same energy a copy, the same model, at less cost.
class UnitRefinementTest {
    private static final Parallel TEAM = Parallel.single();
    private static final RefinementParameters SHORT = RefinementParameters.DEFAULT.with("macro_cycles=2");

    private static Structure start() { return Trimer.of(Helix.shaken(Trimer.unit(), 0.3, 5)); }

    private static RefinementProblem problem(Structure start) {
        return new RefinementProblem(Helix.interpret(start), Helix.map(Trimer.truth(), 3, 0, TEAM), Optional.empty(), 3, SHORT);
    }

    /// The same with hydrogen bonds from every copy to the next, in the whole model's restraints as an interpreter would put them there.
    private static RefinementProblem bonded(Structure start) {
        var p = problem(start);
        var m = p.interpretation();
        int n = start.atomCount() / 3;
        int[][] pairs = nearest(start, n);
        var i = new int[3 * pairs.length];
        var j = new int[i.length];
        double[] ideal = new double[i.length], sigma = ideal.clone(), limit = ideal.clone();
        for (int b = 0; b < i.length; b++) {
            int c = b % 3;
            i[b] = pairs[b / 3][0] + c * n;
            j[b] = pairs[b / 3][1] + (c + 1) % 3 * n;
        }
        Arrays.fill(ideal, 2.9);
        Arrays.fill(sigma, 0.15);
        Arrays.fill(limit, 3);
        var with = m.restraints().withHydrogenBonds(new Restraints.HydrogenBonds(i, j, ideal, sigma, limit));
        return new RefinementProblem(new Interpretation(m.structure(), with, m.bonds(), m.types(), m.links(), m.report(),
                m.components(), m.cdl()), p.map(), p.halfMaps(), p.resolution(), p.parameters());
    }

    /// Of some atoms of the first copy, the nearest of the second.
    private static int[][] nearest(Structure s, int n) {
        var pairs = new ArrayList<int[]>();
        for (int a = 0; a < n; a++)
            for (int b = n; b < 2 * n; b++)
                if (s.distance(a, b) < 4.5 && pairs.size() < 12) pairs.add(new int[]{a, b - n});
        return pairs.toArray(int[][]::new);
    }

    private static UnitRefinement unit(RefinementProblem whole) {
        return UnitRefinement.of(whole, MacroCycles.symmetry(whole), TEAM, Progress.NONE).orElseThrow();
    }

    private static Refiner refiner(UnitRefinement u) { return new Refiner(u.reduced(), TEAM, NcsRule.NONE, u.images()); }

    /// The whole model standing where the unit and its images stand, hydrogens turned alike.
    private static Refiner whole(RefinementProblem problem, Refiner unit) {
        var whole = new Refiner(problem, TEAM);
        int n = unit.model.riding().size(), all = whole.model.riding().size();
        assertEquals(3 * n, all);
        for (int k = 0; k < all; k++) whole.model.riding().dihedral[k] = unit.model.riding().dihedral[k % n];
        double[] x = Arrays.copyOf(unit.xyz, 3 * unit.model.heavyCount());
        var heavy = new double[3 * x.length];
        for (int copy = 0; copy < 3; copy++, x = Trimer.turned(x, Trimer.THIRD))
            System.arraycopy(x, 0, heavy, copy * x.length, x.length);
        whole.model.expand(heavy, whole.xyz, TEAM);
        whole.restraints = whole.model.restraintsAt(whole.xyz);
        whole.contacts.list(whole.xyz, TEAM);
        return whole;
    }

    private static double value(Refiner r, Schedule schedule) {
        int n = 3 * r.model.heavyCount();
        return r.energy(schedule, Contacts.Strength.HARD, 0, null).at(Arrays.copyOf(r.xyz, n), new double[n]);
    }

    private static double touching(Refiner r) {
        return r.contacts.evaluate(r.xyz, new double[r.xyz.length], Contacts.Strength.HARD, TEAM);
    }

    @Test
    void energyIsThatOfTheWholeDividedByTheCopies() {
        var problem = problem(start());
        var unit = refiner(unit(problem));
        unit.prepare();
        var whole = whole(problem, unit);
        var schedule = Schedule.of(SHORT, 3, unit.quality());
        unit.model.expand(unit.xyz, unit.xyz, TEAM);
        double own = value(unit, schedule), all = value(whole(problem, unit), schedule);
        assertEquals(all / 3, own, 1e-6 * Math.abs(own));
        double contacts = touching(unit);
        assertEquals(touching(whole) / 3, contacts, 1e-6 * contacts);
        var alone = new Refiner(unit(problem).reduced(), TEAM);
        alone.model.expand(unit.xyz, alone.xyz, TEAM);
        assertTrue(contacts > touching(alone) + 1,
                "the helices touch: %f alone, %f among images".formatted(touching(alone), contacts));
    }

    /// Each is there once a copy, and pulls at both its ends.
    @Test
    void hydrogenBondsBetweenCopiesAreThoseOfTheWhole() {
        var problem = bonded(start());
        var u = unit(problem);
        assertEquals(12, u.images().bonds().size());
        var unit = refiner(u);
        var energy = energy(unit, 0);
        var schedule = Schedule.of(SHORT, 3, unit.quality());
        unit.model.expand(unit.xyz, unit.xyz, TEAM);
        double own = value(unit, schedule), all = value(whole(problem, unit), schedule);
        assertEquals(all / 3, own, 1e-6 * Math.abs(own));
        double without = value(refiner(unit(problem(start()))), schedule);
        assertTrue(own > without + 10, "%f with bonds, %f without".formatted(own, without));
        SlopeCheck.gradientIsTheSlope(unit, energy);
        // local searches, whose images stand still, feel them too
        assertTrue(new Vicinity(unit, u.images().bonds().i()[0]).relax(schedule, 5) > 0);
    }

    @Test
    void correlationIsThatOfTheWhole() {
        var problem = problem(start());
        var unit = refiner(unit(problem));
        assertEquals(whole(problem, unit).correlation(), unit.correlation(), 2e-4);
    }

    @Test
    void qualityIsThatOfTheWhole() {
        var problem = problem(start());
        Quality own = refiner(unit(problem)).quality(), all = new Refiner(problem, TEAM).quality();
        assertEquals(all.clashscore(), own.clashscore(), 0.1 * all.clashscore());
        assertEquals(all.rmsBonds(), own.rmsBonds(), 1e-9);
        assertEquals(all.ramaOutliers(), own.ramaOutliers(), 1e-9);
        assertEquals(all.minNonbonded(), own.minNonbonded(), 1e-6);
        assertEquals(all.cBetaDeviations() / 3, own.cBetaDeviations());
    }

    /// What decides between mesh and direct sums is the size of the whole.
    @Test
    void theBoxOfTheWholeIsKnown() {
        var problem = problem(start());
        var unit = refiner(unit(problem));
        long own = unit.box.mesh().grid().voxels(), all = new Refiner(problem, TEAM).box.mesh().grid().voxels();
        assertEquals(all, unit.box.meshVoxels(unit.model.everyCopy(unit.xyz)));
        assertTrue(all > 1.3 * own, all + " and " + own);
    }

    /// Images that do not reach into the unit's voxels are left out of the sums until they do. The slow twin: the sums with the atoms set anew.
    @Test
    void imagesCountAgainWhereTheyHaveMovedIntoTheMask() {
        var r = refiner(unit(problem(start())));
        energy(r, 500);
        var direct = r.box.direct();
        double[] lnB = r.scatterers.lnB(r.b), x = r.xyz.clone(), moved = new double[x.length], anew = moved.clone();
        for (int i = 3 * r.model.heavyCount(); i < x.length; i++) x[i] *= 0.5;
        double before = direct.correlate(x, 1, moved, TEAM);
        direct.atoms(r.scatterers.size(), x, lnB, r.scatterers.weight);
        assertEquals(direct.correlate(x, 1, anew, TEAM), before, 1e-6);
        double largest = Arrays.stream(anew).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < anew.length; i++) assertEquals(anew[i], moved[i], 1e-4 * largest);
        direct.atoms(r.scatterers.size(), r.xyz, lnB, r.scatterers.weight);
        assertTrue(Math.abs(direct.correlate(r.xyz, 1, anew, TEAM) - before) > 0.001, "images count");
    }

    private static Energy energy(Refiner r, double correlation) {
        r.prepare();
        r.correlation();
        r.box.direct().atoms(r.scatterers.size(), r.xyz, r.scatterers.lnB(r.b), r.scatterers.weight);
        var map = correlation > 0 ? MapTerm.linear(r.box.direct(), correlation * r.model.heavyCount()) : null;
        return r.energy(Schedule.of(SHORT, 3, r.quality()), Contacts.Strength.HARD, 4, map);
    }

    @Test
    void gradientIsTheSlope() {
        var r = refiner(unit(problem(start())));
        var energy = energy(r, 0);
        SlopeCheck.gradientIsTheSlope(r, energy);
    }

    /// Images pull with what they take from the unit's voxels. In single precision, as in [EnergyTest].
    @Test
    void correlationPullsAsItsSlopeSays() {
        var r = refiner(unit(problem(start())));
        SlopeCheck.pullsAsItsSlopeSays(r, energy(r, 500), energy(r, 0));
    }

    private static RefinementResult refine(Structure start, Checkpoints checkpoints, Parallel team, Progress progress) {
        return Refinement.refine(problem(start), checkpoints, team, progress);
    }

    /// Remembers what is told.
    private static final class Listener implements Progress {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void report(String stage, double fraction, String detail) {}

        @Override
        public void log(String line) { lines.add(line); }
    }

    @Test
    void copiesComeHomeIdentical() {
        var listener = new Listener();
        var result = refine(start(), Checkpoints.NONE, TEAM, listener);
        assertTrue(listener.lines.stream().anyMatch(l -> l.startsWith("symmetry   one of 3 copies")), listener.lines.toString());
        Structure refined = result.refined(), truth = Trimer.truth();
        int n = refined.atomCount() / 3;
        double[] x = refined.atoms().xyz();
        for (int copy = 1; copy < 3; copy++) {
            var fit = Superposition.of(Arrays.copyOf(x, 3 * n), Arrays.copyOfRange(x, 3 * copy * n, 3 * (copy + 1) * n));
            assertTrue(fit.rmsd() < 1e-4, "copies differ by " + fit.rmsd());
            assertArrayEquals(Arrays.copyOf(refined.atoms().b(), n),
                    Arrays.copyOfRange(refined.atoms().b(), copy * n, (copy + 1) * n), 0.0);
        }
        assertEquals("C", refined.authChain(2));
        assertTrue(Helix.rmsd(refined, truth) < 0.3, "rmsd " + Helix.rmsd(refined, truth));
        assertTrue(result.changes().size() % 3 == 0, result.changes().toString());
    }

    @Test
    void isTheSameForAnyNumberOfThreads() {
        double[] one = refine(start(), Checkpoints.NONE, TEAM, Progress.NONE).refined().atoms().xyz();
        try (var team = Parallel.of(8)) {
            assertArrayEquals(one, refine(start(), Checkpoints.NONE, team, Progress.NONE).refined().atoms().xyz(), 0.0);
        }
    }

    @Test
    void aStoppedRunGoesOnToTheSameResult() {
        double[] whole = refine(start(), Checkpoints.NONE, TEAM, Progress.NONE).refined().atoms().xyz();
        var interrupted = new Interrupted();
        assertEquals(RefinementResult.Outcome.CANCELLED, refine(start(), interrupted, TEAM, interrupted).outcome());
        interrupted.stop = false;
        assertArrayEquals(whole, refine(start(), interrupted, TEAM, interrupted).refined().atoms().xyz(), 0.0);
    }

    /// At 5 A the copies are kept identical whatever the noise does; half-maps are averaged as the map is, and judge the unit.
    @Test
    void halfMapsJudgeTheUnit() {
        DensityMap clean = Helix.map(Trimer.truth(), 5, 0, TEAM);
        var halves = new HalfMaps(noisy(clean, 1), noisy(clean, 2));
        var mean = new float[clean.values().length];
        for (int v = 0; v < mean.length; v++) mean[v] = (halves.first().values()[v] + halves.second().values()[v]) / 2;
        var problem = new RefinementProblem(Helix.interpret(start()), new DensityMap(clean.grid(), mean), Optional.of(halves), 5,
                SHORT);
        assertTrue(noise(unit(problem).reduced().halfMaps().orElseThrow()) < 0.7 * noise(halves));
        var check = Refinement.refine(problem, Checkpoints.NONE, TEAM, Progress.NONE).crossValidation().orElseThrow();
        assertTrue(check.fscFree() > 0.5 && check.fscFree() < check.fscWork() + 0.02, check.toString());
    }

    private static DensityMap noisy(DensityMap map, long seed) {
        var random = new SplittableRandom(seed);
        float[] values = map.values().clone();
        double square = 0;
        for (float v : values) square += v * v / values.length;
        for (int v = 0; v < values.length; v++) values[v] += (float) (0.5 * Math.sqrt(square) * random.nextGaussian());
        return new DensityMap(map.grid(), values);
    }

    /// Rms of the difference of half-maps about the first helix.
    private static double noise(HalfMaps halves) {
        Structure helix = Trimer.unit();
        SplineMap one = SplineMap.of(halves.first(), TEAM), two = SplineMap.of(halves.second(), TEAM);
        double square = 0;
        for (int a = 0; a < helix.atomCount(); a++)
            square += Math.pow(one.at(helix.x(a), helix.y(a), helix.z(a)) - two.at(helix.x(a), helix.y(a), helix.z(a)), 2);
        return Math.sqrt(square / helix.atomCount());
    }

    /// An ion on the axis, one for all copies, holds its place.
    @Test
    void anIonOnTheAxisStandsStill() {
        Structure helices = start();
        var b = new StructureBuilder();
        for (int c = 0; c < 3; c++) {
            b.chain(helices.authChain(c), helices.authChain(c), "1");
            for (int r = helices.residueStart(c); r < helices.residueEnd(c); r++) {
                b.newResidue(helices.residueName(r), helices.seq(r), '\0', helices.seq(r), false);
                for (int a = helices.atomStart(r); a < helices.atomEnd(r); a++) b.copyAtom(helices, a);
            }
        }
        b.chain("A", "D", "2").newResidue("MG", 99, '\0', 0, true).atom("MG", 12, 2, '\0', 0, 0, 4, 1, 60);
        var listener = new Listener();
        var result = refine(b.build(), Checkpoints.NONE, TEAM, listener);
        assertTrue(listener.lines.stream().anyMatch(l -> l.contains("1 residues that have no copies")),
                listener.lines.toString());
        Structure refined = result.refined();
        int ion = refined.atomCount() - 1;
        assertEquals("MG", refined.atomName(ion));
        assertArrayEquals(new double[]{0, 0, 4}, new double[]{refined.x(ion), refined.y(ion), refined.z(ion)}, 0.0);
        assertEquals(b.atomCount(), refined.atomCount());
    }

    /// A trimer that stands beside its density is moved as a whole first, copy by copy.
    @Test
    void aMisplacedModelIsNotReduced() {
        Structure s = start();
        double[] x = s.atoms().xyz().clone();
        for (int i = 0; i < x.length; i += 3) x[i] += 7;
        var p = problem(s.withXyz(x));
        var coarse = new RefinementProblem(p.interpretation(), p.map(), Optional.empty(), 4.6, SHORT);
        var listener = new Listener();
        Structure refined = Refinement.refine(coarse, Checkpoints.NONE, TEAM, listener).refined();
        assertTrue(listener.lines.stream().anyMatch(l -> l.contains("beside its density")), listener.lines.toString());
        assertTrue(Helix.rmsd(refined, Trimer.truth()) < 1, "rmsd " + Helix.rmsd(refined, Trimer.truth()));
    }
}
