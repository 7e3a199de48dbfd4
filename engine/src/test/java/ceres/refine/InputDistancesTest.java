package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.refine.energy.InputDistances;
import ceres.restraint.GeometryTarget;
import ceres.restraint.Restraints;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The shape of the input in maps that do not show it.
class InputDistancesTest {
    private static final Parallel TEAM = Parallel.single();

    private static Refiner refiner(Structure start, double dMin, String... parameters) {
        var p = RefinementParameters.DEFAULT;
        for (String word : parameters) p = p.with(word);
        return new Refiner(
                new RefinementProblem(Helix.interpret(start), Helix.map(Helix.truth(), dMin, 0, TEAM), Optional.empty(),
                        dMin, p),
                TEAM);
    }

    private static Restraints.HydrogenBonds alone(Structure s) {
        var r = refiner(s, 5);
        return InputDistances.of(r.model, r.xyz).with(Restraints.NONE).hydrogenBonds();
    }

    @Test
    void isKeptWorseThanFourAndAHalfAngstromsUnlessUnwanted() {
        Structure s = Helix.truth();
        int bonds = refiner(s, 3).restraints.hydrogenBonds().size(), rows = alone(s).size();
        assertTrue(rows > s.residueCount());
        assertEquals(bonds, refiner(s, 4.4).restraints.hydrogenBonds().size());
        assertEquals(bonds + rows, refiner(s, 4.5).restraints.hydrogenBonds().size());
        assertEquals(bonds, refiner(s, 4.5, "input_distances=false").restraints.hydrogenBonds().size());
        var r = refiner(s, 5);
        r.prepare();
        assertEquals(bonds + rows, r.restraints.hydrogenBonds().size(), "still there before a minimisation");
    }

    /// Against a look at every pair.
    @Test
    void holdsEveryPairOfAlphasNearEachOtherThreeResiduesApart() {
        Structure s = Helix.truth();
        var rows = alone(s);
        int n = 0;
        for (int r = 0; r < s.residueCount(); r++)
            for (int t = r + 3; t < s.residueCount(); t++) if (s.distance(s.find(r, "CA"), s.find(t, "CA")) <= 10) n++;
        assertEquals(n, rows.size());
        for (int k = 0; k < n; k++) {
            assertEquals("CA", s.atomName(rows.i()[k]));
            assertEquals(s.distance(rows.i()[k], rows.j()[k]), rows.ideal()[k], 1e-9);
        }
    }

    /// Moving as a whole costs nothing, bending does, and what is far off has let go.
    @Test
    void keepsShapeNotPlace() {
        Structure s = Helix.truth();
        var r = refiner(s, 5);
        var target = new GeometryTarget(InputDistances.of(r.model, r.xyz).with(Restraints.NONE));
        assertEquals(0, energy(target, moved(r.xyz, 0, r.xyz.length / 3, 7)), 1e-9);
        int from = s.find(12, "CA");
        double near = energy(target, moved(r.xyz, from, from + 1, 0.4)), far = energy(target, moved(r.xyz, from, from + 1, 6)),
                further = energy(target, moved(r.xyz, from, from + 1, 7));
        assertTrue(near > 0.1 && far > near && further < 1.01 * far, near + ", " + far + ", " + further);
    }

    private static double energy(GeometryTarget target, double[] xyz) {
        return target.evaluate(xyz, new double[xyz.length], TEAM);
    }

    private static double[] moved(double[] xyz, int from, int to, double by) {
        double[] x = xyz.clone();
        for (int a = from; a < to; a++) x[3 * a] += by;
        return x;
    }

    @Test
    void aPoorMapPullsAsItsLikelihoodDoes() {
        var start = refiner(Helix.truth(), 5).quality();
        assertEquals(60, Schedule.of(RefinementParameters.DEFAULT, 4.4, start).correlation());
        assertEquals(15, Schedule.of(RefinementParameters.DEFAULT, 5, start).correlation());
        assertEquals(40, Schedule.of(RefinementParameters.DEFAULT.with("correlation_weight=40"), 5, start).correlation());
    }
}
