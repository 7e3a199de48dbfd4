package ceres.numerics;

import java.util.Arrays;

/// Adds up energies and gradients of terms that share atoms, on any number of threads, always in the same order.
///
/// Items are cut into at most eight runs, whatever the number of threads; each run adds to a gradient of its own, and the runs are
/// added in their order. Items sorted by atom keep the runs' atoms apart, so that little has to be cleared and added.
public final class GradientLanes {
    private static final int LANES = 8;
    private static final int LEAST_ITEMS = 256;

    /// Terms of the items [from, to): adds to the gradient, gives the energy.
    @FunctionalInterface
    public interface Terms {
        double add(int from, int to, double[] gradient);
    }

    private final int items;
    private final int lanes;
    private final int size;
    private final int[] low, high;
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
        }
    }

    private int from(int l) { return (int) ((long) items * l / lanes); }

    /// Adds the gradient of all items to `gradient` and gives their energy.
    public double sum(double[] gradient, Parallel team, Terms terms) {
        if (lanes == 1) return items == 0 ? 0 : terms.add(0, items, gradient);
        team.each(lanes, 1, (l, a, b) -> {
            if (lane[l] == null) lane[l] = new double[size];
            else
                Arrays.fill(lane[l], low[l], high[l], 0);
            energy[l] = terms.add(from(l), from(l + 1), lane[l]);
        });
        double sum = 0;
        for (int l = 0; l < lanes; l++) {
            sum += energy[l];
            double[] g = lane[l];
            for (int i = low[l]; i < high[l]; i++) gradient[i] += g[i];
        }
        return sum;
    }
}
