package ceres.refine.energy;

import ceres.refine.moving.Backbone;
import ceres.refine.moving.MovingModel;
import ceres.refine.moving.Torsion;
import ceres.numerics.GradientLanes;
import ceres.numerics.Parallel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The Ramachandran energy of a model: E = sum over residues of weight * potential(phi, psi).
public final class RamachandranTarget {
    private final int[] before, n, alpha, carbon, after;
    private final RamachandranPotential[] potential;
    private final double[] weight;
    private final int total;
    private final GradientLanes lanes;

    /// @param xyz decides which prolines are cis
    /// @param weight one a site
    public RamachandranTarget(MovingModel model, Backbone backbone, double[] xyz, double[] weight, double floor) {
        List<Backbone.Site> sites = backbone.sites();
        int m = sites.size();
        this.before = sites.stream().mapToInt(Backbone.Site::carbonBefore).toArray();
        this.n = sites.stream().mapToInt(Backbone.Site::n).toArray();
        this.alpha = sites.stream().mapToInt(Backbone.Site::alpha).toArray();
        this.carbon = sites.stream().mapToInt(Backbone.Site::carbon).toArray();
        this.after = sites.stream().mapToInt(Backbone.Site::nAfter).toArray();
        this.potential = new RamachandranPotential[m];
        this.weight = weight;
        for (int k = 0; k < m; k++) potential[k] = RamachandranPotential.of(backbone.kind(sites.get(k), xyz), floor);
        this.total = model.total();
        this.lanes = new GradientLanes(3 * total, m, before, n, alpha, carbon, after);
    }

    private RamachandranTarget(RamachandranTarget all, int[] keep) {
        this.total = all.total;
        this.before = some(all.before, keep);
        this.n = some(all.n, keep);
        this.alpha = some(all.alpha, keep);
        this.carbon = some(all.carbon, keep);
        this.after = some(all.after, keep);
        this.potential = Arrays.stream(keep).mapToObj(k -> all.potential[k]).toArray(RamachandranPotential[]::new);
        this.weight = Arrays.stream(keep).mapToDouble(k -> all.weight[k]).toArray();
        this.lanes = new GradientLanes(3 * total, keep.length, before, n, alpha, carbon, after);
    }

    private static int[] some(int[] column, int[] keep) { return Arrays.stream(keep).map(k -> column[k]).toArray(); }

    /// The sites that any of these atoms takes part in.
    RamachandranTarget only(boolean[] moving) {
        return new RamachandranTarget(this, IntStream.range(0, n.length)
                .filter(k -> moving[before[k]] || moving[n[k]] || moving[alpha[k]] || moving[carbon[k]] || moving[after[k]])
                .toArray());
    }

    double evaluate(double[] xyz, double[] gradient, Parallel team) {
        return lanes.sum(gradient, team, (from, to, g) -> {
            var slope = new double[2];
            double energy = 0;
            for (int k = from; k < to; k++) {
                double phi = Torsion.angle(xyz, before[k], n[k], alpha[k], carbon[k]);
                double psi = Torsion.angle(xyz, n[k], alpha[k], carbon[k], after[k]);
                energy += weight[k] * potential[k].at(phi, psi, slope);
                Torsion.addGradient(xyz, before[k], n[k], alpha[k], carbon[k], weight[k] * slope[0], g);
                Torsion.addGradient(xyz, n[k], alpha[k], carbon[k], after[k], weight[k] * slope[1], g);
            }
            return energy;
        });
    }
}
