package ceres.validate.nucleic;

import ceres.chem.ResidueClass;
import ceres.model.Structure;
import ceres.numerics.Geometry;
import java.util.ArrayList;
import java.util.List;

/// Ribose pucker against the place of the next phosphate. Source: Richardson2008, thresholds of MolProbity.
public final class Puckers {
    private static final double LINK = 1.8, SHORT = 1.2, LONG = 1.8;
    private static final double PHOSPHATE_LIMIT = 2.9, OXYGEN_LIMIT = 2.4;

    private Puckers() {}

    /// One row for every standard ribonucleotide whose sugar is whole and sound.
    public static List<Pucker> measure(Structure s, ResidueClass[] classes) {
        var rows = new ArrayList<Pucker>();
        for (int r = 0; r < s.residueCount(); r++) {
            if (classes[r] != ResidueClass.RNA || s.find(r, "O2'") < 0) continue;
            var row = measure(s, r);
            if (row != null) rows.add(row);
        }
        return rows;
    }

    private static @org.jspecify.annotations.Nullable Pucker measure(Structure s, int r) {
        int c5 = s.find(r, "C5'"), c4 = s.find(r, "C4'"), c3 = s.find(r, "C3'"), o3 = s.find(r, "O3'"), c1 = s.find(r, "C1'");
        int n = s.find(r, "N9") >= 0 ? s.find(r, "N9") : s.find(r, "N1");
        if (c5 < 0 || c4 < 0 || c3 < 0 || o3 < 0 || c1 < 0 || n < 0) return null;
        if (!sound(s, o3, c3) || !sound(s, c3, c4) || !sound(s, c4, c5) || !sound(s, c1, n)) return null;
        int p = nextPhosphate(s, r, o3);
        if (p >= 0 && !sound(s, o3, p)) return null;
        double[] xyz = s.atoms().xyz();
        double delta = positive(Geometry.torsionDeg(xyz, c5, c4, c3, o3));
        double epsilon = p < 0 ? 0 : positive(Geometry.torsionDeg(xyz, c4, c3, o3, p));
        double perpendicular = fromLine(xyz, p < 0 ? o3 : p, c1, n);
        boolean twoPrime = perpendicular < (p < 0 ? OXYGEN_LIMIT : PHOSPHATE_LIMIT);
        boolean deltaOutlier = twoPrime ? delta < 129 || delta > 162 : delta < 65 || delta > 104;
        boolean epsilonOutlier = p >= 0 && (epsilon < 155 || epsilon > 310);
        return new Pucker(r, delta, p >= 0, epsilon, perpendicular, twoPrime, deltaOutlier, epsilonOutlier);
    }

    private static boolean sound(Structure s, int i, int j) {
        double d = s.distance(i, j);
        return d >= SHORT && d <= LONG;
    }

    /// P of the next residue if it is bonded to O3', else -1.
    private static int nextPhosphate(Structure s, int r, int o3) {
        if (r + 1 >= s.residueEnd(s.chainOf(r))) return -1;
        int p = s.find(r + 1, "P");
        return p >= 0 && s.distance(o3, p) <= LINK ? p : -1;
    }

    static double positive(double degrees) { return degrees < 0 ? degrees + 360 : degrees; }

    private static double fromLine(double[] xyz, int p, int a, int b) {
        double along = 0, length2 = 0, square = 0;
        for (int k = 0; k < 3; k++) {
            double line = xyz[3 * b + k] - xyz[3 * a + k], to = xyz[3 * p + k] - xyz[3 * a + k];
            along += line * to;
            length2 += line * line;
            square += to * to;
        }
        return Math.sqrt(Math.max(0, square - along * along / length2));
    }
}
