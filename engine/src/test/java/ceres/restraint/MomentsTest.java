package ceres.restraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MomentsTest {
    static LongStream seeds() { return LongStream.range(0, 100); }

    /// The closed form and the rotations find the same normal, for groups from flat to round.
    @ParameterizedTest
    @MethodSource("seeds")
    void bothWaysToTheNormalAgree(long seed) {
        var random = new Random(seed);
        double thickness = Math.pow(10, random.nextDouble(-8, 0));
        int n = 4 + (int) (seed % 8);
        double[] u = {1, 0.3, -0.2}, v = {-0.1, 1, 0.5}, w = {0.4, -0.3, 1}, xyz = new double[3 * n];
        for (int a = 0; a < n; a++) {
            double p = random.nextGaussian(), q = random.nextGaussian(), r = thickness * random.nextGaussian();
            for (int d = 0; d < 3; d++) xyz[3 * a + d] = 20 + p * u[d] + q * v[d] + r * w[d];
        }
        int[] atoms = java.util.stream.IntStream.range(0, n).toArray();
        Moments slow = new Moments(), fast = new Moments();
        slow.of(xyz, atoms, null, 0, n);
        fast.normal(xyz, atoms, null, 0, n);
        double cosine = 0;
        for (int d = 0; d < 3; d++) cosine += slow.vectors[d] * fast.vectors[d];
        assertThat(Math.abs(cosine)).isEqualTo(1, within(1e-9));
    }
}
