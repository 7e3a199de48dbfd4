package ceres.restraint;

import ceres.chem.NucleicTables;
import ceres.chem.ResidueClass;
import ceres.model.Structure;
import ceres.numerics.CellList;
import ceres.numerics.Geometry;
import ceres.restraint.Restraints.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Base pairs and stacking of nucleic acids.
///
/// Two bases with at least two N/O...N/O contacts below 3.4 A, whose planes are within 50 degrees and which do not stand above each
/// other, are a pair; each base pairs once, closest contacts first. If the bonds of one of Saenger's 28 classes are all there, those of the
/// class with the most bonds (of two, the nearer to 2.89 A on average) are restrained, each with the length of its class; else every
/// contact, at 2.91 A. The angles at both ends of a bond are those of Watson-Crick pairs or about 120 degrees, and only where the model is
/// within 35 degrees of them: a wrong pair must not be bent into shape. The planes are kept parallel.
///
/// Consecutive bases of a strand are stacked if their centres are within 5.5 A, their normals within 30 degrees and the line of centres
/// within 40 degrees of the normal (Gendron2001); stacked bases are kept parallel too.
public final class BasePairs {
    private static final double CONTACT = 3.4;
    private static final double PAIR_SIGMA = 0.0335, STACK_SIGMA = 0.027;
    private static final double BOND_LIMIT = 0.6, LEAST_SIGMA = 0.07;
    private static final double ANGLE_DEG = 120, ANGLE_SIGMA_DEG = 10, ANGLE_REACH_DEG = 35;
    private static final double ANY_LENGTH = 2.91, ANY_SIGMA = 0.15, MEAN_LENGTH = 2.89;
    private static final Set<String> POLAR = Set.of("N1", "N3", "N7", "N9", "O2", "O4", "O6", "N2", "N4", "N6");
    private static final Set<String> RING = Set.of("N1", "C2", "N3", "C4", "C5", "C6", "N7", "C8", "N9");
    /// The neighbours of a polar atom in its base.
    private static final Map<String, List<String>> NEXT = Map.of("N1", List.of("C2", "C6"), "N3", List.of("C2", "C4"), "N7",
            List.of("C5", "C8"), "N2", List.of("C2"), "N4", List.of("C4"), "N6", List.of("C6"), "O2", List.of("C2"), "O4",
            List.of("C4"), "O6", List.of("C6"));

    /// Watson-Crick bonds by class and atoms: length and sigma, A; angles at the first and the second atom to [#NEXT]'s first, with sigmas,
    /// degrees. Means over well-resolved structures, as restraint programs use them.
    private static final Map<String, double[]> WATSON_CRICK = Map.of("19 N4 O6",
            new double[]{2.93, 0.10, 117.3, 2.86, 122.8, 3.00}, "19 N3 N1", new double[]{2.88, 0.07, 116.3, 2.66, 119.1, 2.59},
            "19 O2 N2", new double[]{2.78, 0.10, 120.7, 2.20, 122.2, 2.88}, "20 N6 O4",
            new double[]{3.00, 0.11, 115.6, 8.34, 121.2, 4.22}, "20 N1 N3", new double[]{2.82, 0.08, 116.2, 3.46, 115.8, 2.88});

    /// Two paired residues and the atoms of their hydrogen bonds, in turns.
    ///
    /// @param saenger class of the pair, 1 to 28 (19 and 20: Watson-Crick); 0 if it is none of them
    public record Pair(int first, int second, int saenger, int[] bonds) {}

    private final Structure structure;
    private final int[][] ring;
    private final @Nullable double[][] plane;

    private record Contact(int i, int j, double distance) {}

    private BasePairs(Structure structure) {
        this.structure = structure;
        this.ring = new int[structure.residueCount()][];
        this.plane = new double[structure.residueCount()][];
        for (int r = 0; r < ring.length; r++) {
            ring[r] = ResidueClass.of(structure.residueName(r)).isNucleic() || structure.find(r, "C1'") >= 0
                    ? atoms(r, RING)
                    : new int[0];
            if (ring[r].length >= 5) plane[r] = plane(ring[r]);
        }
    }

    /// The base pairs of a model.
    public static List<Pair> find(Structure structure) { return new BasePairs(structure).pairs(); }

    static void restrain(Structure structure, RestraintBuilder rows) {
        var bases = new BasePairs(structure);
        for (var pair : bases.pairs()) bases.restrain(pair, rows);
        for (int r = 0; r + 1 < bases.ring.length; r++)
            if (bases.isStacked(r, r + 1)) rows.parallel(bases.ring[r], bases.ring[r + 1], STACK_SIGMA);
    }

    private void restrain(Pair pair, RestraintBuilder rows) {
        for (int b = 0; b < pair.bonds.length; b += 2) bond(pair, pair.bonds[b], pair.bonds[b + 1], rows);
        rows.parallel(ring[pair.first], ring[pair.second], PAIR_SIGMA);
    }

    private void bond(Pair pair, int i, int j, RestraintBuilder rows) {
        String p = structure.atomName(i), q = structure.atomName(j);
        double[] known = WATSON_CRICK.get(pair.saenger + " " + p + " " + q);
        if (known != null) {
            rows.hydrogenBond(i, j, known[0], known[1], BOND_LIMIT);
            angle(NEXT.get(p).getFirst(), i, j, known[2], known[3], rows);
            angle(NEXT.get(q).getFirst(), j, i, known[4], known[5], rows);
            return;
        }
        var tabulated = pairClass(pair.saenger).flatMap(c -> c.bonds().stream().filter(b -> b.joins(p, q)).findFirst());
        rows.hydrogenBond(i, j, tabulated.map(NucleicTables.PairBond::target).orElse(ANY_LENGTH),
                tabulated.map(b -> Math.max(LEAST_SIGMA, b.sigma())).orElse(ANY_SIGMA), BOND_LIMIT);
        for (String next : NEXT.getOrDefault(p, List.of())) angle(next, i, j, ANGLE_DEG, ANGLE_SIGMA_DEG, rows);
        for (String next : NEXT.getOrDefault(q, List.of())) angle(next, j, i, ANGLE_DEG, ANGLE_SIGMA_DEG, rows);
    }

    private static java.util.Optional<NucleicTables.PairClass> pairClass(int saenger) {
        return NucleicTables.standard().pairClasses().stream().filter(c -> c.saenger() == saenger).findFirst();
    }

    /// next-atom...other, if the model is near it.
    private void angle(String next, int atom, int other, double idealDeg, double sigmaDeg, RestraintBuilder rows) {
        int n = structure.find(structure.residueOf(atom), next);
        if (n < 0) return;
        double now = Math.toDegrees(Geometry.angle(structure.atoms().xyz(), n, atom, other));
        if (Math.abs(now - idealDeg) < ANGLE_REACH_DEG) rows.angle(n, atom, other, idealDeg, sigmaDeg, Origin.HYDROGEN_BOND);
    }

    private int[] atoms(int r, Set<String> names) {
        var found = new ArrayList<Integer>();
        for (int a = structure.atomStart(r); a < structure.atomEnd(r); a++)
            if (structure.altloc(a) == 0 && names.contains(structure.atomName(a))) found.add(a);
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Centre and normal.
    private double[] plane(int[] atoms) {
        var moments = new Moments();
        moments.of(structure.atoms().xyz(), atoms, null, 0, atoms.length);
        return new double[]{moments.centroid[0], moments.centroid[1], moments.centroid[2], moments.vectors[0], moments.vectors[1],
            moments.vectors[2]};
    }

    private static double betweenNormals(double[] p, double[] q) { return Math.abs(p[3] * q[3] + p[4] * q[4] + p[5] * q[5]); }

    /// Cosine of the angle between the line of centres and the normal of p; and the distance of the centres.
    private static double[] line(double[] p, double[] q) {
        double x = q[0] - p[0], y = q[1] - p[1], z = q[2] - p[2], d = Math.sqrt(x * x + y * y + z * z);
        return new double[]{Math.abs(x * p[3] + y * p[4] + z * p[5]) / Math.max(d, 1e-9), d};
    }

    private boolean isStacked(int r, int s) {
        if (plane[r] == null || plane[s] == null || structure.chainOf(r) != structure.chainOf(s)) return false;
        double[] line = line(plane[r], plane[s]);
        return line[1] < 5.5 && betweenNormals(plane[r], plane[s]) > Math.cos(Math.toRadians(30))
                && line[0] > Math.cos(Math.toRadians(40));
    }

    private List<Pair> pairs() {
        double[] xyz = structure.atoms().xyz(), positions = new double[xyz.length];
        Arrays.fill(positions, Double.NaN);
        var polar = new ArrayList<Integer>();
        for (int r = 0; r < ring.length; r++) {
            if (plane[r] == null) continue;
            for (int a : atoms(r, POLAR)) {
                polar.add(a);
                System.arraycopy(xyz, 3 * a, positions, 3 * a, 3);
            }
        }
        if (polar.isEmpty()) return List.of();
        var cells = new CellList(positions, CONTACT);
        Map<Long, List<Contact>> contacts = new HashMap<>();
        for (int a : polar)
            cells.near(xyz[3 * a], xyz[3 * a + 1], xyz[3 * a + 2], CONTACT, b -> {
                int r = structure.residueOf(a), s = structure.residueOf(b);
                if (r < s && isOpposite(r, s) && isDonorAcceptor(a, b))
                    contacts.computeIfAbsent((long) r << 32 | s, k -> new ArrayList<>())
                            .add(new Contact(a, b, structure.distance(a, b)));
            });
        return choose(contacts);
    }

    private boolean isOpposite(int r, int s) {
        double[] line = line(plane[r], plane[s]);
        boolean next = s == r + 1 && structure.chainOf(r) == structure.chainOf(s);
        return !next && betweenNormals(plane[r], plane[s]) > Math.cos(Math.toRadians(50))
                && line[0] < Math.sin(Math.toRadians(35));
    }

    /// Two carbonyl oxygens, or two amino groups, do not bind.
    private boolean isDonorAcceptor(int a, int b) {
        String p = structure.atomName(a), q = structure.atomName(b);
        boolean oxygens = p.charAt(0) == 'O' && q.charAt(0) == 'O';
        boolean amino = isAmino(p) && isAmino(q);
        return !oxygens && !amino;
    }

    private static boolean isAmino(String name) { return name.equals("N2") || name.equals("N4") || name.equals("N6"); }

    private List<Pair> choose(Map<Long, List<Contact>> contacts) {
        record Choice(int r, int s, List<Contact> bonds, double mean) {}
        var choices = new ArrayList<Choice>();
        contacts.forEach((key, list) -> {
            var bonds = distinct(list);
            if (bonds.size() < 2) return;
            double mean = bonds.stream().mapToDouble(c -> Math.abs(c.distance - MEAN_LENGTH)).average().orElse(9);
            choices.add(new Choice((int) (key >> 32), (int) (long) key, bonds, mean - 0.1 * bonds.size()));
        });
        choices.sort(Comparator.comparingDouble(Choice::mean).thenComparingInt(Choice::r).thenComparingInt(Choice::s));
        var taken = new HashSet<Integer>();
        var pairs = new ArrayList<Pair>();
        for (var c : choices) {
            if (taken.contains(c.r) || taken.contains(c.s)) continue;
            taken.add(c.r);
            taken.add(c.s);
            pairs.add(classified(c.r, c.s, c.bonds));
        }
        pairs.sort(Comparator.comparingInt(Pair::first));
        return List.copyOf(pairs);
    }

    /// The pair as one of Saenger's classes, or with all of its contacts.
    private Pair classified(int r, int s, List<Contact> contacts) {
        NucleicTables.PairClass best = null;
        int[] bonds = contacts.stream().flatMapToInt(b -> java.util.stream.IntStream.of(b.i, b.j)).toArray();
        double nearest = Double.MAX_VALUE;
        for (var kind : NucleicTables.standard().pairClasses())
            for (int turn = 0; turn < 2; turn++) {
                int[] made = bonds(kind, turn == 0 ? r : s, turn == 0 ? s : r);
                if (made.length == 0) continue;
                double off = 0;
                for (int b = 0; b < made.length; b += 2)
                    off += Math.abs(structure.distance(made[b], made[b + 1]) - MEAN_LENGTH) / (made.length / 2);
                // a bond more is worth more than any distance: contacts end at 3.4 A
                off -= made.length;
                if (off >= nearest) continue;
                nearest = off;
                best = kind;
                bonds = made;
            }
        return new Pair(r, s, best == null ? 0 : best.saenger(), bonds);
    }

    /// The atoms of the bonds of a class, in turns; none if the bases are others or a bond is not made.
    private int[] bonds(NucleicTables.PairClass kind, int r1, int r2) {
        if (!letter(r1).equals(kind.base1()) || !letter(r2).equals(kind.base2())) return new int[0];
        var atoms = new ArrayList<Integer>();
        for (var bond : kind.bonds())
            for (int way = 0; way < (kind.symmetric() ? 2 : 1); way++) {
                int i = structure.find(way == 0 ? r1 : r2, bond.atom1()), j = structure.find(way == 0 ? r2 : r1, bond.atom2());
                if (i < 0 || j < 0 || !(structure.distance(i, j) < CONTACT)) return new int[0];
                atoms.add(i);
                atoms.add(j);
            }
        return atoms.stream().mapToInt(Integer::intValue).toArray();
    }

    /// A, C, G or U by the groups of the base, so that modified bases count too; empty for any other.
    private String letter(int r) {
        boolean purine = structure.find(r, "N9") >= 0;
        if (purine && structure.find(r, "N6") >= 0) return "A";
        if (purine && structure.find(r, "O6") >= 0 && structure.find(r, "N2") >= 0) return "G";
        if (!purine && structure.find(r, "N4") >= 0) return "C";
        return !purine && structure.find(r, "O4") >= 0 ? "U" : "";
    }

    /// Shortest contacts first, each atom once.
    private static List<Contact> distinct(List<Contact> all) {
        var sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparingDouble(Contact::distance).thenComparingInt(Contact::i).thenComparingInt(Contact::j));
        var seen = new HashSet<Integer>();
        var kept = new ArrayList<Contact>();
        for (var c : sorted) {
            if (seen.contains(c.i) || seen.contains(c.j)) continue;
            seen.add(c.i);
            seen.add(c.j);
            kept.add(c);
        }
        return kept;
    }
}
