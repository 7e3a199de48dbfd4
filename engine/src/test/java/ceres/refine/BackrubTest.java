package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.refine.moving.Backrubs;
import ceres.refine.moving.SideChains;
import ceres.model.Structure;
import ceres.numerics.Geometry;
import ceres.numerics.Parallel;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackrubTest {
    private static final Parallel TEAM = Parallel.single();

    private static Refiner refiner(Structure start, Structure truth) {
        return new Refiner(new RefinementProblem(Helix.interpret(start), Helix.map(truth, 2.5, 0.1, TEAM), Optional.empty(), 2.5,
                RefinementParameters.DEFAULT), TEAM);
    }

    @Test
    void rocksTheSideChainAndLeavesOxygensAndNeighboursWhereTheyWere() {
        Structure s = Helix.truth();
        var r = refiner(s, s);
        var rub = new Backrubs(r.model, r.backbone).of(10);
        double[] x = r.xyz.clone();
        rub.turn(x, Math.toRadians(10));
        double beta = moved(r.xyz, x, s.find(10, "CB")), o = moved(r.xyz, x, s.find(10, "O")),
                before = moved(r.xyz, x, s.find(9, "O"));
        assertTrue(beta > 0.2 && beta < 0.8, "C-beta moves " + beta);
        assertTrue(o < 0.35 && before < 0.35, "oxygens move " + o + ", " + before);
        for (int residue : new int[]{8, 12})
            for (int a = s.atomStart(residue); a < s.atomEnd(residue); a++) assertEquals(0, moved(r.xyz, x, a), 1e-12);
        assertEquals(0, moved(r.xyz, x, s.find(9, "CA")), 1e-12);
        assertEquals(0, moved(r.xyz, x, s.find(11, "CA")), 1e-12);
        // bonds within the moved peptides stay
        for (String[] pair : new String[][]{{"N", "CA"}, {"CA", "C"}, {"C", "O"}, {"CA", "CB"}}) {
            int a = s.find(10, pair[0]), b = s.find(10, pair[1]);
            assertEquals(Geometry.distance(r.xyz, a, b), Geometry.distance(x, a, b), 1e-9);
        }
        rub.turn(x, 0);
    }

    private static double moved(double[] a, double[] b, int atom) {
        double sum = 0;
        for (int d = 0; d < 3; d++) sum += Math.pow(a[3 * atom + d] - b[3 * atom + d], 2);
        return Math.sqrt(sum);
    }

    /// 10 degrees of backrub and a wrong rotamer at once: the fit finds the rotamer again.
    @Test
    void wrongRotamersAreFound() {
        Structure truth = Helix.truth();
        var r = refiner(Helix.wrongChi1(truth, 5), truth);
        assertTrue(new SideChainFit(r).run(true) >= 3);
        for (var site : r.sideChains.sites()) {
            double[] now = site.angles(r.xyz), right = site.angles(truth.atoms().xyz());
            assertTrue(Math.abs(SideChains.difference(site, 0, now[0], right[0])) < Math.toRadians(25),
                    site.name() + " " + site.residue() + " chi1 " + Math.toDegrees(now[0]));
        }
        assertEquals(0, r.quality().rotamerOutliers());
    }
}
