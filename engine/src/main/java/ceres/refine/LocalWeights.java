package ceres.refine;

import ceres.model.Structure;
import ceres.refine.quality.GeometryOutliers;
import ceres.restraint.Restraints;
import java.util.Arrays;
import java.util.List;

/// How much the map counts in each residue against what holds the residue together, 1 where nothing is amiss.
///
/// Where the map bends a bond, an angle or a centre beyond four standard deviations, the residue's weight is lowered after the cycle, its
/// neighbours' along the chain by less; where geometry has come right it rises again. What is scaled is not the map's force, which would then be
/// the slope of nothing, but the residue's own restraints, by 1 / weight: the energy stays a function and its gradient exact.
///
/// Source: design notes of the refinement, 7.3.
final class LocalWeights {
    /* Under a force that stays, a deviation falls as the restraint stiffens: lowered by EASY / |Z| it comes to EASY. Rising only below that keeps a
     * weight from hunting about the limit. */
    private static final double EASY = 3, STEEPEST = 0.5, RISE = 1.1, LEAST = 0.25;

    private final Structure s;
    /// by residue of the heavy atoms
    final double[] lambda;

    LocalWeights(Structure heavy) {
        this.s = heavy;
        this.lambda = new double[heavy.residueCount()];
        Arrays.fill(lambda, 1);
    }

    /// After a cycle.
    ///
    /// @param xyz where it left the atoms, A
    /// @param r the restraints there, as stiff as the library has them
    void adjust(double[] xyz, Restraints r) {
        var z = new double[lambda.length];
        for (var o : GeometryOutliers.of(xyz, r, EASY))
            for (int a : o.atoms()) z[s.residueOf(a)] = Math.max(z[s.residueOf(a)], Math.abs(o.z()));
        for (int q = 0; q < lambda.length; q++) {
            double own = step(z[q]), beside = Math.sqrt(Math.min(1, Math.min(step(z, q, q - 1), step(z, q, q + 1))));
            lambda[q] = Math.clamp(lambda[q] * Math.min(own, beside < 1 ? beside : RISE), LEAST, 1);
        }
    }

    private static double step(double z) {
        return z > GeometryOutliers.SIGMAS ? Math.max(STEEPEST, EASY / z) : z > EASY ? 1 : RISE;
    }

    /// That of a residue beside another; 1 if it is none.
    private double step(double[] z, int r, int q) {
        return q < 0 || q >= z.length || s.chainOf(q) != s.chainOf(r) ? 1 : step(z[q]);
    }

    /// Residues in which the map counts less.
    int lowered() { return (int) Arrays.stream(lambda).filter(l -> l < 1).count(); }

    /// The restraints with those of residues where the map counts less made stiffer: bonds, angles, torsions, hands and planes; one that joins two
    /// residues goes by the lower weight. Hydrogen bonds, stacking and held positions are no matter of one residue and stay.
    Restraints stiffen(Restraints r) {
        if (lowered() == 0) return r;
        var b = r.bonds();
        var a = r.angles();
        var c = r.chiralities();
        return new Restraints(
                new Restraints.Bonds(b.i(), b.j(), b.ideal(), stiff(b.sigma(), b.i(), b.j()), b.origin()),
                new Restraints.Angles(a.i(), a.j(), a.k(), a.ideal(), stiff(a.sigma(), a.i(), a.j(), a.k()), a.origin()),
                stiff(r.dihedrals()),
                new Restraints.Chiralities(c.centre(), c.a(), c.b(), c.d(), c.ideal(),
                        stiff(c.sigma(), c.centre(), c.a(), c.b(), c.d()),
                        c.both()),
                stiff(r.planes()), stiff(r.cBeta()), r.hydrogenBonds(), r.parallelities(), r.references());
    }

    private Restraints.Dihedrals stiff(Restraints.Dihedrals d) {
        return new Restraints.Dihedrals(d.i(), d.j(), d.k(), d.l(), d.ideal(), d.alternative(),
                stiff(d.sigma(), d.i(), d.j(), d.k(), d.l()), d.period(), d.origin());
    }

    /// A plane is as stiff as the stiffest of its atoms asks for, all of it: its normal is one.
    private Restraints.Planes stiff(Restraints.Planes p) {
        double[] sigma = p.sigma().clone();
        for (int g = 0; g < p.size(); g++) {
            double least = 1;
            for (int k = p.start()[g]; k < p.start()[g + 1]; k++) least = Math.min(least, of(p.atom()[k]));
            for (int k = p.start()[g]; k < p.start()[g + 1]; k++) sigma[k] *= Math.sqrt(least);
        }
        return new Restraints.Planes(p.start(), p.atom(), sigma);
    }

    private double[] stiff(double[] sigma, int[]... atoms) {
        double[] stiff = sigma.clone();
        for (int k = 0; k < stiff.length; k++) {
            double least = 1;
            for (int[] column : atoms) least = Math.min(least, of(column[k]));
            stiff[k] *= Math.sqrt(least);
        }
        return stiff;
    }

    private double of(int atom) { return lambda[s.residueOf(atom)]; }
}
