package ceres.validate.nucleic;

import ceres.chem.NucleicTables;
import ceres.chem.ResidueClass;
import ceres.model.Structure;
import ceres.numerics.CellList;
import ceres.numerics.Geometry;
import ceres.validate.geometry.PlaneFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Base pairs, base planes and glycosidic torsions.
public final class Bases {
    private static final double BOND = 3.5, USUAL_BOND = 2.9, FLAT = 50, LEVEL = 2.0;
    private static final String[] RING = {"N1", "C2", "N3", "C4", "C5", "C6", "N7", "C8", "N9"};

    private final Structure s;
    private final List<Integer> residues = new ArrayList<>();
    private final List<int[]> rings = new ArrayList<>();

    private Bases(Structure s, ResidueClass[] classes) {
        this.s = s;
        for (int r = 0; r < s.residueCount(); r++) {
            if (!classes[r].isNucleic()) continue;
            int residue = r;
            int[] ring = Arrays.stream(RING).mapToInt(name -> s.find(residue, name)).filter(a -> a >= 0).toArray();
            if (ring.length < 6) continue;
            residues.add(r);
            rings.add(ring);
        }
    }

    /// Every pair of bases that makes all the hydrogen bonds of a Saenger class in about one plane; each base in its best pair only: that of
    /// most bonds, of two the one whose bonds differ less from 2.9 A.
    public static List<BasePair> pairs(Structure s, ResidueClass[] classes) { return new Bases(s, classes).pairs(); }

    /// chi and base plane of every nucleotide.
    public static List<Glycosidic> glycosidic(Structure s, ResidueClass[] classes) {
        var bases = new Bases(s, classes);
        var rows = new ArrayList<Glycosidic>();
        for (int k = 0; k < bases.residues.size(); k++) {
            var row = bases.glycosidic(bases.residues.get(k), bases.rings.get(k));
            if (row != null) rows.add(row);
        }
        return rows;
    }

    private @org.jspecify.annotations.Nullable Glycosidic glycosidic(int r, int[] ring) {
        boolean purine = s.find(r, "N9") >= 0;
        int o4 = s.find(r, "O4'"), c1 = s.find(r, "C1'"), n = s.find(r, purine ? "N9" : "N1"),
                c = s.find(r, purine ? "C4" : "C2");
        if (o4 < 0 || c1 < 0 || n < 0 || c < 0) return null;
        double chi = Geometry.torsionDeg(s.atoms().xyz(), o4, c1, n, c), square = 0;
        for (double off : PlaneFit.deviations(s.atoms().xyz(), ring)) square += off * off / ring.length;
        return new Glycosidic(r, chi, Math.abs(chi) < 90, Math.sqrt(square));
    }

    private static String letter(Structure s, int r) {
        String name = s.residueName(r);
        String letter = name.length() == 2 && name.startsWith("D") ? name.substring(1) : name;
        return letter.equals("T") ? "U" : letter;
    }

    private List<BasePair> pairs() {
        var centres = new double[3 * residues.size()];
        for (int k = 0; k < residues.size(); k++)
            System.arraycopy(PlaneFit.centre(s.atoms().xyz(), rings.get(k)), 0, centres, 3 * k, 3);
        var cells = new CellList(centres, 10);
        var found = new ArrayList<Made>();
        for (int k = 0; k < residues.size(); k++) {
            int first = k;
            cells.near(centres[3 * k], centres[3 * k + 1], centres[3 * k + 2], 10, m -> {
                if (m <= first) return;
                var pair = best(first, m);
                if (pair != null) found.add(pair);
            });
        }
        return unique(found);
    }

    /// A pair and how far its bonds are from the usual length on average, A. The shortest bonds are not the best ones: bases that have run
    /// into each other touch in many places.
    private record Made(BasePair pair, double deviation) implements Comparable<Made> {
        @Override
        public int compareTo(Made other) {
            int bonds = other.pair.hydrogenBonds() - pair.hydrogenBonds();
            return bonds != 0 ? bonds : Double.compare(deviation, other.deviation);
        }
    }

    /// A base already paired is passed over.
    private List<BasePair> unique(List<Made> found) {
        Collections.sort(found);
        var taken = new java.util.HashSet<Integer>();
        var kept = new ArrayList<BasePair>();
        for (var made : found) {
            BasePair p = made.pair;
            if (taken.contains(p.first()) || taken.contains(p.second())) continue;
            taken.add(p.first());
            taken.add(p.second());
            kept.add(p);
        }
        kept.sort(java.util.Comparator.comparingInt(BasePair::first));
        return kept;
    }

    private @org.jspecify.annotations.Nullable Made best(int k, int m) {
        double[] xyz = s.atoms().xyz(), a = PlaneFit.normal(xyz, rings.get(k)), b = PlaneFit.normal(xyz, rings.get(m));
        double angle = Math.toDegrees(Math.acos(Math.min(1, Math.abs(a[0] * b[0] + a[1] * b[1] + a[2] * b[2]))));
        if (!(angle <= FLAT) || stacked(a, rings.get(k), rings.get(m))) return null;
        Made best = null;
        for (var kind : NucleicTables.standard().pairClasses())
            for (boolean turned : new boolean[]{false, true}) {
                int r1 = residues.get(turned ? m : k), r2 = residues.get(turned ? k : m);
                if (!letter(s, r1).equals(kind.base1()) || !letter(s, r2).equals(kind.base2())) continue;
                double[] lengths = bonds(kind, r1, r2);
                if (lengths.length == 0) continue;
                double mean = Arrays.stream(lengths).average().orElseThrow(),
                        deviation = Arrays.stream(lengths).map(d -> Math.abs(d - USUAL_BOND)).average().orElseThrow();
                var made = new Made(new BasePair(residues.get(k), residues.get(m), kind.saenger(), lengths.length, mean, angle,
                        cis(residues.get(k), residues.get(m))), deviation);
                if (best == null || made.compareTo(best) < 0) best = made;
            }
        return best;
    }

    /// One base lies above the other, not beside it.
    private boolean stacked(double[] normal, int[] one, int[] two) {
        double[] a = PlaneFit.centre(s.atoms().xyz(), one), b = PlaneFit.centre(s.atoms().xyz(), two);
        return Math.abs((a[0] - b[0]) * normal[0] + (a[1] - b[1]) * normal[1] + (a[2] - b[2]) * normal[2]) > LEVEL;
    }

    /// Lengths of all the bonds of the class, A; none if one of them is not made.
    private double[] bonds(NucleicTables.PairClass kind, int r1, int r2) {
        var lengths = new ArrayList<Double>();
        for (var bond : kind.bonds())
            for (int way = 0; way < (kind.symmetric() ? 2 : 1); way++) {
                int i = s.find(way == 0 ? r1 : r2, bond.atom1()), j = s.find(way == 0 ? r2 : r1, bond.atom2());
                if (i < 0 || j < 0 || s.distance(i, j) > BOND) return new double[0];
                lengths.add(s.distance(i, j));
            }
        return lengths.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// Are the glycosidic bonds on the same side of the line between the bases?
    private boolean cis(int r1, int r2) {
        int c1 = s.find(r1, "C1'"), c2 = s.find(r2, "C1'");
        int n1 = s.find(r1, s.find(r1, "N9") >= 0 ? "N9" : "N1"), n2 = s.find(r2, s.find(r2, "N9") >= 0 ? "N9" : "N1");
        if (c1 < 0 || c2 < 0 || n1 < 0 || n2 < 0) return false;
        return Math.abs(Geometry.torsion(s.atoms().xyz(), c1, n1, n2, c2)) < Math.PI / 2;
    }
}
