package ceres.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuperpositionTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void findsTheOperationThatMadeTheCopy(long seed) {
        var random = new Random(seed);
        double[] points = random.doubles(60, -20, 20).toArray();
        var made = new Superposition(rotation(random), new double[]{3, -7, 11}, 0);
        var found = Superposition.of(points, made.apply(points));
        assertThat(found.rmsd()).isLessThan(1e-6);
        assertThat(found.rotation()).containsExactly(made.rotation(), within(1e-9));
        assertThat(found.translation()).containsExactly(made.translation(), within(1e-8));
    }

    @Test
    void aMirrorImageIsNotReachedByReflection() {
        var random = new Random(9);
        double[] points = random.doubles(30, -5, 5).toArray(), mirror = points.clone();
        for (int p = 0; p < mirror.length; p += 3) mirror[p] = -mirror[p];
        double[] r = Superposition.of(points, mirror).rotation();
        double determinant = r[0] * (r[4] * r[8] - r[5] * r[7]) - r[1] * (r[3] * r[8] - r[5] * r[6])
                + r[2] * (r[3] * r[7] - r[4] * r[6]);
        assertThat(determinant).isEqualTo(1, within(1e-12));
    }

    @Test
    void noOtherRotationIsBetter() {
        var random = new Random(4);
        double[] a = random.doubles(30, -5, 5).toArray(), b = random.doubles(30, -5, 5).toArray();
        var best = Superposition.of(a, b);
        assertThat(rms(best.apply(a), b)).isEqualTo(best.rmsd(), within(1e-9));
        for (int trial = 0; trial < 200; trial++) {
            var turned = new Superposition(rotation(random), new double[3], 0).apply(a);
            var centred = Superposition.of(turned, b);
            assertThat(centred.rmsd()).isEqualTo(best.rmsd(), within(1e-9));
        }
    }

    private static double rms(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
        return Math.sqrt(sum / (a.length / 3));
    }

    private static double[] rotation(Random random) {
        double w = random.nextGaussian(), x = random.nextGaussian(), y = random.nextGaussian(), z = random.nextGaussian();
        double n = Math.sqrt(w * w + x * x + y * y + z * z);
        w /= n;
        x /= n;
        y /= n;
        z /= n;
        return new double[]{1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y), 2 * (x * y + w * z),
            1 - 2 * (x * x + z * z), 2 * (y * z - w * x), 2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)};
    }
}
