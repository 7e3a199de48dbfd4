package ceres.refine.energy;

import ceres.refine.density.DensityTarget;
import ceres.refine.moving.MovingModel;
import ceres.refine.symmetry.NcsConstraints;
import ceres.numerics.Lbfgs;
import ceres.numerics.Parallel;
import ceres.restraint.GeometryTarget;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// All that acts on the heavy atoms, as one function of their coordinates: hydrogens are placed, every term adds its slope, and what
/// pulls at hydrogens is passed to the atoms that carry them.
public final class Energy implements Lbfgs.Objective {
    /// What acts beside the map as a whole; null: not at all.
    public record Terms(GeometryTarget geometry, Contacts contacts, Contacts.Strength strength,
            @Nullable RamachandranTarget ramachandran,
            @Nullable TorsionTarget chis, @Nullable SecondaryTorsions secondary, @Nullable DensityTarget density) {
        /// The sum; the gradient is added.
        public double evaluate(double[] xyz, double[] gradient, Parallel team) {
            double e = geometry.evaluate(xyz, gradient, team) + contacts.evaluate(xyz, gradient, strength, team);
            if (ramachandran != null) e += ramachandran.evaluate(xyz, gradient, team);
            if (chis != null) e += chis.evaluate(xyz, gradient, team);
            if (secondary != null) e += secondary.evaluate(xyz, gradient, team);
            if (density != null) e += density.evaluate(xyz, gradient, team);
            return e;
        }

        /// Torsions and density of these atoms alone; geometry and contacts as they are.
        public Terms only(boolean[] moving) {
            return new Terms(geometry, contacts, strength, ramachandran == null ? null : ramachandran.only(moving),
                    chis == null ? null : chis.only(moving), secondary == null ? null : secondary.only(moving),
                    density == null ? null : density.only(moving));
        }
    }

    private final MovingModel model;
    private final Terms terms;
    private final @Nullable MapTerm map;
    private final NcsConstraints ncs;
    private final Parallel team;
    private final double[] xyz, gradient;

    /// @param map what the map as a whole says; null: nothing
    public Energy(MovingModel model, Terms terms, @Nullable MapTerm map, NcsConstraints ncs, Parallel team) {
        this.model = model;
        this.terms = terms;
        this.map = map;
        this.ncs = ncs;
        this.team = team;
        this.xyz = new double[3 * model.total()];
        this.gradient = new double[3 * model.total()];
    }

    @Override
    public double at(double[] heavy, double[] slope) {
        System.arraycopy(heavy, 0, xyz, 0, 3 * model.heavyCount());
        ncs.impose(xyz);
        model.expand(xyz, xyz, team);
        Arrays.fill(gradient, 0);
        double e = terms.evaluate(xyz, gradient, team);
        if (map != null) e += map.evaluate(xyz, gradient, team);
        model.pullBack(xyz, gradient, team);
        ncs.collect(gradient);
        System.arraycopy(gradient, 0, slope, 0, slope.length);
        return e;
    }
}
