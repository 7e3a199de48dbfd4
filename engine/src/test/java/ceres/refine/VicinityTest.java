package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.refine.energy.Contacts;
import ceres.numerics.Lbfgs;
import ceres.numerics.Parallel;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VicinityTest {
    private static final Parallel TEAM = Parallel.single();

    private static Refiner refiner() {
        var start = Helix.shaken(Helix.truth(), 0.3, 3);
        var r = new Refiner(
                new RefinementProblem(Helix.interpret(start), Helix.map(Helix.truth(), 3, 0.1, TEAM), Optional.empty(),
                        3, RefinementParameters.DEFAULT),
                TEAM);
        r.prepare();
        return r;
    }

    private static Schedule schedule(Refiner r) { return Schedule.of(RefinementParameters.DEFAULT, 3, r.quality()); }

    /// With every atom free it is the relaxation of the whole.
    @Test
    void ofAllAtomsItIsTheWhole() {
        Refiner r = refiner(), other = refiner();
        int[] all = java.util.stream.IntStream.range(0, r.model.heavyCount()).toArray();
        var everything = new Vicinity(r, all);
        assertEquals(r.model.heavyCount(), everything.size());
        double local = everything.relax(schedule(r), 25);
        var energy = other.energy(schedule(other), Contacts.Strength.NORMAL, schedule(other).density(), null);
        double[] x = Arrays.copyOf(other.xyz, 3 * other.model.heavyCount());
        double whole = Lbfgs.minimise(energy, x, Lbfgs.Options.coordinates(25, 0.3)).value();
        assertEquals(whole, local, 1e-6 * Math.abs(whole));
        for (int i = 0; i < x.length; i++) assertEquals(x[i], r.xyz[i], 1e-4);
    }

    /// What is far stands still, what is near goes where the whole energy falls.
    @Test
    void movesWhatIsNearAndNothingElse() {
        Refiner r = refiner();
        double[] before = r.xyz.clone();
        int centre = r.model.heavy().find(r.model.heavy().residueCount() / 2, "CA");
        var near = new Vicinity(r, centre);
        assertTrue(near.size() > 5 && near.size() < r.model.heavyCount(), near.size() + " atoms");
        var energy = r.energy(schedule(r), Contacts.Strength.NORMAL, schedule(r).density(), null);
        var none = new double[3 * r.model.heavyCount()];
        double start = energy.at(Arrays.copyOf(before, none.length), none);
        near.relax(schedule(r), 25);
        for (int a = 0; a < r.model.heavyCount(); a++) {
            double from = Contacts.distance(before, a, centre), moved = Math.sqrt(Math.pow(r.xyz[3 * a] - before[3 * a], 2)
                    + Math.pow(r.xyz[3 * a + 1] - before[3 * a + 1], 2) + Math.pow(r.xyz[3 * a + 2] - before[3 * a + 2], 2));
            if (from > Vicinity.REACH) assertEquals(0, moved, 0.0);
        }
        assertTrue(energy.at(Arrays.copyOf(r.xyz, none.length), none) < start);
    }

    /// Differences of its energy are those of the whole energy, for any move of the free atoms.
    @Test
    void energiesCompareAsThoseOfTheWhole() {
        Refiner r = refiner();
        int centre = r.model.heavy().find(r.model.heavy().residueCount() / 2, "CA");
        var near = new Vicinity(r, centre);
        var none = new double[3 * r.model.heavyCount()];
        double[] start = r.xyz.clone();
        var schedule = schedule(r);
        var random = new SplittableRandom(6);
        double first = 0, firstWhole = 0;
        for (int k = 0; k < 4; k++) {
            double[] x = start.clone();
            for (int a = 0; k > 0 && a < r.model.heavyCount(); a++)
                if (Contacts.distance(start, a, centre) < Vicinity.REACH)
                    for (int d = 0; d < 3; d++) x[3 * a + d] += 0.05 * random.nextGaussian();
            r.xyz = x;
            r.model.riding().place(x, TEAM);
            // both anew: the ideals of side chains depend on where they stand
            double w = r.energy(schedule, Contacts.Strength.NORMAL, schedule.density(), null).at(Arrays.copyOf(x, none.length),
                    none);
            double e = near.relax(schedule, 0);
            if (k == 0) {
                first = e;
                firstWhole = w;
            } else
                assertEquals(w - firstWhole, e - first, 1e-6 * Math.abs(w));
        }
    }
}
