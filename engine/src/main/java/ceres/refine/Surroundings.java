package ceres.refine;

import java.util.Arrays;

/// What stands round the heavy atoms that a refinement moves: images of them by symmetry, which follow, and atoms that stand still.
///
/// Of the heavy atoms of the model, `[0, free)` are moved; entry k of the columns is atom `free + k`.
///
/// @param source the moved atom whose image it is, -1 for one that stands still
/// @param operator row of `operators`; -1 for one that stands still
/// @param operators r' = R r + t as nine and three numbers, row-major, A
/// @param share of the copies that have such a neighbour, 0 to 1
/// @param agreement how much of the contrast of the copies' maps is left in their mean, 0 to 1: the correlation of all copies with the map is
///     this times the correlation of one with the mean ([AveragedMap])
record Surroundings(int free, int[] source, int[] operator, double[][] operators, double[] share, double agreement) {
    /// Every atom moves.
    static final Surroundings NONE = new Surroundings(Integer.MAX_VALUE, new int[0], new int[0], new double[0][], new double[0],
            1);

    int size() { return source.length; }

    boolean isImage(int heavyAtom) { return heavyAtom >= free && source[heavyAtom - free] >= 0; }

    /// The energy of a contact with it is shared with the mirrored contact of the moved atom whose image it is.
    double weightOfContact(int k) { return source[k] >= 0 ? 0.5 * share[k] : share[k]; }

    /// Puts one atom where operator k takes another.
    void image(int k, double[] xyz, int from, int to) {
        double[] r = operators[k];
        double x = xyz[3 * from], y = xyz[3 * from + 1], z = xyz[3 * from + 2];
        for (int d = 0; d < 3; d++) xyz[3 * to + d] = r[3 * d] * x + r[3 * d + 1] * y + r[3 * d + 2] * z + r[9 + d];
    }

    /// Passes the gradient of an image to the atom it is made from, and leaves it 0.
    void back(int k, double[] gradient, int image, int source) {
        double[] r = operators[k];
        double x = gradient[3 * image], y = gradient[3 * image + 1], z = gradient[3 * image + 2];
        for (int d = 0; d < 3; d++) gradient[3 * source + d] += r[d] * x + r[3 + d] * y + r[6 + d] * z;
        Arrays.fill(gradient, 3 * image, 3 * image + 3, 0);
    }
}
