package ceres.restraint;

import ceres.chem.ResidueClass;
import ceres.model.Structure;
import ceres.numerics.CellList;
import java.util.ArrayList;
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
/// other, are a pair; each base pairs once, closest contacts first. Hydrogen bonds have the lengths of Watson-Crick pairs (by atoms) or
/// 2.91 A; the planes are kept parallel. Consecutive bases of a strand are stacked if their centres are within 5.5 A, their normals within
/// 30 degrees and the line of centres within 40 degrees of the normal (Gendron2001).
public final class BasePairs {
    private static final double CONTACT = 3.4;
    private static final double PAIR_SIGMA = 0.0335, STACK_SIGMA = 0.027;
    private static final double BOND_LIMIT = 0.6;
    private static final Set<String> BASE = Set.of("N1", "C2", "N3", "C4", "C5", "C6", "N7", "C8", "N9", "O2", "O4", "O6", "N2",
            "N4", "N6", "C7");
    private static final Set<String> RING = Set.of("N1", "C2", "N3", "C4", "C5", "C6", "N7", "C8", "N9");
    private static final Map<String, double[]> TARGET = Map.of("N6O4", new double[]{3.00, 0.11}, "O4N6", new double[]{3.00, 0.11},
            "O6N4",
            new double[]{2.93, 0.10}, "N4O6", new double[]{2.93, 0.10}, "N2O2", new double[]{2.78, 0.10}, "O2N2",
            new double[]{2.78, 0.10}, "N1N3",
            new double[]{2.86, 0.08}, "N3N1", new double[]{2.86, 0.08});

    /// Two paired residues and the atoms of their hydrogen bonds, in turns.
    public record Pair(int first, int second, int[] bonds) {}

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
        for (var pair : bases.pairs()) {
            for (int b = 0; b < pair.bonds.length; b += 2) {
                double[] target = TARGET.getOrDefault(structure.atomName(pair.bonds[b]) + structure.atomName(pair.bonds[b + 1]),
                        new double[]{2.91, 0.15});
                rows.hydrogenBond(pair.bonds[b], pair.bonds[b + 1], target[0], target[1], BOND_LIMIT);
            }
            rows.parallel(bases.ring[pair.first], bases.ring[pair.second], PAIR_SIGMA);
        }
        for (int r = 0; r + 1 < bases.ring.length; r++)
            if (bases.isStacked(r, r + 1)) rows.parallel(bases.ring[r], bases.ring[r + 1], STACK_SIGMA);
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

    private double betweenNormals(double[] p, double[] q) { return Math.abs(p[3] * q[3] + p[4] * q[4] + p[5] * q[5]); }

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
        java.util.Arrays.fill(positions, Double.NaN);
        var polar = new ArrayList<Integer>();
        for (int r = 0; r < ring.length; r++) {
            if (plane[r] == null) continue;
            for (int a : atoms(r, BASE)) {
                if (structure.atomName(a).charAt(0) == 'C') continue;
                polar.add(a);
                System.arraycopy(xyz, 3 * a, positions, 3 * a, 3);
            }
        }
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
        return s != r + 1 && betweenNormals(plane[r], plane[s]) > Math.cos(Math.toRadians(50))
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
            double mean = bonds.stream().mapToDouble(c -> Math.abs(c.distance - 2.89)).average().orElse(9);
            choices.add(new Choice((int) (key >> 32), (int) (long) key, bonds, mean - 0.1 * bonds.size()));
        });
        choices.sort(Comparator.comparingDouble(Choice::mean).thenComparingInt(Choice::r).thenComparingInt(Choice::s));
        var taken = new HashSet<Integer>();
        var pairs = new ArrayList<Pair>();
        for (var c : choices) {
            if (taken.contains(c.r) || taken.contains(c.s)) continue;
            taken.add(c.r);
            taken.add(c.s);
            pairs.add(new Pair(c.r, c.s, c.bonds.stream().flatMapToInt(b -> java.util.stream.IntStream.of(b.i, b.j)).toArray()));
        }
        pairs.sort(Comparator.comparingInt(Pair::first));
        return List.copyOf(pairs);
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
