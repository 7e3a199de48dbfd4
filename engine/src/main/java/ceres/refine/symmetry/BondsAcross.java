package ceres.refine.symmetry;

import ceres.model.Structure;
import ceres.restraint.Interpretation;
import ceres.restraint.Restraints;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// The hydrogen bonds of a whole model between its unit and other copies, as the unit sees them.
///
/// Every such bond is there once a copy; of its images the one is taken that starts in the unit, so that the energy is that of the whole divided by the
/// number of copies. Bonds to what has no copies are left out.
final class BondsAcross {
    /// of every atom of the whole: the heavy atom of the unit that it is a copy of, and which copy; -1 for none
    private final int[] heavy, copy;

    private BondsAcross(Structure whole, Structure unit, int[][] copies) {
        this.heavy = new int[whole.atomCount()];
        this.copy = new int[whole.atomCount()];
        Arrays.fill(heavy, -1);
        int n = 0;
        for (int a = 0; a < unit.atomCount(); a++) {
            if (unit.isHydrogen(a)) continue;
            int r = unit.residueOf(a);
            for (int k = 0; k < copies[r].length && copies[r].length > 1; k++) {
                int there = whole.atomStart(copies[r][k]) + a - unit.atomStart(r);
                heavy[there] = n;
                copy[there] = k;
            }
            n++;
        }
    }

    /// @param copies of each residue of the unit: the same residue of every copy, in the whole
    /// @param source of each image, its heavy atom in the unit
    /// @param operator of each image: which, from 0 for copy 1
    /// @return i heavy atoms of the unit, j numbers of images
    static Restraints.HydrogenBonds of(Interpretation whole, Structure unit, int[][] copies, int[] source, int[] operator) {
        Map<Long, Integer> image = new HashMap<>();
        for (int m = 0; m < source.length; m++) image.put(key(source[m], operator[m]), m);
        var atoms = new BondsAcross(whole.structure(), unit, copies);
        var all = whole.restraints().hydrogenBonds();
        int[] to = new int[all.size()];
        for (int b = 0; b < to.length; b++) to[b] = atoms.image(all.i()[b], all.j()[b], image);
        int[] keep = IntStream.range(0, to.length).filter(b -> to[b] >= 0).toArray();
        return new Restraints.HydrogenBonds(Arrays.stream(keep).map(b -> atoms.heavy[all.i()[b]]).toArray(),
                Arrays.stream(keep).map(b -> to[b]).toArray(), some(all.ideal(), keep), some(all.sigma(), keep),
                some(all.limit(), keep));
    }

    /// The image that a bond leads to from the unit; -1 if it does not.
    private int image(int from, int to, Map<Long, Integer> image) {
        boolean across = heavy[from] >= 0 && heavy[to] >= 0 && copy[from] == 0 && copy[to] > 0;
        return across ? image.getOrDefault(key(heavy[to], copy[to] - 1), -1) : -1;
    }

    private static long key(int atom, int operator) { return (long) operator << 32 | atom; }

    private static double[] some(double[] column, int[] keep) {
        return Arrays.stream(keep).mapToDouble(b -> column[b]).toArray();
    }
}
