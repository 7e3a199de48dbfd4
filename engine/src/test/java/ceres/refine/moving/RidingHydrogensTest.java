package ceres.refine.moving;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.chem.HydrogenGeometry;
import ceres.chem.HydrogenGeometry.Kind;
import ceres.numerics.Parallel;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RidingHydrogensTest {
    private static RidingHydrogens one(Kind kind) {
        double turn = kind == Kind.AMIDE ? 0.48 : 0.7;
        return new RidingHydrogens(4, new Kind[]{kind}, new int[]{0}, new int[]{1}, new int[]{2}, new int[]{3},
                new double[]{0.97},
                new double[]{1.9}, new double[]{turn});
    }

    /// A carrier with three neighbours about 1.5 A away, the second bonded to the first where that matters little.
    private static double[] scene(SplittableRandom random) {
        double[] x = {0, 0, 0, 1.5, 0, 0, -0.5, 1.4, 0, -0.5, -0.7, 1.2, 0, 0, 0};
        for (int i = 0; i < 12; i++) x[i] += random.nextDouble(-0.4, 0.4);
        return x;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void standsWhereTheTablesPutIt(Kind kind) {
        var random = new SplittableRandom(11);
        var riding = one(kind);
        int neighbours = kind == Kind.METHINE ? 3 : kind == Kind.LINEAR ? 1 : 2;
        for (int n = 0; n < 200; n++) {
            double[] x = scene(random), there = new double[3];
            riding.place(x, Parallel.single());
            HydrogenGeometry.place(kind, 0.97, 1.9, riding.dihedral[0], x, 0,
                    java.util.Arrays.copyOf(new int[]{1, 2, 3}, neighbours),
                    there, 0);
            for (int d = 0; d < 3; d++) assertEquals(there[d], x[12 + d], 1e-12);
            double l = Math.sqrt(Math.pow(x[12] - x[0], 2) + Math.pow(x[13] - x[1], 2) + Math.pow(x[14] - x[2], 2));
            assertEquals(0.97, l, 1e-12);
        }
    }

    /// A force on the hydrogen is the slope of its work by every heavy atom.
    @ParameterizedTest
    @EnumSource(Kind.class)
    void passesForcesOnExactly(Kind kind) {
        var random = new SplittableRandom(12);
        var riding = one(kind);
        double h = 1e-6, worst = 0;
        for (int n = 0; n < 200; n++) {
            double[] x = scene(random), force = {random.nextDouble(-1, 1), random.nextDouble(-1, 1), random.nextDouble(-1, 1)};
            riding.place(x, Parallel.single());
            var g = new double[15];
            System.arraycopy(force, 0, g, 12, 3);
            riding.pullBack(x, g, Parallel.single());
            for (int i = 0; i < 12; i++) {
                double slope = (work(riding, x, i, h, force) - work(riding, x, i, -h, force)) / (2 * h);
                worst = Math.max(worst, Math.abs(slope - g[i]) / Math.max(1, Math.abs(slope)));
            }
            assertEquals(0, Math.abs(g[12]) + Math.abs(g[13]) + Math.abs(g[14]), 0.0);
        }
        assertTrue(worst < 1e-6, kind + " worst gap " + worst);
    }

    private static double work(RidingHydrogens riding, double[] x, int i, double by, double[] force) {
        double[] y = x.clone();
        y[i] += by;
        riding.place(0, y);
        return force[0] * y[12] + force[1] * y[13] + force[2] * y[14];
    }

    /// The slow twin: one after the other. Groups of atoms side by side, some with neighbours in the one before.
    @Test
    void forcesArePassedAsOneByOneForAnyNumberOfThreads() {
        int groups = 900, m = 3 * groups, first = 4 * groups;
        var random = new SplittableRandom(3);
        var kind = new Kind[m];
        int[] carrier = new int[m], n1 = new int[m], n2 = new int[m], n3 = new int[m];
        for (int k = 0; k < m; k++) {
            int g = k / 3, at = 4 * g;
            kind[k] = Kind.values()[random.nextInt(Kind.values().length)];
            carrier[k] = at;
            n1[k] = g > 0 && random.nextInt(8) == 0 ? at - 2 : at + 1;
            n2[k] = at + 2;
            n3[k] = kind[k] == Kind.METHINE ? at + 3 : -1;
        }
        double[] angle = random.doubles(m, 1.8, 2).toArray(), dihedral = random.doubles(m, 0.4, 0.6).toArray(),
                length = random.doubles(m, 0.9, 1).toArray(), xyz = random.doubles(3 * (first + m), -9, 9).toArray(),
                force = random.doubles(3 * (first + m), -1, 1).toArray();
        var riding = new RidingHydrogens(first, kind, carrier, n1, n2, n3, length, angle, dihedral);
        double[] slow = force.clone();
        riding.pullBack(IntStream.range(0, m).toArray(), xyz, slow);
        for (int threads : new int[]{1, 2, 8})
            try (var team = Parallel.of(threads)) {
                double[] fast = force.clone();
                riding.pullBack(xyz, fast, team);
                assertArrayEquals(slow, fast, 0.0);
            }
    }
}
