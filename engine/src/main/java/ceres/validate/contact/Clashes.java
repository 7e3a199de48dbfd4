package ceres.validate.contact;

import ceres.numerics.CellList;
import ceres.numerics.Parallel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Which atoms overlap too much, as Probe decides it.
///
/// @param clashes the worst first
/// @param atoms that count: all but waters with occupancy above 0.1, hydrogens included
public record Clashes(List<Clash> clashes, int atoms) {
    /* Probe strews dots over the surface of each atom and asks for each dot which atom is nearest. Two atoms clash if one of them has a
     * dot that lies 0.4 A or more inside the other, is not hidden inside an atom it is bonded to (up to three bonds, four with
     * hydrogens), and lies deeper in no third atom. Whole surfaces need not be strewn: only pairs whose spheres overlap by 0.4 A can
     * have such a dot, and only dots of that pair matter. A pair that can make a hydrogen bond never counts, since Probe drops pairs
     * that have any hydrogen-bond dot. Pairs whose occupancies add up to less than 1
     * do not count, as in MolProbity. Waters have no hydrogens here; Probe gives them imaginary ones towards acceptors, which amounts
     * to allowing overlaps below 0.58 A. */

    /// Overlap from which two atoms clash, A.
    public static final double OVERLAP = 0.4;
    private static final double LEAST_OCCUPANCY = 0.10, OWNER_OCCUPANCY = 0.02, WATER_ACCEPTOR = 0.58, OWNER_REACH = 0.5;
    /// Two atoms whose occupancies add up to less can be there in turns: 0.41 beside a 0.44.
    private static final double TOGETHER = 0.995;
    private static final int PIECE = 256;

    /// Clashes per 1000 atoms; 0 if there are no atoms.
    public double score() { return atoms == 0 ? 0 : 1000.0 * clashes.size() / atoms; }

    public static Clashes find(ContactModel model, Parallel team) {
        var atoms = model.atoms();
        int n = atoms.size();
        var cells = new CellList(atoms.xyz(), 3.2);
        var found = new ArrayList<List<Clash>>();
        for (int p = 0; p < Parallel.pieces(n, PIECE); p++) found.add(new ArrayList<>());
        team.each(n, PIECE, (piece, from, to) -> {
            for (int i = from; i < to; i++) new Source(model, cells, i).clashes(found.get(piece));
        });
        var all = new ArrayList<Clash>();
        found.forEach(all::addAll);
        all.sort(Comparator.comparingDouble((Clash c) -> -c.overlap()));
        int counted = 0;
        for (int i = 0; i < n; i++) if (counts(model, i) && !model.isWater(i)) counted++;
        return new Clashes(List.copyOf(all), counted);
    }

    private static boolean counts(ContactModel model, int i) {
        return !model.atoms().isAbsent(i) && model.atoms().occupancy(i) > LEAST_OCCUPANCY;
    }

    /// Atom i against the atoms after it.
    private record Source(ContactModel model, CellList cells, int i) {
        void clashes(List<Clash> found) {
            if (!counts(model, i)) return;
            var atoms = model.atoms();
            double[] xyz = atoms.xyz();
            var candidates = new Ints();
            double reach = model.radius(i) + model.maxRadius() - OVERLAP;
            cells.near(xyz[3 * i], xyz[3 * i + 1], xyz[3 * i + 2], reach, j -> {
                if (j > i && overlap(i, j) >= OVERLAP && counts(model, j) && eligible(j)) candidates.add(j);
            });
            if (candidates.size() == 0) return;
            int[] excluded = model.excluded(i), sorted = excluded.clone();
            java.util.Arrays.sort(sorted);
            for (int j : candidates.sorted()) {
                if (java.util.Arrays.binarySearch(sorted, j) >= 0 || harmless(j)) continue;
                if (touches(i, j, excluded) || touches(j, i, model.excluded(j)))
                    found.add(new Clash(atoms.partner(i), atoms.partner(j), overlap(i, j)));
            }
        }

        private double overlap(int a, int b) { return model.radius(a) + model.radius(b) - model.atoms().distance(a, b); }

        private boolean eligible(int j) {
            var atoms = model.atoms();
            boolean sameConformer = atoms.altloc(i) != 0 && atoms.altloc(i) == atoms.altloc(j);
            boolean both = atoms.together(i, j)
                    && (sameConformer || atoms.occupancy(i) + atoms.occupancy(j) >= TOGETHER);
            return both && !(model.isWater(i) && model.isWater(j));
        }

        /// Hydrogen bonds, and waters against acceptors.
        private boolean harmless(int j) {
            boolean waterAcceptor = model.isWater(i) && model.isAcceptor(j) || model.isWater(j) && model.isAcceptor(i);
            return waterAcceptor && overlap(i, j) < WATER_ACCEPTOR || model.hydrogenBond(i, j);
        }

        /// Has s a dot deep inside t that nothing hides and no other atom owns?
        private boolean touches(int s, int t, int[] excluded) {
            if (model.isWater(s)) return false;
            double[] xyz = model.atoms().xyz(), dots = DotSphere.of(model.radius(s)).xyz();
            double sx = xyz[3 * s], sy = xyz[3 * s + 1], sz = xyz[3 * s + 2], inside = model.radius(t) - OVERLAP;
            int[] owners = null;
            for (int d = 0; d < dots.length; d += 3) {
                double x = sx + dots[d], y = sy + dots[d + 1], z = sz + dots[d + 2];
                double toTarget = distance2(xyz, t, x, y, z);
                if (inside < 0 || toTarget > inside * inside || hidden(xyz, excluded, x, y, z)) continue;
                if (owners == null) owners = owners(s, t, excluded);
                if (owned(xyz, owners, x, y, z, Math.sqrt(toTarget) - model.radius(t))) return true;
            }
            return false;
        }

        private static double distance2(double[] xyz, int a, double x, double y, double z) {
            double dx = xyz[3 * a] - x, dy = xyz[3 * a + 1] - y, dz = xyz[3 * a + 2] - z;
            return dx * dx + dy * dy + dz * dz;
        }

        private boolean hidden(double[] xyz, int[] excluded, double x, double y, double z) {
            for (int e : excluded)
                if (!model.atoms().isAbsent(e) && distance2(xyz, e, x, y, z) < model.radius(e) * model.radius(e)) return true;
            return false;
        }

        private boolean owned(double[] xyz, int[] owners, double x, double y, double z, double gap) {
            for (int o : owners) if (Math.sqrt(distance2(xyz, o, x, y, z)) - model.radius(o) < gap) return false;
            return true;
        }

        private int[] owners(int s, int t, int[] excluded) {
            double[] xyz = model.atoms().xyz();
            var sorted = excluded.clone();
            java.util.Arrays.sort(sorted);
            var near = new Ints();
            double reach = model.radius(s) + model.maxRadius() + OWNER_REACH;
            cells.near(xyz[3 * s], xyz[3 * s + 1], xyz[3 * s + 2], reach, k -> {
                if (k == s || k == t || model.atoms().isAbsent(k) || !model.atoms().together(s, k)) return;
                if (model.atoms().occupancy(k) > OWNER_OCCUPANCY && java.util.Arrays.binarySearch(sorted, k) < 0) near.add(k);
            });
            return near.sorted();
        }
    }
}
