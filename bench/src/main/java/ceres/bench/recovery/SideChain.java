package ceres.bench.recovery;

import ceres.chem.RotamerTables;
import ceres.model.Structure;
import ceres.numerics.Geometry;
import java.util.ArrayList;
import java.util.List;

/// A side chain that can be in one rotamer or another; prolines, whose ring decides, are left out.
///
/// @param residue index in the structure
/// @param chi four atoms each
record SideChain(int residue, String name, int[][] chi) {
    static List<SideChain> of(Structure s) {
        var all = new ArrayList<SideChain>();
        for (int r = 0; r < s.residueCount(); r++) {
            String name = s.residueName(r);
            int m = RotamerTables.standard().dimensions(name);
            if (m == 0 || name.equals("PRO")) continue;
            var chi = new int[m][4];
            boolean whole = true;
            for (int k = 0; k < m; k++)
                for (int q = 0; q < 4; q++) {
                    chi[k][q] = s.find(r, RotamerTables.standard().chiAtoms(name).get(k)[q]);
                    whole &= chi[k][q] >= 0;
                }
            if (whole) all.add(new SideChain(r, name, chi));
        }
        return all;
    }

    double[] angles(double[] xyz) {
        var a = new double[chi.length];
        for (int k = 0; k < a.length; k++) a[k] = Geometry.torsion(xyz, chi[k][0], chi[k][1], chi[k][2], chi[k][3]);
        return a;
    }

    /// True if half a turn of chi k is nothing, or nothing that density could tell: Asp, Glu, Phe, Tyr; Asn, Gln, His.
    boolean turnable(int k) {
        return k == chi.length - 1 && switch (name) {
            case "ASP", "GLU", "PHE", "TYR", "ASN", "GLN", "HIS" -> true;
            default -> false;
        };
    }

    /// Between two values of chi k, 0 to pi.
    double difference(int k, double a, double b) {
        double d = Math.abs(Geometry.wrap(a - b));
        return turnable(k) ? Math.min(d, Math.PI - d) : d;
    }

    /// True if no chi differs by more than `limit` radians.
    boolean same(double[] xyz, double[] other, double limit) {
        double[] a = angles(xyz), b = angles(other);
        for (int k = 0; k < a.length; k++) if (difference(k, a[k], b[k]) > limit) return false;
        return true;
    }
}
