package ceres.refine;

import ceres.numerics.GradientLanes;
import ceres.numerics.Parallel;

/// Torsions held near targets: E = sum ((phi - ideal) / sigma)^2, the difference taken the short way round, modulo the period.
///
/// Columns of equal length; radians.
final class TorsionTarget {
    private final int[] i, j, k, l;
    private final double[] ideal, weight, period;
    private final GradientLanes lanes;

    /// @param period 2 pi, or pi for a symmetric group
    TorsionTarget(int total, int[] i, int[] j, int[] k, int[] l, double[] ideal, double[] sigma, double[] period) {
        this.i = i;
        this.j = j;
        this.k = k;
        this.l = l;
        this.ideal = ideal;
        this.period = period;
        this.weight = new double[sigma.length];
        for (int t = 0; t < sigma.length; t++) weight[t] = 1 / (sigma[t] * sigma[t]);
        this.lanes = new GradientLanes(3 * total, i.length, i, j, k, l);
    }

    double evaluate(double[] xyz, double[] gradient, Parallel team) {
        return lanes.sum(gradient, team, (from, to, g) -> {
            double energy = 0;
            for (int t = from; t < to; t++) {
                double d = Torsion.angle(xyz, i[t], j[t], k[t], l[t]) - ideal[t];
                d -= period[t] * Math.rint(d / period[t]);
                energy += weight[t] * d * d;
                Torsion.addGradient(xyz, i[t], j[t], k[t], l[t], 2 * weight[t] * d, g);
            }
            return energy;
        });
    }
}
