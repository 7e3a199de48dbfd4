package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.refine.moving.SideChains;
import java.util.Optional;
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
