package ceres.numerics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Adds up energies and gradients of terms that share atoms, on any number of threads, always in the same order.
///
/// Items are cut into at most eight runs, whatever the number of threads; each run adds to a gradient of its own, and the runs are
/// added in their order. Items sorted by atom keep the runs' atoms apart, so that little has to be cleared and added; where the atoms of a run are
/// few among many, only theirs.
public final class GradientLanes {
    private static final int LANES = 8;
    private static final int LEAST_ITEMS = 256;
    /// a run has few atoms if it could have that many times more between its first and its last
    private static final int FEW = 4;

    /// Terms of the items [from, to): adds to the gradient, gives the energy.
    @FunctionalInterface
    public interface Terms {
        double add(int from, int to, double[] gradient);
    }

    private final int items;
    private final int lanes;
    private final int size;
    private final int[] low, high;
    /// atoms of a run, ascending; null where it clears and adds all from low to high
    private final int @Nullable [][] atoms;
    private final double[][] lane;
    private final double[] energy;

    /// @param size length of the gradient
    /// @param items number of items
    /// @param touched each: item k touches the variables of atoms `touched[q][k]`, three an atom
    public GradientLanes(int size, int items, int[]... touched) {
        this.items = items;
        this.lanes = Math.clamp(items / LEAST_ITEMS, 1, LANES);
        this.size = lanes == 1 ? 0 : size;
        this.low = new int[lanes];
        this.high = new int[lanes];
        this.atoms = new int[lanes][];
        this.lane = new double[lanes][];
        this.energy = new double[lanes];
        if (lanes == 1) return;
        for (int l = 0; l < lanes; l++) {
            int lo = size, hi = 0;
            for (int k = from(l); k < from(l + 1); k++)
                for (int[] column : touched) {
                    lo = Math.min(lo, 3 * column[k]);
                    hi = Math.max(hi, 3 * column[k] + 3);
                }
            low[l] = lo;
            high[l] = Math.max(lo, hi);
            if ((hi - lo) / 3 > FEW * touched.length * (from(l + 1) - from(l))) atoms[l] = atoms(l, touched);
        }
    }

    private int[] atoms(int l, int[][] touched) {
        return Arrays.stream(touched).flatMapToInt(column -> Arrays.stream(column, from(l), from(l + 1))).sorted().distinct()
                .toArray();
    }

    private int from(int l) { return (int) ((long) items * l / lanes); }

    /// Adds the gradient of all items to `gradient` and gives their energy.
    public double sum(double[] gradient, Parallel team, Terms terms) {
        if (lanes == 1) return items == 0 ? 0 : terms.add(0, items, gradient);
        team.each(lanes, 1, (l, a, b) -> {
            if (lane[l] == null) lane[l] = new double[size];
            else
                clear(l);
            energy[l] = terms.add(from(l), from(l + 1), lane[l]);
        });
        double sum = 0;
        for (int l = 0; l < lanes; l++) {
            sum += energy[l];
            add(l, gradient);
        }
        return sum;
    }

    private void clear(int l) {
        if (atoms[l] == null) Arrays.fill(lane[l], low[l], high[l], 0);
        else
            for (int a : atoms[l]) Arrays.fill(lane[l], 3 * a, 3 * a + 3, 0);
    }

    private void add(int l, double[] gradient) {
        double[] g = lane[l];
        if (atoms[l] == null) for (int i = low[l]; i < high[l]; i++) gradient[i] += g[i];
        else
            for (int a : atoms[l]) for (int i = 3 * a; i < 3 * a + 3; i++) gradient[i] += g[i];
    }
}
