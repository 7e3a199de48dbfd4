package ceres.refine;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// Atoms that a side chain may touch. Most stand still while it is fitted: they are kept sorted by cubes of the distance at which atoms can
/// touch, with their places beside them, so that an atom looks at nine short runs of memory.
///
/// @param mobile atoms that may move meanwhile
/// @param still those that do not, by cube
/// @param place x, y, z of those
/// @param low corner of the first cube, A
/// @param cubes along each axis
/// @param start where each cube begins, x fastest
record Near(int[] mobile, int[] still, double[] place, double[] low, int[] cubes, int[] start) {
    /// Atoms further apart do not touch, A^2.
    static final double TOUCHING_SQUARED = 12;
    private static final double EDGE = Math.sqrt(TOUCHING_SQUARED);

    /// Takes a run of the columns of atoms that stand still.
    interface Run {
        void of(int from, int to);
    }

    static Near of(int[] atoms, IntPredicate moves, double[] xyz) {
        int[] mobile = Arrays.stream(atoms).filter(moves).toArray(),
                rest = Arrays.stream(atoms).filter(moves.negate()).toArray(),
                cubes = new int[3];
        var low = new double[3];
        for (int d = 0; d < 3; d++) {
            double least = Double.MAX_VALUE, most = -Double.MAX_VALUE;
            for (int a : rest) {
                least = Math.min(least, xyz[3 * a + d]);
                most = Math.max(most, xyz[3 * a + d]);
            }
            low[d] = least;
            cubes[d] = rest.length == 0 ? 0 : (int) ((most - least) / EDGE) + 1;
        }
        int[] cube = new int[rest.length], start = new int[cubes[0] * cubes[1] * cubes[2] + 1], still = new int[rest.length];
        for (int k = 0; k < rest.length; k++) {
            for (int d = 2; d >= 0; d--) cube[k] = cube[k] * cubes[d] + (int) ((xyz[3 * rest[k] + d] - low[d]) / EDGE);
            start[cube[k] + 1]++;
        }
        for (int c = 1; c < start.length; c++) start[c] += start[c - 1];
        int[] next = start.clone();
        var place = new double[3 * rest.length];
        for (int k = 0; k < rest.length; k++) {
            int at = next[cube[k]]++;
            still[at] = rest[k];
            System.arraycopy(xyz, 3 * rest[k], place, 3 * at, 3);
        }
        return new Near(mobile, still, place, low, cubes, start);
    }

    /// The cube of a coordinate, of the cubes and one beyond them on either side.
    private int cube(double at, int d) { return (int) Math.clamp(Math.floor((at - low[d]) / EDGE), -2, cubes[d] + 1); }

    /// The runs of [#still] in which everything lies that could touch an atom at this place, in their order.
    void runs(double x, double y, double z, Run run) {
        int cx = cube(x, 0), cy = cube(y, 1), cz = cube(z, 2);
        int first = Math.max(0, cx - 1), last = Math.min(cubes[0] - 1, cx + 1);
        if (first > last) return;
        for (int k = Math.max(0, cz - 1); k <= cz + 1 && k < cubes[2]; k++)
            for (int j = Math.max(0, cy - 1); j <= cy + 1 && j < cubes[1]; j++) {
                int row = (k * cubes[1] + j) * cubes[0];
                run.of(start[row + first], start[row + last + 1]);
            }
    }
}
