package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.refine.energy.Contacts;
import ceres.refine.energy.Energy;
import ceres.refine.energy.MapTerm;
import ceres.numerics.Parallel;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The whole function that the minimiser sees, hydrogens included: its gradient, its thread independence.
class EnergyTest {
    private static Refiner refiner(Parallel team) {
        var start = Helix.shaken(Helix.truth(), 0.3, 3);
        var problem = new RefinementProblem(Helix.interpret(start), Helix.map(Helix.truth(), 3, 0.1, team), Optional.empty(), 3,
                RefinementParameters.DEFAULT);
        return new Refiner(problem, team);
    }

    private static Energy energy(Refiner r, double correlation, Parallel team) {
        r.prepare();
        r.box.mask(r.model.at(r.xyz, r.b), team);
        r.box.direct().atoms(r.model.heavyCount(), r.xyz, r.scatterers.lnB(r.b), r.scatterers.weight);
        var map = correlation > 0 ? MapTerm.linear(r.box.direct(), correlation * r.model.heavyCount()) : null;
        return r.energy(Schedule.of(RefinementParameters.DEFAULT, 3, r.quality()), Contacts.Strength.HARD, 4, map);
    }

    @Test
    void gradientIsTheSlope() {
        var team = Parallel.single();
        var r = refiner(team);
        var energy = energy(r, 0, team);
        SlopeCheck.gradientIsTheSlope(r, energy);
    }

    /// The correlation is computed in single precision: its slope is compared over a wider step, and to fewer digits.
    @Test
    void correlationPullsAsItsSlopeSays() {
        var team = Parallel.single();
        var r = refiner(team);
        SlopeCheck.pullsAsItsSlopeSays(r, energy(r, 500, team), energy(r, 0, team));
    }

    /// The same where the fit is so good that the likelihood pulls and the correlation is that of the mesh.
    @Test
    void theLikelihoodPullsAsItsSlopeSays() {
        var team = Parallel.single();
        var r = refiner(team);
        var without = energy(r, 0, team);
        double cc = r.aim().correlation();
        var law = r.likelihood(50, 1e6, 20);
        assertTrue(law.rules(cc), "CC " + cc);
        var map = MapTerm.likely(r.box.target(), r.scatterers.lnB(r.b), r.scatterers.weight, law,
                r.model.heavyCount());
        SlopeCheck.pullsAsItsSlopeSays(r,
                r.energy(Schedule.of(RefinementParameters.DEFAULT, 3, r.quality()), Contacts.Strength.HARD, 4, map),
                without);
    }

    @Test
    void isTheSameForAnyNumberOfThreads() {
        double[] one = null;
        double value = 0;
        for (int threads : new int[]{1, 2, 8})
            try (var team = Parallel.of(threads)) {
                var r = refiner(team);
                var energy = energy(r, 60, team);
                var g = new double[3 * r.model.heavyCount()];
                double e = energy.at(Arrays.copyOf(r.xyz, g.length), g);
                if (one == null) {
                    one = g;
                    value = e;
                }
                assertEquals(value, e, 0.0);
                assertArrayEquals(one, g, 0.0);
            }
    }
}
