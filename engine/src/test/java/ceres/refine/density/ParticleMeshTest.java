package ceres.refine.density;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.map.Grid;
import ceres.map.UnitCell;
import ceres.numerics.CubicSpline;
import ceres.numerics.Parallel;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ParticleMeshTest {
    private static final Grid GRID = new Grid(12, 10, 9, UnitCell.orthogonal(12, 11, 10), 3, -2, 5);
    private static final double D_MIN = 3;
    /// A Gaussian stands in for carbon; nitrogen is weaker and a little sharper.
    private static final ScatteringShape SHAPE = new ScatteringShape(
            (z, s2) -> (z == 7 ? 0.8 : 1) * Math.exp(-(z == 7 ? 8 : 10) * s2 / 4), D_MIN);

    private record Scene(double[] xyz, double[] lnB, double[] weight, float[] observed, boolean[] mask) {}

    private static Scene scene(int n) {
        var random = new SplittableRandom(5);
        double[] xyz = new double[3 * n], lnB = new double[n], weight = new double[n];
        for (int i = 0; i < n; i++) {
            xyz[3 * i] = 3 + random.nextDouble(0, 12);
            xyz[3 * i + 1] = -2 + random.nextDouble(0, 11);
            xyz[3 * i + 2] = 5 + random.nextDouble(0, 10);
            lnB[i] = Math.log(random.nextDouble(25, 180));
            weight[i] = random.nextDouble(0.5, 2);
        }
        var observed = new float[GRID.voxels()];
        var mask = new boolean[GRID.voxels()];
        for (int v = 0; v < observed.length; v++) {
            observed[v] = (float) random.nextGaussian();
            mask[v] = random.nextDouble() < 0.6;
        }
        return new Scene(xyz, lnB, weight, observed, mask);
    }

    private static ParticleMesh mesh(Scene s, Parallel team) {
        var mesh = new ParticleMesh(GRID, s.observed, D_MIN, SHAPE);
        mesh.levels(20, 200, 2);
        mesh.mask(s.mask);
        return mesh;
    }

    /// Working maps that were let go of are made again; the model map outlives them.
    @Test
    void givesTheSameAfterItsWorkingMapsWereReleased() {
        var team = Parallel.single();
        Scene s = scene(40);
        var mesh = mesh(s, team);
        int n = s.weight.length;
        double cc = mesh.correlate(n, s.xyz, s.lnB, s.weight, ParticleMesh.Slopes.NONE, team);
        float[] model = mesh.modelMap().clone();
        mesh.release();
        assertArrayEquals(model, mesh.modelMap(), 0f);
        assertEquals(cc, mesh.correlate(n, s.xyz, s.lnB, s.weight, ParticleMesh.Slopes.NONE, team), 0.0);
    }

    /// Filters of levels that stay are kept; others are made for the new ones.
    @Test
    void levelsComeAndGo() {
        var team = Parallel.single();
        Scene s = scene(40);
        var mesh = mesh(s, team);
        int n = s.weight.length;
        double cc = mesh.correlate(n, s.xyz, s.lnB, s.weight, ParticleMesh.Slopes.NONE, team);
        mesh.levels(20, 200, 2);
        assertEquals(cc, mesh.correlate(n, s.xyz, s.lnB, s.weight, ParticleMesh.Slopes.NONE, team), 0.0);
        mesh.levels(20, 200, 1.5);
        assertNotEquals(cc, mesh.correlate(n, s.xyz, s.lnB, s.weight, ParticleMesh.Slopes.NONE, team), 0.0);
        mesh.levels(20, 200, 2);
        assertEquals(cc, mesh.correlate(n, s.xyz, s.lnB, s.weight, ParticleMesh.Slopes.NONE, team), 0.0);
    }

    /// The period of the mesh would put it, a box away, among the others.
    @Test
    void anAtomOffTheGridNeitherScattersNorFeels() {
        var team = Parallel.single();
        Scene s = scene(40);
        int n = s.weight.length;
        double[] without = s.weight.clone(), away = s.xyz.clone(), slope = new double[3 * n], same = slope.clone();
        without[7] = 0;
        away[21] += 12;
        double expected = mesh(s, team).correlate(n, s.xyz, s.lnB, without, new ParticleMesh.Slopes(1, slope, null, null), team);
        double there = mesh(s, team).correlate(n, away, s.lnB, s.weight, new ParticleMesh.Slopes(1, same, null, null), team);
        assertEquals(expected, there, 0.0);
        assertArrayEquals(slope, same, 0.0);
        assertEquals(0, same[21], 0.0);
    }

    /// The definition, in double precision, with sums written out: the slow twin.
    private static final class Twin {
        final Scene s;
        final double[] level;

        Twin(Scene s) {
            this.s = s;
            int k = 1 + (int) Math.ceil(Math.log(10) / Math.log(2));
            level = new double[k];
            for (int l = 0; l < k; l++) level[l] = Math.log(20) + l * Math.log(10) / (k - 1);
        }

        double[] modelMap(double[] xyz, double[] lnB) {
            int nx = 12, ny = 10, nz = 9;
            double[][] mesh = new double[level.length][GRID.voxels()];
            for (int i = 0; i < s.weight.length; i++) spread(i, xyz, lnB, mesh);
            var c = new double[GRID.voxels()];
            for (int h = -nx / 2; h < nx - nx / 2; h++)
                for (int k = -ny / 2; k < ny - ny / 2; k++)
                    for (int l = -nz / 2; l < nz - nz / 2; l++) {
                        double s2 = h * h / 144.0 + k * k / 121.0 + l * l / 100.0;
                        if (s2 > 1 / (D_MIN * D_MIN)) continue;
                        double re = 0, im = 0;
                        for (int q = 0; q < level.length; q++) {
                            double w = Math.exp(-10 * s2 / 4 - Math.exp(level[q]) * s2 / 4)
                                    / Math.pow(sinc(h, nx) * sinc(k, ny) * sinc(l, nz), 4);
                            for (int v = 0; v < c.length; v++) {
                                double p = phase(h, k, l, v);
                                re += w * mesh[q][v] * Math.cos(p);
                                im -= w * mesh[q][v] * Math.sin(p);
                            }
                        }
                        for (int v = 0; v < c.length; v++) {
                            double p = phase(h, k, l, v);
                            c[v] += (re * Math.cos(p) - im * Math.sin(p)) / c.length;
                        }
                    }
            return c;
        }

        private static double phase(int h, int k, int l, int v) {
            int i = v % 12, j = v / 12 % 10, m = v / 120;
            return 2 * Math.PI * (h * i / 12.0 + k * j / 10.0 + l * m / 9.0);
        }

        private static double sinc(int h, int n) { return h == 0 ? 1 : Math.sin(Math.PI * h / n) / (Math.PI * h / n); }

        private void spread(int i, double[] xyz, double[] lnB, double[][] mesh) {
            double u = (xyz[3 * i] - 3) / 1, v = (xyz[3 * i + 1] + 2) / 1.1, t = (xyz[3 * i + 2] - 5) / (10 / 9.0);
            double b = Math.clamp((lnB[i] - level[0]) / (level[1] - level[0]), 0, level.length - 1);
            int low = Math.min((int) b, level.length - 2);
            var w = new double[12];
            CubicSpline.weights(u - Math.floor(u), w, 0);
            CubicSpline.weights(v - Math.floor(v), w, 4);
            CubicSpline.weights(t - Math.floor(t), w, 8);
            for (int r = 0; r < 4; r++)
                for (int q = 0; q < 4; q++)
                    for (int p = 0; p < 4; p++) {
                        int at = GRID.index(Math.floorMod((int) Math.floor(u) - 1 + p, 12),
                                Math.floorMod((int) Math.floor(v) - 1 + q, 10),
                                Math.floorMod((int) Math.floor(t) - 1 + r, 9));
                        double f = s.weight[i] * w[p] * w[4 + q] * w[8 + r];
                        mesh[low][at] += f * (1 - b + low);
                        mesh[low + 1][at] += f * (b - low);
                    }
        }

        double correlation(double[] xyz, double[] lnB) {
            double[] c = modelMap(xyz, lnB);
            double n = 0, mc = 0, mo = 0, cc = 0, oo = 0, co = 0;
            for (int v = 0; v < c.length; v++)
                if (s.mask[v]) {
                    n++;
                    mc += c[v];
                    mo += s.observed[v];
                }
            for (int v = 0; v < c.length; v++)
                if (s.mask[v]) {
                    cc += (c[v] - mc / n) * (c[v] - mc / n);
                    oo += (s.observed[v] - mo / n) * (s.observed[v] - mo / n);
                    co += (c[v] - mc / n) * (s.observed[v] - mo / n);
                }
            return co / Math.sqrt(cc * oo);
        }
    }

    @Test
    void agreesWithTheSlowTwin() {
        Scene s = scene(6);
        var mesh = mesh(s, Parallel.single());
        double cc = mesh.correlate(6, s.xyz, s.lnB, s.weight, ParticleMesh.Slopes.NONE, Parallel.single());
        assertEquals(new Twin(s).correlation(s.xyz, s.lnB), cc, 2e-6);
        double[] map = new Twin(s).modelMap(s.xyz, s.lnB);
        double worst = 0, largest = 0;
        for (int v = 0; v < map.length; v++) {
            worst = Math.max(worst, Math.abs(map[v] - mesh.modelMap()[v]));
            largest = Math.max(largest, Math.abs(map[v]));
        }
        assertTrue(worst < 1e-5 * largest, worst + " of " + largest);
    }

    /// The analytic slopes (single-precision transforms) against central differences of the double-precision twin.
    @Test
    void slopesAreThoseOfTheTwin() {
        Scene s = scene(4);
        var mesh = mesh(s, Parallel.single());
        double[] gx = new double[12], gb = new double[4], gw = new double[4];
        mesh.correlate(4, s.xyz, s.lnB, s.weight, new ParticleMesh.Slopes(1, gx, gb, gw), Parallel.single());
        var twin = new Twin(s);
        double h = 1e-4, scale = 0;
        for (double g : gx) scale = Math.max(scale, Math.abs(g));
        for (int i = 0; i < 12; i += 5) {
            double[] lo = s.xyz.clone(), hi = s.xyz.clone();
            lo[i] -= h;
            hi[i] += h;
            double slope = (twin.correlation(hi, s.lnB) - twin.correlation(lo, s.lnB)) / (2 * h);
            assertEquals(slope, gx[i], 2e-5 * scale);
        }
        for (int i = 0; i < 4; i++) {
            double[] lo = s.lnB.clone(), hi = s.lnB.clone();
            lo[i] -= h;
            hi[i] += h;
            double slope = (twin.correlation(s.xyz, hi) - twin.correlation(s.xyz, lo)) / (2 * h);
            assertEquals(slope, gb[i], 2e-5 * scale);
            double w = s.weight[i];
            s.weight[i] = w + h;
            double up = twin.correlation(s.xyz, s.lnB);
            s.weight[i] = w - h;
            double down = twin.correlation(s.xyz, s.lnB);
            s.weight[i] = w;
            assertEquals((up - down) / (2 * h), gw[i], 2e-5 * scale);
        }
    }

    @Test
    void isTheSameForAnyNumberOfThreads() {
        Scene s = scene(300);
        var one = new double[900];
        double cc = mesh(s, Parallel.single()).correlate(300, s.xyz, s.lnB, s.weight, new ParticleMesh.Slopes(1, one, null, null),
                Parallel.single());
        for (int threads : new int[]{2, 8})
            try (var team = Parallel.of(threads)) {
                var many = new double[900];
                assertEquals(cc, mesh(s, team).correlate(300, s.xyz, s.lnB, s.weight,
                        new ParticleMesh.Slopes(1, many, null, null), team), 0.0);
                assertArrayEquals(one, many, 0.0);
            }
    }

    @Test
    void elementsFollowCarbonByFactorAndShift() {
        assertEquals(0.8, SHAPE.factor(7), 1e-9);
        assertEquals(-2, SHAPE.shift(7), 1e-9);
    }
}
