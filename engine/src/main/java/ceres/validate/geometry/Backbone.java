package ceres.validate.geometry;

import ceres.chem.RamaClass;
import ceres.chem.RamachandranTables;
import ceres.chem.ResidueClass;
import ceres.numerics.Geometry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Ramachandran and omega, residue by residue.
public final class Backbone {
    private Backbone() {}

    /// phi, psi, class and call of every standard amino acid that is linked to standard ones on both sides.
    ///
    /// A residue whose five atoms have no altlocs comes once; otherwise once a conformer, of which the first counts.
    public static List<Rama> ramachandran(Traces traces, RamachandranTables tables) {
        var rows = new ArrayList<Rama>();
        var counted = new HashSet<Integer>();
        var seen = new HashSet<List<Integer>>();
        for (var t : traces.all())
            for (int i = 1; i + 1 < t.size(); i++) {
                if (!t.linked()[i - 1] || !t.linked()[i] || !allStandard(traces, t, i)) continue;
                if (missing(t.ca()[i - 1], t.ca()[i], t.c()[i], t.n()[i], t.ca()[i + 1], t.c()[i + 1])) continue;
                int[] five = {t.c()[i - 1], t.n()[i], t.ca()[i], t.c()[i], t.n()[i + 1]};
                if (!t.single() && !seen.add(Arrays.stream(five).boxed().toList())) continue;
                rows.add(rama(traces, t, i, five, tables, counted.add(t.residue()[i])));
            }
        return rows;
    }

    /// The residue and both neighbours are standard amino acids. The neighbours must be, because MolProbity walks along those only.
    static boolean allStandard(Traces traces, Traces.Trace t, int i) {
        for (int k = i - 1; k <= i + 1; k++) if (traces.kind(t.residue()[k]) != ResidueClass.AMINO_ACID) return false;
        return true;
    }

    static boolean missing(int... atoms) {
        for (int a : atoms) if (a < 0) return true;
        return false;
    }

    private static Rama rama(Traces traces, Traces.Trace t, int i, int[] five, RamachandranTables tables, boolean first) {
        var s = traces.structure();
        double[] xyz = s.atoms().xyz();
        double omega = Geometry.torsion(xyz, t.ca()[i - 1], t.c()[i - 1], t.n()[i], t.ca()[i]);
        var kind = RamaClass.of(s.residueName(t.residue()[i]), s.residueName(t.residue()[i + 1]), omega);
        double phi = Geometry.torsionDeg(xyz, five[0], five[1], five[2], five[3]);
        double psi = Geometry.torsionDeg(xyz, five[1], five[2], five[3], five[4]);
        double value = tables.table(kind).at(phi, psi);
        var call = value >= RamaClass.FAVORED ? Call.FAVORED : value >= kind.allowed() ? Call.ALLOWED : Call.OUTLIER;
        return new Rama(t.residue()[i], traces.altlocOf(five), phi, psi, kind, 100 * value, call, first);
    }

    /// omega of every linked pair, modified and D amino acids included.
    public static List<Omega> omega(Traces traces) {
        var rows = new ArrayList<Omega>();
        Set<List<Integer>> seen = new HashSet<>();
        var s = traces.structure();
        for (var t : traces.all())
            for (int i = 1; i < t.size(); i++) {
                if (!t.linked()[i - 1] || missing(t.ca()[i - 1], t.ca()[i])) continue;
                int[] four = {t.ca()[i - 1], t.c()[i - 1], t.n()[i], t.ca()[i]};
                if (!t.single() && !seen.add(Arrays.stream(four).boxed().toList())) continue;
                double omega = Geometry.torsionDeg(s.atoms().xyz(), four[0], four[1], four[2], four[3]);
                boolean proline = s.residueName(t.residue()[i]).equals("PRO");
                rows.add(new Omega(t.residue()[i], traces.altlocOf(four), omega, proline, Omega.kind(omega)));
            }
        return rows;
    }
}
