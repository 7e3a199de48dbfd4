package ceres.refine;

import ceres.refine.moving.MovingModel;
import ceres.refine.symmetry.NcsConstraints;
import ceres.restraint.BondGraph;
import ceres.restraint.Restraints;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;

/// The parameters that a model has: all of them, or what bonds, angles and planes leave free. Copies that symmetry drives have none.
///
/// @param restrained torsions about bonds that neither a ring nor a plane holds (of a peptide all three, for omega is held no
///     more stiffly than chis are), m - 3 for a puckered ring of m, six for each molecule and
///     three for an atom alone; two B factors a residue
/// @param unrestrained three coordinates an atom and all B factors
record Freedom(double restrained, double unrestrained) {

    /// @param groups B factors that are refined, 0 for none
    /// @param smooth of them, were they two a residue
    static Freedom of(MovingModel model, Restraints restraints, NcsConstraints symmetry, int groups, int smooth) {
        boolean[] driven = driven(symmetry, model.heavyCount());
        int free = 0;
        for (boolean d : driven) if (!d) free++;
        double part = free / (double) Math.max(1, driven.length);
        return new Freedom(new Count(model, restraints, driven).coordinates() + part * Math.min(groups, smooth),
                3.0 * free + part * groups);
    }

    /// Atoms whose gradient symmetry hands to others.
    private static boolean[] driven(NcsConstraints symmetry, int n) {
        var gradient = new double[3 * n];
        Arrays.fill(gradient, 1);
        symmetry.collect(gradient);
        var driven = new boolean[n];
        for (int a = 0; a < n; a++) driven[a] = gradient[3 * a] == 0 && gradient[3 * a + 1] == 0 && gradient[3 * a + 2] == 0;
        return driven;
    }

    private static final class Count {
        private static final int LARGEST_RING = 7;

        private final BondGraph bonds;
        private final boolean[] driven;
        private final int n;
        private final Set<Long> flat = new HashSet<>();

        Count(MovingModel model, Restraints restraints, boolean[] driven) {
            this.bonds = model.bonds();
            this.driven = driven;
            this.n = model.heavyCount();
            flatten(restraints.planes());
        }

        double coordinates() {
            double sum = places();
            for (int a = 0; a < n; a++)
                for (int k = 0; k < bonds.degree(a) && !driven[a]; k++) {
                    int b = bonds.neighbour(a, k);
                    if (b > a && b < n && !flat.contains(key(a, b))) sum += torsion(a, b);
                }
            return sum;
        }

        private double torsion(int a, int b) {
            if (degree(a) < 2 || degree(b) < 2) return 0;
            int ring = ring(a, b);
            return ring == 0 ? 1 : (ring - 3.0) / ring;
        }

        /// Bonds to heavy atoms.
        private int degree(int a) {
            int heavy = 0;
            for (int k = 0; k < bonds.degree(a); k++) if (bonds.neighbour(a, k) < n) heavy++;
            return heavy;
        }

        /// Size of the smallest ring through a bond; 0 if there is none of seven atoms or fewer.
        private int ring(int a, int b) {
            var distance = new HashMap<Integer, Integer>();
            var queue = new ArrayDeque<Integer>();
            distance.put(a, 0);
            queue.add(a);
            while (!queue.isEmpty()) {
                int at = queue.remove(), next = distance.get(at) + 1;
                for (int k = 0; k < bonds.degree(at) && next < LARGEST_RING; k++) {
                    int c = bonds.neighbour(at, k);
                    if (c >= n || at == a && c == b) continue;
                    if (c == b) return next + 1;
                    if (distance.putIfAbsent(c, next) == null) queue.add(c);
                }
            }
            return 0;
        }

        /// Six for each molecule, three for an atom alone.
        private double places() {
            var seen = new boolean[n];
            double sum = 0;
            for (int a = 0; a < n; a++) {
                if (seen[a] || driven[a]) continue;
                sum += degree(a) == 0 ? 3 : 6;
                mark(a, seen);
            }
            return sum;
        }

        private void mark(int first, boolean[] seen) {
            var queue = new ArrayDeque<Integer>();
            seen[first] = true;
            queue.add(first);
            while (!queue.isEmpty()) {
                int at = queue.remove();
                for (int k = 0; k < bonds.degree(at); k++) {
                    int next = bonds.neighbour(at, k);
                    if (next >= n || seen[next]) continue;
                    seen[next] = true;
                    queue.add(next);
                }
            }
        }

        /// A plane holds the torsion about a bond if it holds both atoms and a neighbour of each.
        private void flatten(Restraints.Planes planes) {
            for (int p = 0; p < planes.size(); p++) {
                int[] atoms = Arrays.copyOfRange(planes.atom(), planes.start()[p], planes.start()[p + 1]);
                for (int a : atoms)
                    for (int b : atoms)
                        if (a < b && bonds.bonded(a, b) && another(atoms, a, b) && another(atoms, b, a)) flat.add(key(a, b));
            }
        }

        /// True if an atom other than b is bonded to a.
        private boolean another(int[] atoms, int a, int b) {
            for (int c : atoms) if (c != b && c != a && bonds.bonded(a, c)) return true;
            return false;
        }

        private long key(int a, int b) { return (long) a * n + b; }
    }
}
