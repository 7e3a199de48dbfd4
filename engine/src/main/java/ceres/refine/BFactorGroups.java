package ceres.refine;

import ceres.refine.moving.MovingModel;
import ceres.model.Structure;
import java.util.Arrays;

/// Which atoms share a B factor.
///
/// A molecule that is no polymer is one group as soon as residues are.
final class BFactorGroups {
    private final int[] group;
    private final int[] size;

    private BFactorGroups(int[] group) {
        this.group = group;
        this.size = new int[group.length == 0 ? 0 : Arrays.stream(group).max().getAsInt() + 1];
        for (int g : group) size[g]++;
    }

    /// @param resolution A; decides where the kind is automatic
    static BFactorGroups of(MovingModel model, RefinementParameters.BFactorModel kind, double resolution) {
        Structure s = model.heavy();
        var chosen = kind == RefinementParameters.BFactorModel.AUTO ? byResolution(resolution) : kind;
        var group = new int[s.atomCount()];
        int next = -1;
        for (int r = 0; r < s.residueCount(); r++) {
            int main = -1, side = -1;
            for (int a = s.atomStart(r); a < s.atomEnd(r); a++) {
                boolean own = chosen == RefinementParameters.BFactorModel.INDIVIDUAL;
                boolean sideChain = chosen == RefinementParameters.BFactorModel.TWO_PER_RESIDUE && model.kind(r).isPolymer()
                        && !mainChain(model, r, s.atomName(a));
                if (own) group[a] = ++next;
                else if (sideChain) group[a] = side < 0 ? side = ++next : side;
                else
                    group[a] = main < 0 ? main = ++next : main;
            }
        }
        return new BFactorGroups(group);
    }

    /// Individual ones down to 5 A: with half-maps of 2.3, 3.3 and 3.9 A coarser ones predicted the half left out less well. Beyond, a residue
    /// has fewer voxels than atoms.
    private static RefinementParameters.BFactorModel byResolution(double resolution) {
        return resolution < 5
                ? RefinementParameters.BFactorModel.INDIVIDUAL
                : resolution < 6.5
                        ? RefinementParameters.BFactorModel.TWO_PER_RESIDUE
                        : RefinementParameters.BFactorModel.RESIDUE;
    }

    private static boolean mainChain(MovingModel model, int residue, String name) {
        return model.kind(residue).isProtein()
                ? name.equals("N") || name.equals("CA") || name.equals("C") || name.equals("O") || name.equals("OXT")
                : name.indexOf('\'') >= 0 || name.equals("P") || name.startsWith("OP");
    }

    int count() { return size.length; }

    int of(int atom) { return group[atom]; }

    /// Means over the groups.
    double[] mean(double[] atoms) {
        var m = new double[size.length];
        for (int a = 0; a < atoms.length; a++) m[group[a]] += atoms[a] / size[group[a]];
        return m;
    }

    /// The value of each atom's group.
    double[] spread(double[] groups) {
        var atoms = new double[group.length];
        for (int a = 0; a < atoms.length; a++) atoms[a] = groups[group[a]];
        return atoms;
    }

    /// Sums of slopes over the groups.
    void collect(double[] slope, double[] grouped) {
        Arrays.fill(grouped, 0);
        for (int a = 0; a < slope.length; a++) grouped[group[a]] += slope[a];
    }
}
