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
        for (int lanes : new int[]{1, 3, 16}) {
            double[] f = noise(n * lanes), c = f.clone();
            CubicSpline.prefilterMirror(c, lanes, n);
            for (int at = 0; at < n * lanes; at++) {
                double below = c[at < lanes ? at + lanes : at - lanes],
                        above = c[at >= (n - 1) * lanes ? at - lanes : at + lanes];
                assertEquals(f[at], (below + 4 * c[at] + above) / 6, 1e-6);
            }
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
