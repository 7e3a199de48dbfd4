package ceres.model;

import ceres.numerics.CellList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Helices and strands of a protein, from its backbone hydrogen bonds.
///
/// The hydrogen bond energy of Kabsch and Sander, E = 27.888 (1/r_ON + 1/r_CH - 1/r_OH - 1/r_CN) kcal/mol, with the hydrogen 1.01 A from N
/// opposite to the preceding C=O; a bond is E < -0.5. Two n-turns in a row make a helix (n = 3, 4, 5); two bonds that pair residues of
/// two stretches make a bridge, bridges in a row a ladder. The first conformer counts. Source: Kabsch1983.
///
/// @param code one letter a residue: H alpha helix, G 3-10 helix, I pi helix, E strand in a ladder, B single bridge, T turn, `-` anything else
/// @param bonds every backbone hydrogen bond found
/// @param helices stretches of H, G or I
/// @param strands stretches of E
public record SecondaryStructure(char[] code, List<Bond> bonds, List<Stretch> helices, List<Stretch> strands) {
    private static final double BOND_BELOW = -0.5;
    private static final double COUPLING = 27.888;
    private static final double REACH = 9.0;
    private static final double PEPTIDE = 2.5;
    private static final double N_H = 1.01;

    /// N-H of residue `donor` to C=O of residue `acceptor`; energy in kcal/mol.
    public record Bond(int donor, int acceptor, double energy) {}

    /// Residues first to last of one chain, one kind of structure.
    public record Stretch(int first, int last, char kind) { public int length() { return last - first + 1; } }

    public static SecondaryStructure of(Structure s) { return new Finder(s).find(); }

    /// Helices and strands of a trace of C-alpha atoms, by the distances to the second, third and fourth atom along the chain: 5.5, 5.3 and
    /// 6.4 A in a helix of at least five residues, 6.7, 9.9 and 12.4 A in a strand of at least four. Without hydrogen bonds there are no
    /// ladders: a strand here may stand alone. Source: Labesse1997.
    public static SecondaryStructure ofTrace(Structure s) { return new Trace(s).find(); }

    public boolean isHelix(int residue) { return code[residue] == 'H' || code[residue] == 'G' || code[residue] == 'I'; }

    public boolean isStrand(int residue) { return code[residue] == 'E'; }

    private static final class Trace {
        private static final double LINK = 4.3;
        private static final double[] HELIX = {5.5, 5.3, 6.4}, HELIX_WIDTH = {0.5, 0.5, 0.6};
        private static final double[] STRAND = {6.7, 9.9, 12.4}, STRAND_WIDTH = {0.6, 0.9, 1.1};

        private final Structure s;
        private final int[] alpha;
        private final char[] code;

        Trace(Structure s) {
            this.s = s;
            this.alpha = new int[s.residueCount()];
            for (int r = 0; r < alpha.length; r++) alpha[r] = s.find(r, "CA");
            this.code = new char[alpha.length];
            Arrays.fill(code, '-');
        }

        SecondaryStructure find() {
            for (int r = 0; r + 4 < code.length; r++) if (fits(r, STRAND, STRAND_WIDTH)) Arrays.fill(code, r, r + 5, 'E');
            for (int r = 0; r + 4 < code.length; r++) if (fits(r, HELIX, HELIX_WIDTH)) Arrays.fill(code, r, r + 5, 'H');
            List<Stretch> helices = new ArrayList<>(), strands = new ArrayList<>();
            for (int r = 0; r < code.length;) {
                int end = r;
                while (end + 1 < code.length && code[end + 1] == code[r] && linked(end)) end++;
                if (code[r] == 'H') helices.add(new Stretch(r, end, 'H'));
                if (code[r] == 'E' && end - r >= 3) strands.add(new Stretch(r, end, 'E'));
                if (code[r] == 'E' && end - r < 3) Arrays.fill(code, r, end + 1, '-');
                r = end + 1;
            }
            return new SecondaryStructure(code, List.of(), List.copyOf(helices), List.copyOf(strands));
        }

        private boolean linked(int r) {
            return alpha[r] >= 0 && alpha[r + 1] >= 0 && s.chainOf(r) == s.chainOf(r + 1)
                    && s.distance(alpha[r], alpha[r + 1]) < LINK;
        }

        private boolean fits(int r, double[] ideal, double[] width) {
            for (int k = 0; k < 4; k++) if (!linked(r + k)) return false;
            for (int k = 0; k < 3; k++) if (Math.abs(s.distance(alpha[r], alpha[r + 2 + k]) - ideal[k]) > width[k]) return false;
            return Math.abs(s.distance(alpha[r + 1], alpha[r + 3]) - ideal[0]) <= width[0]
                    && Math.abs(s.distance(alpha[r + 2], alpha[r + 4]) - ideal[0]) <= width[0];
        }
    }

    private static final class Finder {
        private final Structure s;
        private final int n;
        private final int[] nitrogen, alpha, carbon, oxygen;
        /// Residue before in the chain, bonded; -1 if there is none. And after.
        private final int[] before, after;
        private final double[] hydrogen;
        private final double[] xyz;
        /// Two best acceptors of each donor.
        private final int[] acceptor;
        private final double[] energy;
        private final char[] code;

        Finder(Structure s) {
            this.s = s;
            this.n = s.residueCount();
            this.xyz = s.atoms().xyz();
            this.nitrogen = atoms("N");
            this.alpha = atoms("CA");
            this.carbon = atoms("C");
            this.oxygen = atoms("O");
            this.before = new int[n];
            this.after = new int[n];
            this.hydrogen = new double[3 * n];
            this.acceptor = new int[2 * n];
            this.energy = new double[2 * n];
            this.code = new char[n];
            Arrays.fill(before, -1);
            Arrays.fill(after, -1);
            Arrays.fill(acceptor, -1);
            Arrays.fill(code, '-');
        }

        private int[] atoms(String name) {
            var found = new int[n];
            for (int r = 0; r < n; r++) found[r] = s.find(r, name);
            return found;
        }

        SecondaryStructure find() {
            chain();
            bonds();
            ladders();
            helix(4, 'H');
            helix(3, 'G');
            helix(5, 'I');
            turns();
            var all = new ArrayList<Bond>();
            for (int k = 0; k < acceptor.length; k++)
                if (acceptor[k] >= 0 && energy[k] < BOND_BELOW) all.add(new Bond(k / 2, acceptor[k], energy[k]));
            return new SecondaryStructure(code, List.copyOf(all), stretches("HGI"), stretches("E"));
        }

        private boolean complete(int r) { return nitrogen[r] >= 0 && alpha[r] >= 0 && carbon[r] >= 0 && oxygen[r] >= 0; }

        private void chain() {
            for (int r = 1; r < n; r++) {
                if (s.chainOf(r) != s.chainOf(r - 1) || !complete(r) || !complete(r - 1)) continue;
                if (!(s.distance(carbon[r - 1], nitrogen[r]) < PEPTIDE)) continue;
                before[r] = r - 1;
                after[r - 1] = r;
                double length = s.distance(carbon[r - 1], oxygen[r - 1]);
                for (int d = 0; d < 3; d++)
                    hydrogen[3 * r + d] = xyz[3 * nitrogen[r] + d]
                            + N_H * (xyz[3 * carbon[r - 1] + d] - xyz[3 * oxygen[r - 1] + d]) / Math.max(0.1, length);
            }
        }

        private void bonds() {
            var positions = new double[3 * n];
            for (int r = 0; r < n; r++)
                for (int d = 0; d < 3; d++) positions[3 * r + d] = complete(r) ? xyz[3 * alpha[r] + d] : Double.NaN;
            var cells = new CellList(positions, REACH);
            for (int r = 0; r < n; r++) {
                if (before[r] < 0 || s.residueName(r).equals("PRO")) continue;
                int donor = r;
                cells.near(positions[3 * r], positions[3 * r + 1], positions[3 * r + 2], REACH, a -> {
                    if (a != donor && a != before[donor]) keep(donor, a, bondEnergy(donor, a));
                });
            }
        }

        private double bondEnergy(int donor, int acceptorResidue) {
            int o = oxygen[acceptorResidue], c = carbon[acceptorResidue];
            double on = s.distance(o, nitrogen[donor]), cn = s.distance(c, nitrogen[donor]);
            double oh = toHydrogen(o, donor), ch = toHydrogen(c, donor);
            if (Math.min(Math.min(on, cn), Math.min(oh, ch)) < 0.5) return -9.9;
            return COUPLING * (1 / on + 1 / ch - 1 / oh - 1 / cn);
        }

        private double toHydrogen(int atom, int donor) {
            double x = xyz[3 * atom] - hydrogen[3 * donor], y = xyz[3 * atom + 1] - hydrogen[3 * donor + 1],
                    z = xyz[3 * atom + 2] - hydrogen[3 * donor + 2];
            return Math.sqrt(x * x + y * y + z * z);
        }

        private void keep(int donor, int a, double e) {
            if (e >= BOND_BELOW) return;
            int k = 2 * donor;
            if (e < energy[k] || e == energy[k] && a < acceptor[k]) {
                energy[k + 1] = energy[k];
                acceptor[k + 1] = acceptor[k];
                energy[k] = e;
                acceptor[k] = a;
            } else if (e < energy[k + 1]) {
                energy[k + 1] = e;
                acceptor[k + 1] = a;
            }
        }

        /// True if N-H of `donor` binds C=O of `a`.
        private boolean bonded(int donor, int a) {
            return donor >= 0 && a >= 0 && (acceptor[2 * donor] == a || acceptor[2 * donor + 1] == a);
        }

        private boolean turn(int r, int step) {
            if (r < 0) return false;
            int end = r;
            for (int k = 0; k < step; k++) end = end < 0 ? -1 : after[end];
            return end >= 0 && bonded(end, r);
        }

        private void helix(int step, char letter) {
            for (int r = 0; r < n; r++) {
                if (before[r] < 0 || !turn(r, step) || !turn(before[r], step)) continue;
                boolean free = true;
                for (int k = 0; k < step; k++) free &= code[r + k] == '-' || code[r + k] == letter || letter == 'H';
                if (free) for (int k = 0; k < step; k++) code[r + k] = letter;
            }
        }

        private void turns() {
            for (int r = 0; r < n; r++)
                for (int step = 3; step <= 5; step++)
                    if (turn(r, step)) for (int k = 1; k < step; k++) if (code[r + k] == '-') code[r + k] = 'T';
        }

        /// A bridge pairs i with j; two bridges at neighbours make a ladder. Bulges of one residue on one side are bridged over.
        private void ladders() {
            var partners = new ArrayList<int[]>();
            for (int i = 0; i < n; i++) {
                if (before[i] < 0 || after[i] < 0) continue;
                for (int j : candidates(i)) {
                    if (j <= i + 2 || before[j] < 0 || after[j] < 0) continue;
                    if (parallel(i, j)) partners.add(new int[]{i, j, 1});
                    else if (antiparallel(i, j)) partners.add(new int[]{i, j, -1});
                }
            }
            var keys = new java.util.HashSet<Long>();
            for (int[] p : partners) keys.add(key(p[0], p[1], p[2]));
            for (int[] p : partners) {
                boolean ladder = keys.contains(key(p[0] + 1, p[1] + p[2], p[2]))
                        || keys.contains(key(p[0] - 1, p[1] - p[2], p[2]))
                        || keys.contains(key(p[0] + 2, p[1] + p[2], p[2])) || keys.contains(key(p[0] - 2, p[1] - p[2], p[2]))
                        || keys.contains(key(p[0] + 1, p[1] + 2 * p[2], p[2]))
                        || keys.contains(key(p[0] - 1, p[1] - 2 * p[2], p[2]))
                        || keys.contains(key(p[0] + 2, p[1] + 2 * p[2], p[2]))
                        || keys.contains(key(p[0] - 2, p[1] - 2 * p[2], p[2]));
                for (int k = 0; k < 2; k++) if (ladder || code[p[k]] != 'E') code[p[k]] = ladder ? 'E' : 'B';
            }
            for (int r = 1; r + 1 < n; r++)
                if (code[r] != 'E' && code[r - 1] == 'E' && code[r + 1] == 'E' && before[r] >= 0 && after[r] >= 0) code[r] = 'E';
        }

        private static long key(int i, int j, int sense) { return ((long) i << 32 | j) * 2 + (sense > 0 ? 1 : 0); }

        /// Residues that may stand opposite to i, by the hydrogen bonds of i and its neighbours.
        private int[] candidates(int i) {
            var found = new java.util.TreeSet<Integer>();
            for (int r = i - 1; r <= i + 1; r++)
                for (int k = 0; k < 2; k++)
                    if (acceptor[2 * r + k] >= 0) for (int d = -1; d <= 1; d++) found.add(acceptor[2 * r + k] + d);
            for (int d : donorsTo(i - 1)) for (int e = -1; e <= 1; e++) found.add(d + e);
            for (int d : donorsTo(i)) for (int e = -1; e <= 1; e++) found.add(d + e);
            for (int d : donorsTo(i + 1)) for (int e = -1; e <= 1; e++) found.add(d + e);
            return found.stream().filter(r -> r >= 0 && r < n).mapToInt(Integer::intValue).toArray();
        }

        private int @org.jspecify.annotations.Nullable [][] donors;

        private int[] donorsTo(int r) {
            if (donors == null) {
                var lists = new ArrayList<List<Integer>>();
                for (int k = 0; k < n; k++) lists.add(new ArrayList<>());
                for (int k = 0; k < acceptor.length; k++) if (acceptor[k] >= 0) lists.get(acceptor[k]).add(k / 2);
                donors = lists.stream().map(l -> l.stream().mapToInt(Integer::intValue).toArray()).toArray(int[][]::new);
            }
            return r < 0 || r >= n ? new int[0] : donors[r];
        }

        private boolean parallel(int i, int j) {
            return bonded(j, before[i]) && bonded(after[i], j) || bonded(i, before[j]) && bonded(after[j], i);
        }

        private boolean antiparallel(int i, int j) {
            return bonded(i, j) && bonded(j, i) || bonded(after[i], before[j]) && bonded(after[j], before[i]);
        }

        private List<Stretch> stretches(String letters) {
            List<Stretch> found = new ArrayList<>();
            for (int r = 0; r < n;) {
                int end = r;
                while (end + 1 < n && code[end + 1] == code[r] && after[end] == end + 1) end++;
                if (letters.indexOf(code[r]) >= 0) found.add(new Stretch(r, end, code[r]));
                r = end + 1;
            }
            return List.copyOf(found);
        }
    }
}
