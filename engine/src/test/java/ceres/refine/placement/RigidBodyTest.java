package ceres.refine.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.refine.Helix;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.UnitCell;
import ceres.density.ModelMap;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RigidBodyTest {
    private static final Parallel TEAM = Parallel.single();

    private static DensityMap roomy(Structure truth, double dMin) {
        double step = dMin / 3;
        int n = (int) Math.ceil(66 / step);
        double[] c = centre(truth.atoms().xyz());
        var grid = new Grid(n, n, n, UnitCell.orthogonal(n * step, n * step, n * step), c[0] - 33, c[1] - 33, c[2] - 33);
        return ModelMap.compute(truth, grid, dMin, TEAM);
    }

    private static double[] centre(double[] x) {
        var c = new double[3];
        for (int i = 0; i < x.length; i++) c[i % 3] += 3 * x[i] / x.length;
        return c;
    }

    private static Structure displaced(Structure s, double shift, double deg, long seed) {
        var random = new SplittableRandom(seed);
        double[] axis = direction(random), to = direction(random), out = new double[s.atoms().xyz().length];
        for (int d = 0; d < 3; d++) {
            axis[d] *= Math.toRadians(deg);
            to[d] *= shift;
        }
        RigidBody.move(s.atoms().xyz(), centre(s.atoms().xyz()), RigidBody.rotation(axis), to, out);
        return s.withXyz(out);
    }

    private static double[] direction(SplittableRandom random) {
        double x = random.nextGaussian(), y = random.nextGaussian(), z = random.nextGaussian(),
                r = Math.sqrt(x * x + y * y + z * z);
        return new double[]{x / r, y / r, z / r};
    }

    /// Gate R11: 5 A and 10 degrees off, found 19 times of 20.
    @Test
    void findsItsWayFromFiveAngstromAndTenDegrees() {
        Structure truth = Helix.truth();
        var map = roomy(truth, 4);
        int found = 0;
        for (int n = 0; n < 20; n++) {
            var start = displaced(truth, 5, 10, n);
            var placed = new RigidBody(map, 4, TEAM).fit(start, 15);
            if (Helix.rmsd(start.withXyz(placed.xyz()), truth) < 0.3) found++;
        }
        assertTrue(found >= 19, found + " of 20");
    }

    @Test
    void leavesARightModelWhereItIs() {
        Structure truth = Helix.truth();
        var placed = new RigidBody(roomy(truth, 4), 4, TEAM).fit(truth, 15);
        assertTrue(Helix.rmsd(truth.withXyz(placed.xyz()), truth) < 0.2);
    }

    /// exp([w]x) turns by |w|; its left Jacobian is the slope of the turned point.
    @Test
    void jacobianIsTheSlopeOfTheRotation() {
        double[] w = {0.4, -0.7, 0.2}, p = {1, 2, 3};
        double h = 1e-6;
        double[] j = RigidBody.jacobian(w);
        for (int k = 0; k < 3; k++) {
            double[] lo = w.clone(), hi = w.clone(), a = new double[3], b = new double[3], q = new double[3];
            lo[k] -= h;
            hi[k] += h;
            RigidBody.move(p, new double[3], RigidBody.rotation(lo), new double[3], a);
            RigidBody.move(p, new double[3], RigidBody.rotation(hi), new double[3], b);
            RigidBody.move(p, new double[3], RigidBody.rotation(w), new double[3], q);
            // d(R p) = (J e_k) x R p
            double x = j[k], y = j[3 + k], z = j[6 + k];
            double[] slope = {y * q[2] - z * q[1], z * q[0] - x * q[2], x * q[1] - y * q[0]};
            for (int d = 0; d < 3; d++) assertEquals((b[d] - a[d]) / (2 * h), slope[d], 1e-6);
        }
    }

    @Test
    @Tag("slow")
    void docksABodyThatIsFarFromItsPlace() {
        Structure truth = Helix.truth();
        var placed = new Docking(roomy(truth, 4), 4, TEAM).search(displaced(truth, 14, 130, 3)).orElseThrow();
        assertTrue(Helix.rmsd(truth.withXyz(placed), truth) < 0.5, "rmsd " + Helix.rmsd(truth.withXyz(placed), truth));
    }
}
