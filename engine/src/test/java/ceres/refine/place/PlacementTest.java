package ceres.refine.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.SplineMap;
import ceres.map.UnitCell;
import ceres.numerics.Parallel;
import ceres.testing.Check;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Bodies of the test's own: a self-avoiding chain of 150 points, its density a sum of Gaussians of 3 A resolution with noise.
class PlacementTest {
    private static final double RESOLUTION = 3.5;

    record Scene(DensityMap map, double[] truth, double[] weight) {
        static Scene of(Random random) {
            double[] chain = chain(150, random);
            var grid = new Grid(64, 60, 56, UnitCell.orthogonal(96, 90, 84), -10, 5, 0);
            var values = new float[grid.voxels()];
            for (int a = 0; a < chain.length; a += 3) addGaussian(grid, values, chain[a], chain[a + 1], chain[a + 2]);
            for (int q = 0; q < values.length; q++) values[q] += (float) (0.05 * random.nextGaussian());
            var weight = new double[chain.length / 3];
            java.util.Arrays.fill(weight, 6);
            return new Scene(new DensityMap(grid, values), chain, weight);
        }

        double rmsd(double[] xyz) {
            double sum = 0;
            for (int i = 0; i < xyz.length; i++) sum += (xyz[i] - truth[i]) * (xyz[i] - truth[i]);
            return Math.sqrt(3 * sum / xyz.length);
        }
    }

    private static double[] chain(int n, Random random) {
        var r = new double[3 * n];
        double[] at = {35, 45, 40}, step = new double[3];
        for (int i = 0; i < n;) {
            for (int d = 0; d < 3; d++) step[d] = at[d] + 2.2 * random.nextGaussian();
            double fromCentre = Math.hypot(Math.hypot(step[0] - 38, step[1] - 50), step[2] - 42);
            if (fromCentre > 18 || tooNear(r, i, step)) {
                if (random.nextInt(20) == 0) at = new double[]{r[3 * random.nextInt(i)], at[1], at[2]};
                continue;
            }
            System.arraycopy(step, 0, r, 3 * i++, 3);
            at = step.clone();
        }
        return r;
    }

    private static boolean tooNear(double[] r, int n, double[] p) {
        for (int i = 0; i < n; i++)
            if (Math.hypot(Math.hypot(r[3 * i] - p[0], r[3 * i + 1] - p[1]), r[3 * i + 2] - p[2]) < 1.5) return true;
        return false;
    }

    private static void addGaussian(Grid g, float[] values, double x, double y, double z) {
        for (int k = 0; k < g.nz(); k++)
            for (int j = 0; j < g.ny(); j++)
                for (int i = 0; i < g.nx(); i++) {
                    double dx = g.originX() + i * g.dx() - x, dy = g.originY() + j * g.dy() - y,
                            dz = g.originZ() + k * g.dz() - z;
                    double r2 = dx * dx + dy * dy + dz * dz;
                    if (r2 < 25) values[g.index(i, j, k)] += (float) Math.exp(-r2 / 2);
                }
    }

    private static double[] displaced(Scene s, Random random, double shift, double angleDeg) {
        double[] axis = direction(random), t = direction(random);
        for (int d = 0; d < 3; d++) t[d] *= shift;
        return Pose.of(new Body(s.truth, s.weight).centroid(), axis, Math.toRadians(angleDeg), t).applied(s.truth);
    }

    private static double[] direction(Random random) {
        double[] v = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
        double n = Math.hypot(Math.hypot(v[0], v[1]), v[2]);
        return new double[]{v[0] / n, v[1] / n, v[2] / n};
    }

    @Test
    void theGradientIsTheSlope() {
        Check.forAll(10, r -> r, random -> {
            var s = Scene.of(random);
            try (var team = Parallel.of(2)) {
                var target = new PoseTarget(new Body(displaced(s, random, 2, 5), s.weight), SplineMap.of(s.map, team));
                double[] p = random.doubles(6, -3, 3).toArray(), g = new double[6], none = new double[6];
                target.at(p, g);
                for (int q = 0; q < 6; q++) {
                    double h = 1e-5, keep = p[q];
                    p[q] = keep + h;
                    double up = target.at(p, none);
                    p[q] = keep - h;
                    double down = target.at(p, none);
                    p[q] = keep;
                    assertThat(g[q]).isCloseTo((up - down) / (2 * h), offset(1e-6));
                }
            }
        });
    }

    @Test
    void aBodyFiveAngstromsAndTenDegreesOffComesBack() {
        Check.forAll(10, r -> r, random -> {
            var s = Scene.of(random);
            try (var team = Parallel.of(2)) {
                var placed = new RigidBody(s.map, RESOLUTION, team).fit(new Body(displaced(s, random, 5, 10), s.weight));
                assertThat(placed.moved()).isTrue();
                assertThat(s.rmsd(placed.xyz())).isLessThan(0.3);
            }
        });
    }

    @Test
    void aBodyInItsPlaceIsNotMoved() {
        Check.forAll(10, r -> r, random -> {
            var s = Scene.of(random);
            try (var team = Parallel.of(2)) {
                var placed = new RigidBody(s.map, RESOLUTION, team).fit(new Body(s.truth, s.weight));
                assertThat(placed.moved()).isFalse();
                assertThat(placed.xyz()).isEqualTo(s.truth);
            }
        });
    }

    @Test
    void aLostBodyIsFoundAndTheAnswerDoesNotDependOnThreads() {
        var random = new Random(20260822);
        var s = Scene.of(random);
        double[] lost = displaced(s, random, 25, 130);
        double[][] found = new double[2][];
        for (int threads = 1; threads <= 2; threads++)
            try (var team = Parallel.of(threads)) {
                var placed = Docking.search(new Body(lost, s.weight), s.map, RESOLUTION, team);
                assertThat(placed).isPresent();
                found[threads - 1] = placed.get().xyz();
                assertThat(s.rmsd(found[threads - 1])).isLessThan(0.3);
            }
        assertThat(found[0]).isEqualTo(found[1]);
    }

    @Test
    void inNoiseThereIsNoPlace() {
        var random = new Random(20260822);
        var s = Scene.of(random);
        var noise = new float[s.map.values().length];
        for (int q = 0; q < noise.length; q++) noise[q] = (float) random.nextGaussian();
        try (var team = Parallel.of(2)) {
            assertThat(Docking.search(new Body(s.truth, s.weight), new DensityMap(s.map.grid(), noise), RESOLUTION, team))
                    .isEmpty();
        }
    }
}
