package ceres.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.UnitCell;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SincMapTest {
    private static final int N = 24;
    private static final Grid GRID = new Grid(N, N, N, UnitCell.orthogonal(N, N, N), -3, 2, 1);

    private static double wave(double x, double y, double z) {
        return Math.sin(0.9 * x + 0.4) * Math.cos(0.7 * y) + 0.5 * Math.sin(1.1 * z);
    }

    private static SincMap waves() {
        var values = new float[GRID.voxels()];
        for (int k = 0; k < N; k++)
            for (int j = 0; j < N; j++)
                for (int i = 0; i < N; i++) values[GRID.index(i, j, k)] = (float) wave(i - 3, j + 2, k + 1);
        return new SincMap(new DensityMap(GRID, values));
    }

    /// The weights as their definition has them, every sine of its own.
    @Test
    void weightsAreThoseOfTheWindowedSinc() {
        var random = new SplittableRandom(3);
        for (int n = 0; n < 200; n++) {
            double t = n == 0 ? 0 : random.nextDouble(), sum = 0;
            double[] expected = new double[6], found = new double[6];
            for (int p = 0; p < 6; p++) {
                double u = t + 2 - p, sinc = u == 0 ? 1 : Math.sin(Math.PI * u) / (Math.PI * u);
                expected[p] = sinc * 0.5 * (1 + Math.cos(Math.PI * u / 3));
                sum += expected[p];
            }
            SincMap.weights(t, found);
            for (int p = 0; p < 6; p++) assertThat(found[p]).isCloseTo(expected[p] / sum, within(1e-14));
        }
    }

    @Test
    void findsWavesBetweenVoxelsAndNothingAtTheEdge() {
        var map = waves();
        var random = new SplittableRandom(5);
        for (int n = 0; n < 300; n++) {
            double x = random.nextDouble(2, 16), y = random.nextDouble(6, 20), z = random.nextDouble(5, 19);
            assertThat(map.at(x, y, z)).isCloseTo(wave(x, y, z), within(0.06));
        }
        assertThat(map.at(-2.5, 10, 10)).isNaN();
        assertThat(map.at(5, 10, 23.5)).isNaN();
    }
}
