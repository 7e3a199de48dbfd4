package ceres.refine.density;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.map.Grid;
import ceres.map.UnitCell;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClearanceTest {
    private static final Grid GRID = new Grid(20, 24, 18, UnitCell.orthogonal(20, 21, 22), 3, -2, 5);

    /// A slab and a few voxels elsewhere.
    private static MaskedMap mask() {
        var random = new SplittableRandom(4);
        var inside = new boolean[GRID.voxels()];
        for (int v = 0; v < inside.length; v++) inside[v] = v % GRID.nx() < 5 || random.nextDouble() < 0.002;
        return MaskedMap.of(GRID, new float[inside.length], inside);
    }

    private static double nearest(MaskedMap mask, double[] xyz, int i) {
        double least = Double.MAX_VALUE;
        for (int c = 0; c < GRID.nz(); c++)
            for (int b = 0; b < GRID.ny(); b++)
                for (int a = 0; a < GRID.nx(); a++) {
                    if (!mask.inside()[GRID.index(a, b, c)]) continue;
                    double x = 3 + a * GRID.dx() - xyz[3 * i], y = -2 + b * GRID.dy() - xyz[3 * i + 1],
                            z = 5 + c * GRID.dz() - xyz[3 * i + 2];
                    least = Math.min(least, Math.sqrt(x * x + y * y + z * z));
                }
        return least;
    }

    /// Every voxel looked at: nothing that reaches into the mask is left out, wherever it has gone, and most of what does not is.
    @Test
    void leavesOutOnlyWhatDoesNotReachIntoTheMask() {
        var random = new SplittableRandom(6);
        var mask = mask();
        int n = 400, left = 0, could = 0;
        double[] xyz = IntStream.range(0, 3 * n).mapToDouble(i -> random.nextDouble(-3, 27)).toArray(), radius = new double[n];
        Arrays.fill(radius, 3);
        var clearance = Clearance.of(mask, IntStream.range(0, n).toArray(), xyz, radius);
        double[] moved = Arrays.stream(xyz).map(x -> x + random.nextDouble(-0.8, 0.8)).toArray();
        for (int i = 0; i < n; i++) {
            boolean there = nearest(mask, xyz, i) <= 3, then = nearest(mask, moved, i) <= 3.2;
            assertTrue(clearance.reaches(i, xyz, 3) || !there);
            assertTrue(clearance.reaches(i, moved, 3.2) || !then);
            if (!there) could++;
            if (!clearance.reaches(i, xyz, 3)) left++;
        }
        assertTrue(left > 50, left + " left out");
        assertEquals(could, left);
    }

    @Test
    void whatIsNowhereIsNotJudged() {
        var clearance = Clearance.of(mask(), new int[]{0, 1}, new double[]{Double.NaN, 0, 0, 1e9, 0, 0}, new double[]{3, 3});
        assertTrue(clearance.reaches(0, new double[]{8, 9, 10, 0, 0, 0}, 3));
        assertFalse(clearance.reaches(1, new double[]{0, 0, 0, 1e9, 0, 0}, 3));
        assertTrue(clearance.reaches(1, new double[]{0, 0, 0, 4, 0, 6}, 3));
    }
}
