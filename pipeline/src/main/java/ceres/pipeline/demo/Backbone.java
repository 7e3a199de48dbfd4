package ceres.pipeline.demo;

import java.util.Random;

/// A protein chain without side chains: helices and a hairpin sheet of ideal torsions, packed upon each other by turning the loops.
final class Backbone {
    /* How it works: first the sheet is folded alone, torsions against the hydrogen bonds of its two hairpins. Then the loops are
     * annealed: a move gives one loop residue a common pair of phi and psi, and the score counts contacts of the faces that
     * shall be hydrophobic and clashes, on two points a residue (CA, and a side-chain centre 2.4 A from it). At last every torsion is
     * relaxed against the hydrogen bonds and all clashes of the backbone. Bond lengths and angles are ideal throughout. */

    /// What each residue is part of: H helix, E strand, T turn, L loop.
    static final String PLAN = "LL" + "H".repeat(16) + "LLLL" + "H".repeat(15) + "LLLLL" + "EEEEEETTEEEEEETTEEEEEE" + "LLLL"
            + "H".repeat(14) + "LL";
    private static final int STRAND = 6;
    private static final double[] HELIX = {-63, -42}, SHEET = {-118, 136}, TURN_1 = {55, 38}, TURN_2 = {82, 5};
    /// Where loop residues may be: alpha, beta, polyproline, and left-handed for glycine.
    private static final double[][] BASINS = {{-66, -38}, {-112, 128}, {-68, 143}, {62, 38}};
    private static final int STEPS = 20_000, STARTS = 2;

    final TorsionTree tree = new TorsionTree();
    private final int[] phi = new int[PLAN.length()], psi = new int[PLAN.length()];
    private final int[][] index = new int[PLAN.length()][5];
    private final Random random;
    private double[] torsions;

    Backbone(long seed) {
        random = new Random(seed);
        int[] before = {-3, -2, -1};
        for (int r = 0; r < PLAN.length(); r++) before = residue(r, before);
        torsions = tree.start();
        foldSheet();
        pack();
        relax();
    }

    static int length() { return PLAN.length(); }

    /// Coordinates of [#tree], A.
    double[] xyz() { return tree.place(torsions); }

    double phi(int residue) { return wrapped(torsions[phi[residue]]); }

    double psi(int residue) { return wrapped(torsions[psi[residue]]); }

    private static double wrapped(double t) { return t - 2 * Math.PI * Math.rint(t / (2 * Math.PI)); }

    /// Adds N, CA, C, O, CB of a residue after the CA, C (and N) of the one before.
    private int[] residue(int r, int[] before) {
        double[] ideal = ideal(r);
        int beforePsi = r == 0 ? -1 : psi[r - 1];
        phi[r] = tree.variable(Math.toRadians(ideal[0]));
        psi[r] = tree.variable(Math.toRadians(ideal[1]));
        int n = add("N", 7, r, before[2], before[1], before[0], 1.336, 117.2, beforePsi < 0 ? 140 : 0, beforePsi);
        int ca = add("CA", 6, r, n, before[2], before[1], 1.459, 121.7, 180, -1);
        int c = add("C", 6, r, ca, n, before[2], 1.525, 111.0, 0, phi[r]);
        int o = add("O", 8, r, c, ca, n, 1.229, 120.1, 180, psi[r]);
        int cb = add("CB", 6, r, ca, n, before[2], 1.530, 110.5, -122.6, phi[r]);
        index[r] = new int[]{n, ca, c, o, cb};
        return new int[]{n, ca, c};
    }

    private int add(String name, int number, int r, int parent, int grand, int great, double length, double angleDeg,
            double torsionDeg,
            int variable) {
        return tree.add(new TorsionTree.Atom(name, number, r), parent, grand, great, length, Math.toRadians(angleDeg),
                Math.toRadians(torsionDeg), variable);
    }

    private static double[] ideal(int r) {
        return switch (PLAN.charAt(r)) {
            case 'H' -> HELIX;
            case 'E' -> SHEET;
            case 'T' -> PLAN.charAt(r - 1) == 'T' ? TURN_2 : TURN_1;
            default -> BASINS[1];
        };
    }

    private void foldSheet() {
        var folding = new Folding(tree, stiffness(1.5, 50), 3.2, a -> false);
        wantSheet(folding);
        folding.fold(torsions, 150);
    }

    private double[] stiffness(double sheet, double others) {
        var k = new double[torsions.length];
        for (int r = 0; r < PLAN.length(); r++) {
            double own = PLAN.charAt(r) == 'E' || PLAN.charAt(r) == 'T' ? sheet : others;
            k[phi[r]] = own;
            k[psi[r]] = own;
        }
        return k;
    }

    private void wantSheet(Folding folding) {
        int first = PLAN.indexOf('E');
        for (int turn = 0; turn < 2; turn++) {
            int i = first + turn * (STRAND + 2) + STRAND - 1, j = i + 3;
            for (int k = 0; k < STRAND; k++) {
                folding.want(index[i - k][1], index[j + k][1], k % 2 == 0 ? 5.5 : 4.5, 0.5);
                if (k % 2 == 1) continue;
                folding.want(index[i - k][0], index[j + k][3], 2.9, 3);
                folding.want(index[i - k][3], index[j + k][0], 2.9, 3);
            }
        }
    }

    private void wantHelices(Folding folding) {
        for (int r = 0; r + 4 < PLAN.length(); r++)
            if (PLAN.substring(r, r + 5).equals("HHHHH")) folding.want(index[r][3], index[r + 4][0], 2.95, 2);
    }

    private void relax() {
        var keep = torsions.clone();
        var folding = new Folding(tree, stiffness(2, 20), 3.3, a -> false);
        wantSheet(folding);
        wantHelices(folding);
        folding.stayAt(keep);
        folding.fold(torsions, 200);
    }

    private void pack() {
        double best = Double.MAX_VALUE;
        double[] start = torsions, packed = torsions;
        for (int s = 0; s < STARTS; s++) {
            torsions = start.clone();
            double score = anneal();
            if (score < best) {
                best = score;
                packed = torsions;
            }
        }
        torsions = packed;
    }

    private double anneal() {
        int[] loops = java.util.stream.IntStream.range(0, PLAN.length()).filter(r -> PLAN.charAt(r) == 'L').toArray();
        double score = score(tree.place(torsions));
        for (int step = 0; step < STEPS; step++) {
            double temperature = 4 * Math.pow(0.05, (double) step / STEPS);
            int r = loops[random.nextInt(loops.length)];
            double oldPhi = torsions[phi[r]], oldPsi = torsions[psi[r]];
            move(r);
            double next = score(tree.place(torsions));
            if (next < score || random.nextDouble() < Math.exp((score - next) / temperature)) score = next;
            else {
                torsions[phi[r]] = oldPhi;
                torsions[psi[r]] = oldPsi;
            }
        }
        return score;
    }

    private void move(int r) {
        if (random.nextInt(3) > 0) {
            double wide = Math.toRadians(6);
            double p = torsions[phi[r]] + wide * random.nextGaussian(), q = torsions[psi[r]] + wide * random.nextGaussian();
            if (nearBasin(p, q)) {
                torsions[phi[r]] = p;
                torsions[psi[r]] = q;
            }
            return;
        }
        double[] basin = BASINS[random.nextInt(10) == 0 ? 3 : random.nextInt(3)];
        torsions[phi[r]] = Math.toRadians(basin[0] + 6 * random.nextGaussian());
        torsions[psi[r]] = Math.toRadians(basin[1] + 6 * random.nextGaussian());
    }

    private static boolean nearBasin(double p, double q) {
        for (double[] b : BASINS) {
            double dp = Math.toDegrees(wrapped(p - Math.toRadians(b[0]))), dq = Math.toDegrees(wrapped(q - Math.toRadians(b[1])));
            if (Math.hypot(dp, dq) < 16) return true;
        }
        return false;
    }

    /// Contacts of hydrophobic faces against clashes; lower is better.
    private double score(double[] xyz) {
        int n = PLAN.length();
        var centre = new double[n][];
        for (int r = 0; r < n; r++) centre[r] = centre(xyz, r);
        double score = 0;
        for (int i = 0; i < n; i++)
            for (int j = i + 3; j < n; j++) {
                double d = distance(xyz, i, j);
                if (d < 4.6) score += 6 * (4.6 - d);
                if (d > 14) {
                    if (faces(i) && faces(j)) score += 0.004 * (d - 14);
                    continue;
                }
                double s = distance(centre[i], centre[j]);
                if (s < 4.4) score += 3 * (4.4 - s);
                else if (s < 8 && faces(i) && faces(j) && j > i + 4) score -= s < 6.8 ? 1 : (8 - s) / 1.2;
            }
        return score;
    }

    /// The side of a helix or strand that shall lie inside.
    private static boolean faces(int r) {
        int start = r;
        while (start > 0 && PLAN.charAt(start - 1) == PLAN.charAt(r)) start--;
        return switch (PLAN.charAt(r)) {
            case 'H' -> switch ((r - start) % 7) {
                case 0, 3, 4 -> true;
                default -> false;
            };
            case 'E' -> (r - PLAN.indexOf('E')) % 2 == 0;
            default -> false;
        };
    }

    /// A side-chain centre 2.4 A from CA towards CB, A.
    double[] centre(double[] xyz, int r) {
        int ca = 3 * index[r][1], cb = 3 * index[r][4];
        var c = new double[3];
        for (int k = 0; k < 3; k++) c[k] = xyz[ca + k] + 2.4 / 1.53 * (xyz[cb + k] - xyz[ca + k]);
        return c;
    }

    private double distance(double[] xyz, int i, int j) { return Math.sqrt(Folding.distance2(xyz, index[i][1], index[j][1])); }

    static double distance(double[] a, double[] b) {
        double dx = a[0] - b[0], dy = a[1] - b[1], dz = a[2] - b[2];
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    /// Index in [#tree] of N, CA, C, O and CB of a residue.
    int[] atoms(int r) { return index[r]; }
}
