package ceres.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BallKernelTest {
    private static final int NX = 23, NY = 14, NZ = 12, ROW = NX + BallKernel.PADDING;
    private static final float[] C = {0, 1.5f, -0.7f, 0.4f, 2.1f, -1.3f};

    private static BallKernel.Ball desk() {
        return new BallKernel.Ball(new int[]{NX, NY, NZ}, ROW, new double[]{1, -2, 3}, new double[]{1, 1.1, 0.9});
    }

    private static double f(double x, double y, double z, double cx, double cy, double cz, double radius) {
        double r2 = (x - cx) * (x - cx) + (y - cy) * (y - cy) + (z - cz) * (z - cz), v = Math.max(0, 1 - r2 / radius / radius);
        return v * v * (C[1] + v * (C[2] + v * (C[3] + v * (C[4] + v * C[5]))));
    }

    private static float[] random() {
        var random = new SplittableRandom(2);
        var g = new float[ROW * NY * NZ];
        for (int v = 0; v < g.length; v++) g[v] = v % ROW < NX ? (float) random.nextGaussian() : 0;
        return g;
    }

    /// Balls inside, across faces, and off the grid; radii of one vector and of several.
    @Test
    void everyKernelAddsTheFunction() {
        double[][] balls = {{10, 5, 8, 3.4}, {1.2, -1.5, 3.3, 3}, {22.7, 12, 13.4, 4.5}, {12, 4, 8, 7.9}, {90, 0, 0, 4}};
        for (var kernel : new BallKernel[]{new BallKernel.Scalar(), new BallKernel.Lanes()})
            for (double[] b : balls) {
                var grid = new float[ROW * NY * NZ];
                var ball = desk();
                ball.set(b[0], b[1], b[2], b[3]);
                kernel.add(ball, grid, C, 1, 0, 5);
                kernel.add(ball, grid, C, 1, 5, NZ);
                for (int k = 0; k < NZ; k++)
                    for (int j = 0; j < NY; j++)
                        for (int i = 0; i < NX; i++)
                            assertEquals(f(1 + i, -2 + 1.1 * j, 3 + 0.9 * k, b[0], b[1], b[2], b[3]),
                                    grid[(k * NY + j) * ROW + i],
                                    2e-6);
            }
    }

    @Test
    void forceIsTheSlopeOfTheValue() {
        float[] g = random();
        for (var kernel : new BallKernel[]{new BallKernel.Scalar(), new BallKernel.Lanes()})
            for (double radius : new double[]{3.2, 6.1}) {
                double[] at = {9.3, 5.2, 8.1}, force = new double[3];
                var ball = desk();
                ball.set(at[0], at[1], at[2], radius);
                kernel.force(ball, g, C, 1, force);
                for (int d = 0; d < 3; d++) {
                    double slope = (value(at, d, 1e-3, radius, g) - value(at, d, -1e-3, radius, g)) / 2e-3;
                    assertEquals(slope, 2 / radius * force[d], 2e-4);
                }
            }
    }

    private static double value(double[] at, int d, double by, double radius, float[] g) {
        double[] c = at.clone();
        c[d] += by;
        double sum = 0;
        for (int k = 0; k < NZ; k++)
            for (int j = 0; j < NY; j++)
                for (int i = 0; i < NX; i++)
                    sum += g[(k * NY + j) * ROW + i] * f(1 + i, -2 + 1.1 * j, 3 + 0.9 * k, c[0], c[1], c[2], radius);
        return sum;
    }

    @Test
    void lanesDoWhatTheDefinitionSays() {
        var random = new SplittableRandom(3);
        float[] g = random();
        for (int n = 0; n < 50; n++) {
            var ball = desk();
            ball.set(random.nextDouble(-2, 26), random.nextDouble(-4, 15), random.nextDouble(1, 15), random.nextDouble(1, 8));
            double[] a = new double[3], b = new double[3];
            new BallKernel.Scalar().force(ball, g, C, 1, a);
            new BallKernel.Lanes().force(ball, g, C, 1, b);
            assertArrayEquals(a, b, 1e-4);
        }
        assertTrue(BallKernel.best() != null);
    }
}
