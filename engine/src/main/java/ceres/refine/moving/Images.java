package ceres.refine.moving;

import ceres.numerics.Superposition;
import ceres.restraint.Restraints;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Heavy atoms that stand about a model because it is one unit of something symmetric: each is a heavy atom of the model under an operator,
/// and goes where that goes.
///
/// Of what has no copies some may stand among them (an ion on an axis): atoms of the model that do not move and have no images.
///
/// @param operators r' = R r + t
/// @param source of each image: the heavy atom that it is the image of
/// @param operator of each image: which operator
/// @param standing heavy atoms of the model that do not move, ascending
/// @param bonds hydrogen bonds between a heavy atom of the model (i) and an image, by its number (j)
public record Images(List<Superposition> operators, int[] source, int[] operator, int[] standing,
        Restraints.HydrogenBonds bonds) {
    public static final Images NONE = new Images(List.of(), new int[0], new int[0], new int[0], Restraints.HydrogenBonds.NONE);

    public int size() { return source.length; }

    /// True if the heavy atom does not move.
    public boolean stands(int heavyAtom) { return Arrays.binarySearch(standing, heavyAtom) >= 0; }

    /// The restraints of the model with those of its hydrogen bonds to images.
    ///
    /// @param first the first image among all atoms
    Restraints bonded(Restraints r, int first) {
        if (bonds.size() == 0) return r;
        var own = r.hydrogenBonds();
        int[] there = Arrays.stream(bonds.j()).map(k -> first + k).toArray();
        return r.withHydrogenBonds(new Restraints.HydrogenBonds(joined(own.i(), bonds.i()), joined(own.j(), there),
                joined(own.ideal(), bonds.ideal()), joined(own.sigma(), bonds.sigma()), joined(own.limit(), bonds.limit())));
    }

    private static int[] joined(int[] a, int[] b) { return IntStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray(); }

    private static double[] joined(double[] a, double[] b) {
        return DoubleStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray();
    }

    /// Puts the image of atom a where atom b is.
    static void place(Superposition operator, double[] xyz, int a, int b) {
        double x = xyz[3 * a], y = xyz[3 * a + 1], z = xyz[3 * a + 2];
        double[] r = operator.rotation(), t = operator.translation();
        xyz[3 * b] = r[0] * x + r[1] * y + r[2] * z + t[0];
        xyz[3 * b + 1] = r[3] * x + r[4] * y + r[5] * z + t[1];
        xyz[3 * b + 2] = r[6] * x + r[7] * y + r[8] * z + t[2];
    }

    /// Passes what pulls at image b to its source a, turned back, and leaves 0.
    static void pullBack(Superposition operator, double[] gradient, int b, int a) {
        double x = gradient[3 * b], y = gradient[3 * b + 1], z = gradient[3 * b + 2];
        double[] r = operator.rotation();
        gradient[3 * a] += r[0] * x + r[3] * y + r[6] * z;
        gradient[3 * a + 1] += r[1] * x + r[4] * y + r[7] * z;
        gradient[3 * a + 2] += r[2] * x + r[5] * y + r[8] * z;
        gradient[3 * b] = gradient[3 * b + 1] = gradient[3 * b + 2] = 0;
    }
}
