package ceres.refine.energy;

import ceres.refine.moving.Torsion;
import ceres.numerics.GradientLanes;
import ceres.numerics.Parallel;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Torsions held near targets: E = sum ((phi - ideal) / sigma)^2, the difference taken the short way round, modulo the period.
///
/// Some are free within a width of their ideal, and let go far from it: with x what the difference exceeds the width by, E = (L / sigma)^2
/// (1 - exp(-(x / L)^2)), which is (x / sigma)^2 nearby and level beyond L.
///
/// Columns of equal length; radians.
public final class TorsionTarget {
    private final int[] i, j, k, l;
    private final double[] ideal, weight, period;
    /// width and L; those of all
    private final double free, limit;
    private final int total;
    private final GradientLanes lanes;

    /// @param period 2 pi, or pi for a symmetric group
    public TorsionTarget(int total, int[] i, int[] j, int[] k, int[] l, double[] ideal, double[] sigma, double[] period) {
        this.i = i;
        this.j = j;
        this.k = k;
        this.l = l;
        this.ideal = ideal;
        this.period = period;
        this.free = 0;
        this.limit = Double.POSITIVE_INFINITY;
        this.weight = new double[sigma.length];
        for (int t = 0; t < sigma.length; t++) weight[t] = 1 / (sigma[t] * sigma[t]);
        this.total = total;
        this.lanes = new GradientLanes(3 * total, i.length, i, j, k, l);
    }

    private TorsionTarget(int total, int[][] atoms, double[] ideal, double[] weight, double[] period, double free, double limit) {
        this.i = atoms[0];
        this.j = atoms[1];
        this.k = atoms[2];
        this.l = atoms[3];
        this.ideal = ideal;
        this.weight = weight;
        this.period = period;
        this.free = free;
        this.limit = limit;
        this.total = total;
        this.lanes = new GradientLanes(3 * total, i.length, atoms);
    }

    /// The torsions that any of these atoms takes part in.
    TorsionTarget only(boolean[] moving) {
        int[] keep = IntStream.range(0, i.length).filter(t -> moving[i[t]] || moving[j[t]] || moving[k[t]] || moving[l[t]])
                .toArray();
        var atoms = new int[4][];
        int[][] all = {i, j, k, l};
        for (int q = 0; q < 4; q++) {
            int[] column = all[q];
            atoms[q] = Arrays.stream(keep).map(t -> column[t]).toArray();
        }
        return new TorsionTarget(total, atoms, some(ideal, keep), some(weight, keep), some(period, keep), free, limit);
    }

    /// The same, free within `width` of the ideals and letting go at `limit` beyond; radians.
    TorsionTarget within(double width, double limit) {
        return new TorsionTarget(total, new int[][]{i, j, k, l}, ideal, weight, period, width, limit);
    }

    private static double[] some(double[] column, int[] keep) {
        return Arrays.stream(keep).mapToDouble(t -> column[t]).toArray();
    }

    double evaluate(double[] xyz, double[] gradient, Parallel team) {
        return lanes.sum(gradient, team, (from, to, g) -> {
            double energy = 0;
            for (int t = from; t < to; t++) {
                double d = Torsion.angle(xyz, i[t], j[t], k[t], l[t]) - ideal[t];
                d -= period[t] * Math.rint(d / period[t]);
                double x = free == 0 ? d : Math.signum(d) * Math.max(0, Math.abs(d) - free), decay = 1;
                if (limit < Double.POSITIVE_INFINITY) {
                    decay = Math.exp(-x * x / (limit * limit));
                    energy += weight[t] * limit * limit * (1 - decay);
                } else
                    energy += weight[t] * x * x;
                Torsion.addGradient(xyz, i[t], j[t], k[t], l[t], 2 * weight[t] * x * decay, g);
            }
            return energy;
        });
    }
}
