package ceres.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LbfgsTest {
    private static final Lbfgs.Options PLAIN = new Lbfgs.Options(10, 500, 10, 1, 1e-15);

    private static double rosenbrock(double[] x, double[] g) {
        double f = 0;
        for (int i = 0; i + 1 < x.length; i++) {
            double a = x[i + 1] - x[i] * x[i], b = 1 - x[i];
            f += 100 * a * a + b * b;
            g[i] += -400 * a * x[i] - 2 * b;
            g[i + 1] += 200 * a;
        }
        return f;
    }

    @Test
    void findsTheBottomOfRosenbrocksValley() {
        var x = new double[20];
        Arrays.fill(x, -1.2);
        var result = Lbfgs.minimise(LbfgsTest::rosenbrock, x, PLAIN);
        assertEquals(0, result.value(), 1e-10);
        for (double v : x) assertEquals(1, v, 1e-4);
    }

    /// Curvatures from 1 to 1e4: with their inverse as diagonal a handful of steps is enough.
    @Test
    void preconditionerTakesTheSpreadOfCurvaturesAway() {
        int n = 60;
        var inverse = new double[n];
        for (int i = 0; i < n; i++) inverse[i] = Math.pow(10, -4.0 * i / n);
        Lbfgs.Objective bowl = (x, g) -> {
            double f = 0;
            for (int i = 0; i < n; i++) {
                double d = x[i] - 1;
                f += d * d / (2 * inverse[i]);
                g[i] = d / inverse[i];
            }
            return f;
        };
        var options = new Lbfgs.Options(8, 200, 5, 1, 1e-12);
        var plain = Lbfgs.minimise(bowl, new double[n], options);
        var helped = Lbfgs.minimise(bowl, new double[n], inverse, options);
        assertTrue(helped.evaluations() < 10 && helped.evaluations() < plain.evaluations(),
                helped + " against " + plain);
    }

    @Test
    void noPointMovesFurtherThanTheTrustRadiusInOneStep() {
        var seen = new double[1];
        var last = new double[6];
        Lbfgs.Objective far = (x, g) -> {
            double f = 0;
            for (int i = 0; i < 6; i++) {
                f += (x[i] - 100) * (x[i] - 100);
                g[i] = 2 * (x[i] - 100);
            }
            seen[0] = Math.max(seen[0], Math.sqrt(Math.pow(x[0] - last[0], 2) + Math.pow(x[1] - last[1], 2)
                    + Math.pow(x[2] - last[2], 2)));
            System.arraycopy(x, 0, last, 0, 6);
            return f;
        };
        Lbfgs.minimise(far, new double[6], new Lbfgs.Options(5, 10, 0.3, 3, 1e-12));
        assertTrue(seen[0] > 0.1 && seen[0] <= 0.3 + 1e-9, "longest " + seen[0]);
    }

    @Test
    void stepsBackFromWhatIsNotFinite() {
        Lbfgs.Objective cliff = (x, g) -> {
            g[0] = 2 * (x[0] - 0.9);
            return x[0] > 1 ? Double.NaN : (x[0] - 0.9) * (x[0] - 0.9);
        };
        double[] x = {-3};
        Lbfgs.minimise(cliff, x, PLAIN);
        assertEquals(0.9, x[0], 1e-6);
    }

    @Test
    void takesTheSamePathTwice() {
        double[] a = {-1.2, 1, 0.3, 2}, b = a.clone();
        Lbfgs.minimise(LbfgsTest::rosenbrock, a, new Lbfgs.Options(5, 17, 1, 1, 0));
        Lbfgs.minimise(LbfgsTest::rosenbrock, b, new Lbfgs.Options(5, 17, 1, 1, 0));
        assertArrayEquals(a, b, 0.0);
    }
}
