package ceres.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.numerics.Parallel;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SplineMapTest {
    private static DensityMap noise(Grid g, long seed) {
        var random = new SplittableRandom(seed);
        var v = new float[g.voxels()];
        for (int i = 0; i < v.length; i++) v[i] = (float) random.nextGaussian();
        return new DensityMap(g, v);
    }

    private static final Grid SKEW = new Grid(9, 11, 7, new UnitCell(12, 15, 9, 80, 95, 110), 3, -2, 5);

    @Test
    void passesThroughTheVoxels() {
        var map = noise(SKEW, 1);
        var spline = SplineMap.of(map, Parallel.single());
        double[] a = SKEW.cell().orthogonalisation();
        for (int k = 0; k < 7; k++)
            for (int j = 0; j < 11; j++)
                for (int i = 0; i < 9; i++) {
                    double u = i / 9.0, v = j / 11.0, w = k / 7.0;
                    double x = 3 + a[0] * u + a[1] * v + a[2] * w, y = -2 + a[4] * v + a[5] * w, z = 5 + a[8] * w;
                    if (spline.contains(x, y, z)) assertEquals(map.at(i, j, k), spline.at(x, y, z), 3e-6);
                }
    }

    /// The value alone is a faster twin of value and gradient.
    @Test
    void valueAloneIsTheValueBesideTheGradient() {
        var spline = SplineMap.of(noise(SKEW, 3), Parallel.single());
        var random = new SplittableRandom(8);
        int inside = 0;
        for (int n = 0; n < 1000; n++) {
            double x = 3 + random.nextDouble(-4, 12), y = -2 + random.nextDouble(-1, 15), z = 5 + random.nextDouble(-1, 9);
            if (spline.contains(x, y, z)) inside++;
            assertEquals(spline.evaluate(x, y, z, new double[3], 0, 1, new double[24]), spline.at(x, y, z));
        }
        assertTrue(inside > 200);
    }

    @Test
    void gradientIsTheSlope() {
        var spline = SplineMap.of(noise(SKEW, 2), Parallel.single());
        var random = new SplittableRandom(7);
        double h = 1e-5, worst = 0;
        int tried = 0;
        while (tried < 200) {
            double[] p = {3 + random.nextDouble(-4, 12), -2 + random.nextDouble(0, 15), 5 + random.nextDouble(0, 9)};
            if (!spline.contains(p[0], p[1], p[2])) continue;
            tried++;
            var g = new double[3];
            spline.evaluate(p[0], p[1], p[2], g, 0, 1, new double[24]);
            for (int d = 0; d < 3; d++) {
                double[] lo = p.clone(), hi = p.clone();
                lo[d] -= h;
                hi[d] += h;
                if (!spline.contains(lo[0], lo[1], lo[2]) || !spline.contains(hi[0], hi[1], hi[2])) continue;
                double slope = (spline.at(hi[0], hi[1], hi[2]) - spline.at(lo[0], lo[1], lo[2])) / (2 * h);
                worst = Math.max(worst, Math.abs(slope - g[d]) / Math.max(1, Math.abs(slope)));
            }
        }
        assertTrue(worst < 1e-6, "worst gap " + worst);
    }

    /// Gate R5: at three voxels per d_min (3 A here, B 100 A^2) the error stays below 1 % of the rms.
    @Test
    void interpolatesABandLimitedMapToOnePercentOfItsRms() {
        var g = new Grid(36, 36, 36, UnitCell.orthogonal(36, 36, 36), 0, 0, 0);
        var random = new SplittableRandom(3);
        double[][] waves = new double[60][];
        for (int n = 0; n < waves.length; n++) waves[n] = wave(random);
        var v = new float[g.voxels()];
        double rms = 0;
        for (int k = 0; k < 36; k++)
            for (int j = 0; j < 36; j++)
                for (int i = 0; i < 36; i++) {
                    double value = sum(waves, i, j, k);
                    v[g.index(i, j, k)] = (float) value;
                    rms += value * value;
                }
        rms = Math.sqrt(rms / g.voxels());
        var spline = SplineMap.of(new DensityMap(g, v), Parallel.single());
        double error = 0;
        for (int n = 0; n < 1000; n++) {
            double x = random.nextDouble(8, 28), y = random.nextDouble(8, 28), z = random.nextDouble(8, 28);
            double d = spline.at(x, y, z) - sum(waves, x, y, z);
            error += d * d;
        }
        assertTrue(Math.sqrt(error / 1000) < 0.01 * rms, "relative rms error " + Math.sqrt(error / 1000) / rms);
    }

    /// A wave vector inside the ball of d_min = 3 A, phase, amplitude.
    private static double[] wave(SplittableRandom random) {
        while (true) {
            double[] s = {random.nextDouble(-1, 1) / 3, random.nextDouble(-1, 1) / 3, random.nextDouble(-1, 1) / 3};
            double s2 = s[0] * s[0] + s[1] * s[1] + s[2] * s[2];
            if (s2 <= 1.0 / 9) return new double[]{s[0], s[1], s[2], random.nextDouble(6.28), Math.exp(-100 * s2 / 4)};
        }
    }

    private static double sum(double[][] waves, double x, double y, double z) {
        double v = 0;
        for (double[] w : waves) v += w[4] * Math.cos(2 * Math.PI * (w[0] * x + w[1] * y + w[2] * z) + w[3]);
        return v;
    }

    @Test
    void isTheSameForAnyNumberOfThreads() {
        var map = noise(SKEW, 4);
        double one = SplineMap.of(map, Parallel.single()).at(6, 4, 8);
        try (var team = Parallel.of(8)) {
            assertEquals(one, SplineMap.of(map, team).at(6, 4, 8), 0.0);
        }
    }
}
