package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.refine.RefinementParameters.BFactorModel;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// B factors that rise along a helix, found again from its map.
class BFactorsTest {
    private static final Parallel TEAM = Parallel.single();

    private static Structure rising() {
        Structure s = Helix.truth();
        double[] b = s.atoms().b().clone();
        for (int a = 0; a < b.length; a++) b[a] = 30 + 6 * s.residueOf(a);
        return s.withB(b);
    }

    private static Refiner refiner(String model) {
        return new Refiner(
                new RefinementProblem(Helix.interpret(Helix.truth()), Helix.map(rising(), 2.5, 0.05, TEAM), Optional.empty(),
                        2.5, RefinementParameters.DEFAULT.with("b_factor_model=" + model)),
                TEAM);
    }

    private static double correlation(double[] a, double[] b) {
        double ma = Arrays.stream(a).average().orElseThrow(), mb = Arrays.stream(b).average().orElseThrow(), ab = 0, aa = 0,
                bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - ma) * (b[i] - mb);
            aa += (a[i] - ma) * (a[i] - ma);
            bb += (b[i] - mb) * (b[i] - mb);
        }
        return ab / Math.sqrt(aa * bb);
    }

    @Test
    void theRiseIsFoundWhateverSharesAB() {
        double[] truth = rising().atoms().b();
        for (String model : new String[]{"individual", "two_per_residue", "residue"}) {
            var r = refiner(model);
            r.refineB(300, 60);
            assertTrue(correlation(r.b, truth) > 0.9, model + ": correlation with the truth " + correlation(r.b, truth));
            double mean = Arrays.stream(r.b).average().orElseThrow(), right = Arrays.stream(truth).average().orElseThrow();
            assertEquals(right, mean, 0.25 * right, model);
        }
    }

    @Test
    void groupsShareOneValue() {
        var r = refiner("residue");
        r.refineB(300, 20);
        Structure s = r.model.heavy();
        for (int a = 1; a < s.atomCount(); a++)
            if (s.residueOf(a) == s.residueOf(a - 1)) assertEquals(r.b[a - 1], r.b[a], 1e-9);
        var two = BFactorGroups.of(r.model, BFactorModel.TWO_PER_RESIDUE, 3);
        assertEquals(2 * 24 - 1, two.count(), "glycine has no side chain");
        assertEquals(two.of(s.find(4, "CB")), two.of(s.find(4, "CG")));
        assertEquals(s.atomCount(), BFactorGroups.of(r.model, BFactorModel.AUTO, 3.5).count());
        assertEquals(24, BFactorGroups.of(r.model, BFactorModel.AUTO, 8).count());
    }

    @Test
    void slopesOfGroupsAreSumsOfThoseOfAtoms() {
        var groups = BFactorGroups.of(refiner("residue").model, BFactorModel.RESIDUE, 3);
        double[] ones = IntStream.range(0, Helix.truth().atomCount()).mapToDouble(a -> 1).toArray(), sums = new double[24];
        groups.collect(ones, sums);
        assertEquals(ones.length, Arrays.stream(sums).sum());
        assertArrayEquals(ones, groups.spread(groups.mean(ones)), 1e-12);
    }
}
