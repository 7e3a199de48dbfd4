package ceres.refine.symmetry;

import ceres.model.NcsGroups;
import ceres.model.Structure;
import ceres.numerics.CellList;
import ceres.numerics.Superposition;
import ceres.restraint.Interpretation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds the [SymmetricUnit] of a model, or why it has none.
///
/// Every polymer chain must be kept identical to others by the rule, in groups of one size, and the operators that lead from the first chain
/// to its copies must lead every other chain, ligand and water onto one of its own. They must make a group: else what stands about one copy
/// is not what stands about another.
final class UnitSearch {
    /// Chains, ligands and waters are copies where they lie within this of each other under an operator, A.
    private static final double SAME_PLACE = 1;
    /// Two operators are one where they lead the unit's atoms to places this near, A.
    private static final double SAME_OPERATOR = 2;
    /// What has no copies may be this part of the heavy atoms.
    private static final double NEGLIGIBLE = 0.02;
    private static final int STANDS = -2;
    /// Of that the unit sees what has its centre within this of it, A.
    private static final double WITH_US = 8;

    /// What ends the search.
    private static final class None extends Exception {
        private static final long serialVersionUID = 1;

        None(String why, Object... values) { super(String.format(java.util.Locale.ROOT, why, values), null, false, false); }
    }

    private final Interpretation whole;
    private final Structure s;
    private List<Superposition> operators = List.of();
    /// of every residue: its copy number, -1 while unknown, STANDS for one that has no copies and is left where it is
    private final int[] copyOf;
    /// of every residue of copy 0: the same residue of every copy
    private final int[][] copies;

    private UnitSearch(Interpretation whole) {
        this.whole = whole;
        this.s = whole.structure();
        this.copyOf = new int[s.residueCount()];
        Arrays.fill(copyOf, -1);
        this.copies = new int[s.residueCount()][];
    }

    static SymmetricUnit.Found search(Interpretation whole, NcsRule rule) {
        try {
            return SymmetricUnit.Found.of(new UnitSearch(whole).search(rule));
        } catch (None none) {
            return SymmetricUnit.Found.none(none.getMessage());
        }
    }

    private SymmetricUnit search(NcsRule rule) throws None {
        var groups = NcsGroups.find(s);
        if (groups.isEmpty() || groups.size() != rule.groups().size()
                || rule.groups().stream().noneMatch(NcsRule.Decision::constrained))
            throw new None("no copies are kept identical");
        int n = groups.getFirst().size();
        for (int g = 0; g < groups.size(); g++) {
            String chain = s.authChain(groups.get(g).master());
            if (!rule.groups().get(g).constrained()) throw new None("the copies of chain %s are refined freely", chain);
            if (groups.get(g).size() != n) throw new None("chain %s has another number of copies than the first", chain);
        }
        operators = groups.getFirst().copies().stream().map(NcsGroups.Copy::operator).toList();
        for (var group : groups) chains(group);
        requirePolymersCopied();
        operators = joint();
        rest();
        operators = joint();
        requireGroup();
        boolean[] chosen = new boolean[copyOf.length];
        for (int r = 0; r < chosen.length; r++) chosen[r] = copies[r] != null;
        var across = UnitSelection.bondAcross(whole, r -> copyOf[r] == 0, r -> copyOf[r] > 0);
        if (across.isPresent()) throw new None("%s, of another copy", across.get());
        return new SymmetricUnit(whole, chosen, operators, Arrays.stream(copies).filter(c -> c != null).toArray(int[][]::new));
    }

    /// Which chain of a group an operator leads its master to.
    private void chains(NcsGroups.Group group) throws None {
        int n = operators.size();
        var chain = new int[n + 1];
        chain[0] = group.master();
        double[] master = gathered(group.atoms());
        var taken = new boolean[n];
        for (int k = 0; k < n; k++) {
            int nearest = -1;
            double least = SAME_PLACE;
            double[] image = operators.get(k).apply(master);
            for (int c = 0; c < n; c++) {
                double off = rms(image, gathered(group.copies().get(c).atoms()));
                if (off > least || taken[c]) continue;
                least = off;
                nearest = c;
            }
            if (nearest < 0)
                throw new None("no operator of the first chain leads chain %s to one of its copies", s.authChain(chain[0]));
            taken[nearest] = true;
            chain[k + 1] = group.copies().get(nearest).chain();
        }
        for (int r = s.residueStart(chain[0]); r < s.residueEnd(chain[0]); r++) assign(r, chain);
    }

    private void assign(int residue, int[] chain) throws None {
        int[] same = new int[chain.length];
        for (int k = 0; k < chain.length; k++) {
            same[k] = s.residueStart(chain[k]) + residue - s.residueStart(chain[0]);
            if (s.residueEnd(chain[k]) - s.residueStart(chain[k]) != s.residueEnd(chain[0]) - s.residueStart(chain[0])
                    || !alike(residue, same[k]))
                throw new None("chain %s does not hold the atoms of chain %s in their order", s.authChain(chain[k]),
                        s.authChain(chain[0]));
        }
        assign(same);
    }

    private void assign(int[] same) {
        for (int k = 0; k < same.length; k++) copyOf[same[k]] = k;
        copies[same[0]] = same;
    }

    private void requirePolymersCopied() throws None {
        for (int c = 0; c < s.chainCount(); c++)
            if (s.residueEnd(c) - s.residueStart(c) > 1 && s.residues().labelSeq()[s.residueStart(c)] > 0
                    && copyOf[s.residueStart(c)] < 0)
                throw new None("chain %s has no copies", s.authChain(c));
    }

    /// True if two residues hold the same atoms in the same order, hydrogens included.
    private boolean alike(int r, int q) {
        int n = s.atomEnd(r) - s.atomStart(r);
        if (!s.residueName(r).equals(s.residueName(q)) || s.atomEnd(q) - s.atomStart(q) != n) return false;
        for (int k = 0; k < n; k++) {
            int a = s.atomStart(r) + k, b = s.atomStart(q) + k;
            if (!s.atomName(a).equals(s.atomName(b)) || s.altloc(a) != s.altloc(b)) return false;
        }
        return true;
    }

    /// Ligands and waters: each with its images, the one nearest to the unit's chains in the unit.
    private void rest() throws None {
        var centres = new double[3 * copyOf.length];
        for (int r = 0; r < copyOf.length; r++) System.arraycopy(centre(r), 0, centres, 3 * r, 3);
        var cells = new CellList(centres, 4);
        double[] unit = gathered(unitAtoms());
        for (int r = 0; r < copyOf.length; r++) {
            if (copyOf[r] != -1) continue;
            int[] orbit = orbit(r, centres, cells);
            if (orbit.length == 0) {
                leave(r, distance(centres, r, unit) < WITH_US * WITH_US);
                continue;
            }
            int nearest = Arrays.stream(orbit).boxed()
                    .min(java.util.Comparator.comparingDouble((Integer q) -> distance(centres, q, unit))).orElse(r);
            assign(orbit(nearest, centres, cells));
        }
    }

    /// Leaves a residue where it is, unless there are too many of its like.
    ///
    /// @param near the unit
    private void leave(int residue, boolean near) throws None {
        copyOf[residue] = STANDS;
        if (near) copies[residue] = new int[]{residue};
        int left = 0, all = 0;
        for (int a = 0; a < s.atomCount(); a++) {
            if (s.isHydrogen(a)) continue;
            all++;
            if (copyOf[s.residueOf(a)] == STANDS) left++;
        }
        if (left > NEGLIGIBLE * all)
            throw new None("%s %s %d and others are not where every operator leads to one of their kind", s.residueName(residue),
                    s.authChain(s.chainOf(residue)), s.seq(residue));
    }

    /// The residues that the operators lead a residue to, itself first; none if one of them leads to nothing.
    private int[] orbit(int residue, double[] centres, CellList cells) {
        var orbit = new ArrayList<>(List.of(residue));
        for (var operator : operators) {
            double[] at = operator.apply(centre(residue));
            int[] found = {-1};
            double[] least = {SAME_PLACE * SAME_PLACE};
            cells.near(at[0], at[1], at[2], SAME_PLACE, q -> {
                double d2 = square(at, 0, centres, 3 * q);
                if (copyOf[q] != -1 || d2 > least[0] || !alike(residue, q) || orbit.contains(q)) return;
                least[0] = d2;
                found[0] = q;
            });
            if (found[0] < 0) return new int[0];
            orbit.add(found[0]);
        }
        return orbit.stream().mapToInt(Integer::intValue).toArray();
    }

    private int[] unitAtoms() {
        return java.util.stream.IntStream.range(0, s.atomCount()).filter(a -> copyOf[s.residueOf(a)] == 0 && !s.isHydrogen(a))
                .toArray();
    }

    /// The operators that lead all of the unit's heavy atoms onto the same atoms of each copy.
    private List<Superposition> joint() throws None {
        int[] unit = unitAtoms();
        double[] from = gathered(unit);
        var joint = new ArrayList<Superposition>();
        for (int k = 1; k <= operators.size(); k++) {
            int copy = k;
            int[] there = Arrays.stream(unit).map(a -> {
                int r = s.residueOf(a);
                return s.atomStart(copies[r][copy]) + a - s.atomStart(r);
            }).toArray();
            var operator = Superposition.of(from, gathered(there));
            if (operator.rmsd() > NcsRule.ALIKE)
                throw new None("the copies differ by %.2f A when all of their chains move as one", operator.rmsd());
            joint.add(operator);
        }
        return joint;
    }

    /// Two operators after each other must be a third, or none at all.
    private void requireGroup() throws None {
        int[] atoms = unitAtoms();
        int step = Math.max(1, atoms.length / 12);
        double[] some = gathered(
                java.util.stream.IntStream.range(0, atoms.length).filter(k -> k % step == 0).map(k -> atoms[k]).toArray());
        var places = new ArrayList<>(List.of(some));
        for (var operator : operators) places.add(operator.apply(some));
        for (var first : places)
            for (var operator : operators) {
                double[] led = operator.apply(first);
                if (places.stream().noneMatch(p -> rms(p, led) < SAME_OPERATOR))
                    throw new None("its operators make no group, so that the copies have different neighbours");
            }
    }

    private double[] centre(int residue) {
        var c = new double[3];
        int n = s.atomEnd(residue) - s.atomStart(residue);
        for (int a = s.atomStart(residue); a < s.atomEnd(residue); a++)
            for (int d = 0; d < 3; d++) c[d] += s.atoms().xyz()[3 * a + d] / n;
        return c;
    }

    private double[] gathered(int[] atoms) {
        var xyz = new double[3 * atoms.length];
        for (int k = 0; k < atoms.length; k++) System.arraycopy(s.atoms().xyz(), 3 * atoms[k], xyz, 3 * k, 3);
        return xyz;
    }

    private static double distance(double[] centres, int residue, double[] atoms) {
        double least = Double.MAX_VALUE;
        for (int q = 0; q < atoms.length; q += 3) least = Math.min(least, square(centres, 3 * residue, atoms, q));
        return least;
    }

    private static double square(double[] x, int i, double[] y, int j) {
        return (x[i] - y[j]) * (x[i] - y[j]) + (x[i + 1] - y[j + 1]) * (x[i + 1] - y[j + 1])
                + (x[i + 2] - y[j + 2]) * (x[i + 2] - y[j + 2]);
    }

    private static double rms(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) sum += (x[i] - y[i]) * (x[i] - y[i]);
        return Math.sqrt(3 * sum / x.length);
    }
}
