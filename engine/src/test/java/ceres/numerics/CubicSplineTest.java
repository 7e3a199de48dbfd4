package ceres.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CubicSplineTest {
    private static double[] noise(int n) {
        var random = new SplittableRandom(n);
        return random.doubles(n, -1, 1).toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 21, 22, 23, 60})
    void mirroredCoefficientsGiveTheSamplesBack(int n) {
        double[] f = noise(n), c = f.clone();
        CubicSpline.prefilterMirror(c, 0, 1, n);
        for (int k = 0; k < n; k++) {
            double below = c[k == 0 ? 1 : k - 1], above = c[k == n - 1 ? n - 2 : k + 1];
            assertEquals(f[k], (below + 4 * c[k] + above) / 6, 1e-6);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 21, 22, 23, 180})
    void periodicCoefficientsGiveTheSamplesBack(int n) {
        double[] f = noise(n), c = f.clone();
        CubicSpline.prefilterPeriodic(c, 0, 1, n);
        for (int k = 0; k < n; k++)
            assertEquals(f[k], (c[(k + n - 1) % n] + 4 * c[k] + c[(k + 1) % n]) / 6, 1e-10);
    }
}
