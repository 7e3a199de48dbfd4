package ceres.model;

import ceres.numerics.Superposition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Chains that are copies of each other: non-crystallographic symmetry.
///
/// Polymer chains of nearly the same sequence (identity of at least 85 % of the longer one after alignment) that superpose within 2 A
/// belong to one group. The operator of a copy moves the master onto it. Residues whose deviation after superposition is more than 4 A
/// (moving domains) are left out once and the fit repeated. Atoms are matched by residue and name; only atoms that every copy has
/// are in the group.
public final class NcsGroups {
    private static final double IDENTITY = 0.85;
    private static final double MOST_RMSD = 2.0;
    private static final double MATCH_RADIUS = 4.0;
    private static final int FEWEST_RESIDUES = 3;

    private NcsGroups() {}

    /// @param operator moves the master onto this copy: r' = R r + t
    /// @param atoms atoms of the copy, in the order of the master's
    public record Copy(int chain, Superposition operator, int[] atoms) {}

    /// @param master chain
    /// @param atoms of the master that all copies have
    /// @param copies the other chains
    public record Group(int master, int[] atoms, List<Copy> copies) {
        /// The largest root mean square deviation of a copy from the master, A.
        public double worstRmsd() { return copies.stream().mapToDouble(c -> c.operator.rmsd()).max().orElse(0); }

        /// Number of copies, the master included.
        public int size() { return copies.size() + 1; }
    }

    /// The groups of a model with at least two chains, in order of their masters.
    public static List<Group> find(Structure s) {
        List<List<Integer>> families = new ArrayList<>();
        Map<Integer, Map<Integer, int[]>> matched = new HashMap<>();
        Map<Integer, String[]> sequences = new HashMap<>();
        for (int c = 0; c < s.chainCount(); c++) {
            String[] sequence = polymer(s, c);
            if (sequence.length < FEWEST_RESIDUES) continue;
            sequences.put(c, sequence);
            join(s, c, sequences, families, matched);
        }
        List<Group> groups = new ArrayList<>();
        for (var family : families) if (family.size() > 1) groups.add(group(s, family, matched));
        return groups;
    }

    private static String[] polymer(Structure s, int chain) {
        List<String> names = new ArrayList<>();
        for (int r = s.residueStart(chain); r < s.residueEnd(chain); r++)
            if (s.find(r, "CA") >= 0 && s.find(r, "N") >= 0 || s.find(r, "C1'") >= 0
                    || s.find(r, "CA") >= 0 && s.atomEnd(r) - s.atomStart(r) == 1 && s.element(s.atomStart(r)).number() == 6)
                names.add(s.residueName(r));
            else
            names.add("");
        return names.stream().allMatch(String::isEmpty) ? new String[0] : names.toArray(String[]::new);
    }

    private static void join(Structure s, int chain, Map<Integer, String[]> sequences, List<List<Integer>> families,
            Map<Integer, Map<Integer, int[]>> matched) {
        for (var family : families) {
            int master = family.getFirst();
            int[] pairs = align(sequences.get(master), sequences.get(chain));
            if (pairs.length == 0 || superpose(s, master, chain, pairs).rmsd() > MOST_RMSD) continue;
            family.add(chain);
            matched.computeIfAbsent(master, k -> new HashMap<>()).put(chain, pairs);
            return;
        }
        families.add(new ArrayList<>(List.of(chain)));
    }

    /// For each residue of the first chain the residue of the second, -1 for a gap; empty if they are not alike.
    static int[] align(String[] a, String[] b) {
        int longer = Math.max(a.length, b.length), shorter = Math.min(a.length, b.length);
        if (shorter < IDENTITY * longer) return new int[0];
        var pairs = new int[a.length];
        int same = 0;
        if (a.length == b.length) for (int i = 0; i < a.length; i++) if (a[i].equals(b[i])) same++;
        if (same >= 0.98 * longer) {
            for (int i = 0; i < a.length; i++) pairs[i] = a[i].equals(b[i]) ? i : -1;
            return pairs;
        }
        return needleman(a, b, longer);
    }

    /// Global alignment: match 1, mismatch 0, gap 0.5 a residue (Needleman & Wunsch 1970), in two rows and a trace of bytes.
    private static int[] needleman(String[] a, String[] b, int longer) {
        int n = a.length, m = b.length;
        var trace = new byte[n + 1][m + 1];
        float[] above = new float[m + 1], row = new float[m + 1];
        for (int j = 0; j <= m; j++) {
            above[j] = -0.5f * j;
            trace[0][j] = 2;
        }
        for (int i = 1; i <= n; i++) {
            row[0] = -0.5f * i;
            trace[i][0] = 1;
            for (int j = 1; j <= m; j++) {
                float match = above[j - 1] + (a[i - 1].equals(b[j - 1]) ? 1 : 0), up = above[j] - 0.5f, left = row[j - 1] - 0.5f;
                row[j] = Math.max(match, Math.max(up, left));
                trace[i][j] = (byte) (row[j] == match ? 0 : row[j] == up ? 1 : 2);
            }
            float[] swap = above;
            above = row;
            row = swap;
        }
        return walk(a, b, trace, longer);
    }

    private static int[] walk(String[] a, String[] b, byte[][] trace, int longer) {
        var pairs = new int[a.length];
        Arrays.fill(pairs, -1);
        int same = 0;
        for (int i = a.length, j = b.length; i > 0 && j > 0;) {
            if (trace[i][j] == 0) {
                i--;
                j--;
                if (a[i].equals(b[j])) {
                    pairs[i] = j;
                    same++;
                }
            } else if (trace[i][j] == 1) i--;
            else
                j--;
        }
        return same >= IDENTITY * longer ? pairs : new int[0];
    }

    private static Superposition superpose(Structure s, int master, int chain, int[] pairs) {
        int[] atoms = backbone(s, master, chain, pairs);
        if (atoms.length < 2 * FEWEST_RESIDUES)
            return new Superposition(new double[]{1, 0, 0, 0, 1, 0, 0, 0, 1}, new double[3], Double.MAX_VALUE);
        var first = superpose(s, atoms);
        double[] moved = first.apply(coordinates(s, atoms, 0)), fixed = coordinates(s, atoms, 1);
        var near = new ArrayList<Integer>();
        for (int p = 0; p < moved.length / 3; p++) {
            double dx = moved[3 * p] - fixed[3 * p], dy = moved[3 * p + 1] - fixed[3 * p + 1],
                    dz = moved[3 * p + 2] - fixed[3 * p + 2];
            if (Math.sqrt(dx * dx + dy * dy + dz * dz) <= MATCH_RADIUS) {
                near.add(atoms[2 * p]);
                near.add(atoms[2 * p + 1]);
            }
        }
        boolean trimmed = near.size() < atoms.length && near.size() >= atoms.length / 2;
        return trimmed ? superpose(s, near.stream().mapToInt(Integer::intValue).toArray()) : first;
    }

    private static Superposition superpose(Structure s, int[] pairs) {
        return Superposition.of(coordinates(s, pairs, 0), coordinates(s, pairs, 1));
    }

    private static double[] coordinates(Structure s, int[] pairs, int side) {
        var xyz = new double[3 * pairs.length / 2];
        for (int p = 0; p < pairs.length / 2; p++) System.arraycopy(s.atoms().xyz(), 3 * pairs[2 * p + side], xyz, 3 * p, 3);
        return xyz;
    }

    /// CA or C1' of matched residues, in turns of master and copy.
    private static int[] backbone(Structure s, int master, int chain, int[] pairs) {
        var atoms = new ArrayList<Integer>();
        for (int i = 0; i < pairs.length; i++) {
            if (pairs[i] < 0) continue;
            for (String name : new String[]{"CA", "C1'"}) {
                int a = s.find(s.residueStart(master) + i, name), b = s.find(s.residueStart(chain) + pairs[i], name);
                if (a < 0 || b < 0) continue;
                atoms.add(a);
                atoms.add(b);
            }
        }
        return atoms.stream().mapToInt(Integer::intValue).toArray();
    }

    private static Group group(Structure s, List<Integer> family, Map<Integer, Map<Integer, int[]>> matched) {
        int master = family.getFirst();
        int first = s.atomStart(s.residueStart(master)), end = s.atomEnd(s.residueEnd(master) - 1);
        var partner = new int[family.size() - 1][];
        var common = new boolean[end - first];
        Arrays.fill(common, true);
        for (int k = 1; k < family.size(); k++) {
            partner[k - 1] = partners(s, master, family.get(k), matched.get(master).get(family.get(k)));
            for (int a = 0; a < common.length; a++) common[a] &= partner[k - 1][a] >= 0;
        }
        int[] own = java.util.stream.IntStream.range(0, common.length).filter(a -> common[a]).map(a -> a + first).toArray();
        List<Copy> copies = new ArrayList<>();
        for (int k = 1; k < family.size(); k++) {
            int[] theirs = partner[k - 1];
            int[] atoms = Arrays.stream(own).map(a -> theirs[a - first]).toArray();
            copies.add(
                    new Copy(family.get(k), superpose(s, master, family.get(k), matched.get(master).get(family.get(k))), atoms));
        }
        return new Group(master, own, copies);
    }

    /// For each atom of the master chain the same atom of the other: same name and altloc in the matched residue; -1 if there is none.
    private static int[] partners(Structure s, int master, int chain, int[] pairs) {
        int first = s.atomStart(s.residueStart(master)), end = s.atomEnd(s.residueEnd(master) - 1);
        var partner = new int[end - first];
        Arrays.fill(partner, -1);
        for (int i = 0; i < pairs.length; i++) {
            if (pairs[i] < 0) continue;
            int r = s.residueStart(master) + i, q = s.residueStart(chain) + pairs[i];
            for (int a = s.atomStart(r); a < s.atomEnd(r); a++)
                for (int b = s.atomStart(q); b < s.atomEnd(q); b++)
                    if (s.atomName(a).equals(s.atomName(b)) && s.altloc(a) == s.altloc(b)) {
                        partner[a - first] = b;
                        break;
                    }
        }
        return partner;
    }
}
