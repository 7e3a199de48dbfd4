package ceres.chem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What the bonds of a component say about its shape: neighbours, rings, hybridisation, flat rings, classes of equivalent atoms.
final class Perception {
    static final int LARGEST_RING = 8;

    final CcdEntry entry;
    final int[][] neighbours;
    final BondOrder[][] orders;
    /// Each ring once, atoms in order around it.
    final List<int[]> rings = new ArrayList<>();
    final boolean[] flat;
    final int[] hybridisation;
    final int[] equivalence;

    Perception(CcdEntry entry) {
        this.entry = entry;
        int n = entry.size();
        var lists = new ArrayList<List<CcdEntry.Bond>>();
        for (int a = 0; a < n; a++) lists.add(new ArrayList<>());
        for (var bond : entry.bonds()) {
            lists.get(bond.a()).add(bond);
            lists.get(bond.b()).add(bond);
        }
        this.neighbours = new int[n][];
        this.orders = new BondOrder[n][];
        for (int a = 0; a < n; a++) {
            int self = a;
            neighbours[a] = lists.get(a).stream().mapToInt(b -> b.a() == self ? b.b() : b.a()).toArray();
            orders[a] = lists.get(a).stream().map(CcdEntry.Bond::order).toArray(BondOrder[]::new);
        }
        findRings();
        this.hybridisation = new int[n];
        for (int a = 0; a < n; a++) hybridisation[a] = hybridisation(a);
        this.flat = new boolean[rings.size()];
        for (int r = 0; r < flat.length; r++) flat[r] = isFlat(rings.get(r));
        conjugate();
        this.equivalence = equivalence();
    }

    Element element(int a) { return entry.atoms().get(a).element(); }

    boolean isHydrogen(int a) { return element(a).isHydrogen(); }

    int heavyDegree(int a) {
        int n = 0;
        for (int b : neighbours[a]) if (!isHydrogen(b)) n++;
        return n;
    }

    int hydrogens(int a) { return neighbours[a].length - heavyDegree(a); }

    static boolean isMetal(Element e) {
        int z = e.number();
        boolean nonMetal = z <= 2 || z >= 5 && z <= 10 || z >= 14 && z <= 18 || z >= 33 && z <= 36 || z >= 52 && z <= 54;
        return !nonMetal;
    }

    // ---- rings: for every bond the shortest way round it

    private void findRings() {
        Set<String> seen = new HashSet<>();
        for (var bond : entry.bonds()) {
            if (isMetal(element(bond.a())) || isMetal(element(bond.b()))) continue;
            int[] ring = around(bond.a(), bond.b());
            if (ring.length == 0) continue;
            int[] sorted = ring.clone();
            Arrays.sort(sorted);
            if (seen.add(Arrays.toString(sorted))) rings.add(ring);
        }
    }

    private int[] around(int from, int to) {
        int n = entry.size();
        int[] before = new int[n], depth = new int[n], queue = new int[n];
        Arrays.fill(before, -2);
        before[from] = -1;
        int head = 0, tail = 0;
        queue[tail++] = from;
        while (head < tail) {
            int a = queue[head++];
            if (depth[a] >= LARGEST_RING - 1) break;
            for (int b : neighbours[a]) {
                if (a == from && b == to || before[b] != -2 || isMetal(element(b))) continue;
                before[b] = a;
                depth[b] = depth[a] + 1;
                if (b == to) return path(before, to, depth[b] + 1);
                queue[tail++] = b;
            }
        }
        return new int[0];
    }

    private static int[] path(int[] before, int end, int length) {
        var ring = new int[length];
        for (int a = end, k = length - 1; a >= 0; a = before[a]) ring[k--] = a;
        return ring;
    }

    boolean inRing(int a) { return rings.stream().anyMatch(r -> contains(r, a)); }

    boolean sharesRing(int a, int b) { return rings.stream().anyMatch(r -> contains(r, a) && contains(r, b)); }

    boolean inFlatRing(int a) {
        for (int r = 0; r < flat.length; r++) if (flat[r] && contains(rings.get(r), a)) return true;
        return false;
    }

    static boolean contains(int[] atoms, int a) {
        for (int x : atoms) if (x == a) return true;
        return false;
    }

    // ---- hybridisation

    private int hybridisation(int a) {
        var e = element(a);
        if (e.isHydrogen() || isMetal(e) || neighbours[a].length == 0) return 0;
        int doubles = 0, triples = 0;
        boolean aromatic = false;
        for (var order : orders[a]) {
            if (order == BondOrder.DOUBLE) doubles++;
            if (order == BondOrder.TRIPLE) triples++;
            if (order == BondOrder.AROMATIC || order == BondOrder.DELOCALISED) aromatic = true;
        }
        if (triples > 0 || doubles > 1 && (e == Element.C || e == Element.N)) return 1;
        if (e == Element.P || e == Element.S && doubles > 0 || e.number() > 16) return 3;
        if (e.number() == 5 && neighbours[a].length == 3) return 2;
        return doubles > 0 || aromatic ? 2 : 3;
    }

    /// A nitrogen with single bonds beside a double bond or in a flat ring is flat too: amides, anilines, guanidines, pyrroles.
    private void conjugate() {
        int[] before = hybridisation.clone();
        for (int a = 0; a < before.length; a++) {
            if (before[a] != 3 || element(a) != Element.N && element(a) != Element.O) continue;
            if (inFlatRing(a)) hybridisation[a] = 2;
            if (element(a) != Element.N || neighbours[a].length > 3) continue;
            for (int b : neighbours[a])
                if (before[b] == 2 && (element(b) == Element.C || element(b) == Element.N)) hybridisation[a] = 2;
        }
    }

    private boolean isFlat(int[] ring) {
        int trigonal = 0;
        for (int a : ring) {
            if (hybridisation[a] == 2) trigonal++;
            else if (neighbours[a].length > 3 || element(a) == Element.C || element(a) == Element.P) return false;
        }
        if (ring.length < 4 || ring.length > 7 || trigonal < ring.length - 1) return false;
        return !entry.hasCoordinates() || deviation(ring) < 0.08;
    }

    /// Root mean square distance from the best plane, A.
    double deviation(int[] atoms) {
        double[] c = new double[3], s = new double[9], xyz = entry.xyz();
        for (int a : atoms) for (int d = 0; d < 3; d++) c[d] += xyz[3 * a + d] / atoms.length;
        for (int a : atoms)
            for (int d = 0; d < 3; d++)
                for (int e = 0; e < 3; e++) s[3 * d + e] += (xyz[3 * a + d] - c[d]) * (xyz[3 * a + e] - c[e]);
        return Math.sqrt(Math.max(0, ceres.numerics.SymmetricEigen.of(s, 3).values()[0]) / atoms.length);
    }

    // ---- equivalence: refinement of classes until they hold (Morgan1965)

    private int[] equivalence() {
        int n = entry.size();
        var label = new int[n];
        for (int a = 0; a < n; a++) label[a] = 1000 * element(a).number() + 10 * neighbours[a].length + hybridisation[a];
        for (int round = 0; round < 12; round++) {
            var next = new int[n];
            for (int a = 0; a < n; a++) {
                int[] around = Arrays.stream(neighbours[a]).map(b -> label[b]).sorted().toArray();
                next[a] = 31 * label[a] + Arrays.hashCode(around);
            }
            System.arraycopy(next, 0, label, 0, n);
        }
        return label;
    }
}
