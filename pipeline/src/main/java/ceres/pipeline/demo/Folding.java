package ceres.pipeline.demo;

import ceres.numerics.Lbfgs;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// Folds a [TorsionTree]: distances that should be met, atoms that must not come too close, torsions that should stay where they are
/// common.
///
///     E = sum w (d - d0)^2 + sum k max(0, dMin - d)^2 + sum t (1 - cos(torsion - torsion0))
final class Folding {
    private static final double CLASH_WEIGHT = 4;

    /// Atoms i and j should be `ideal` A apart.
    record Target(int i, int j, double ideal, double weight) {}

    private final TorsionTree tree;
    private final List<Target> targets = new ArrayList<>();
    private double[] home;
    private final double[] stiffness;
    private final double closest;
    private final IntPredicate flat;

    /// @param stiffness of each torsion about its start; 0 lets it turn freely
    /// @param closest least distance of heavy atoms of residues that are not neighbours, A
    /// @param flat atoms that may not come close to those of the neighbour either: bases
    Folding(TorsionTree tree, double[] stiffness, double closest, IntPredicate flat) {
        this.tree = tree;
        this.home = tree.start();
        this.stiffness = stiffness;
        this.closest = closest;
        this.flat = flat;
    }

    void want(int i, int j, double ideal, double weight) { targets.add(new Target(i, j, ideal, weight)); }

    /// Torsions are drawn to these from now on, radians.
    void stayAt(double[] torsions) { home = torsions; }

    /// Folds from these torsions, in place.
    double fold(double[] torsions, int iterations) {
        return Lbfgs.minimise(this::at, torsions, new Lbfgs.Options(10, iterations, 0.2, 1, 1e-6)).value();
    }

    double at(double[] torsions, double[] slope) {
        double[] xyz = tree.place(torsions), gradient = new double[xyz.length];
        double energy = distances(xyz, gradient) + clashes(xyz, gradient);
        java.util.Arrays.fill(slope, 0);
        tree.pull(xyz, gradient, slope);
        for (int t = 0; t < torsions.length; t++) {
            energy += stiffness[t] * (1 - Math.cos(torsions[t] - home[t]));
            slope[t] += stiffness[t] * Math.sin(torsions[t] - home[t]);
        }
        return energy;
    }

    private double distances(double[] xyz, double[] gradient) {
        double energy = 0;
        for (var t : targets) energy += spring(xyz, gradient, t.i, t.j, t.ideal, t.weight);
        return energy;
    }

    private double clashes(double[] xyz, double[] gradient) {
        double energy = 0;
        for (int i = 0; i < tree.size(); i++)
            for (int j = i + 1; j < tree.size(); j++) {
                int steps = Math.abs(tree.atom(i).residue() - tree.atom(j).residue());
                if (steps == 0 || steps == 1 && !(flat.test(i) && flat.test(j))) continue;
                double least = polar(i) && polar(j) ? closest - 0.5 : closest;
                if (distance2(xyz, i, j) < least * least) energy += spring(xyz, gradient, i, j, least, CLASH_WEIGHT);
            }
        return energy;
    }

    private boolean polar(int i) { return tree.atom(i).atomicNumber() == 7 || tree.atom(i).atomicNumber() == 8; }

    private static double spring(double[] xyz, double[] gradient, int i, int j, double ideal, double weight) {
        double d = Math.sqrt(distance2(xyz, i, j)), gap = d - ideal;
        for (int k = 0; k < 3; k++) {
            double pull = 2 * weight * gap * (xyz[3 * i + k] - xyz[3 * j + k]) / Math.max(d, 1e-6);
            gradient[3 * i + k] += pull;
            gradient[3 * j + k] -= pull;
        }
        return weight * gap * gap;
    }

    static double distance2(double[] xyz, int i, int j) {
        double dx = xyz[3 * i] - xyz[3 * j], dy = xyz[3 * i + 1] - xyz[3 * j + 1], dz = xyz[3 * i + 2] - xyz[3 * j + 2];
        return dx * dx + dy * dy + dz * dz;
    }
}
