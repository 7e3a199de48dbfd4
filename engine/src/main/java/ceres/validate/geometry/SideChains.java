package ceres.validate.geometry;

import ceres.chem.ResidueClass;
import ceres.chem.RotamerTables;
import ceres.model.Structure;
import ceres.numerics.Geometry;
import java.util.ArrayList;
import java.util.List;

/// Rotamers and C-beta deviations, residue by residue.
public final class SideChains {
    private SideChains() {}

    /// Chis, name and call of every standard side chain that is whole; GLY and ALA have none.
    public static List<SideChain> rotamers(Structure s, ResidueClass[] classes, RotamerTables tables) {
        var rows = new ArrayList<SideChain>();
        for (int r = 0; r < s.residueCount(); r++) {
            if (classes[r] != ResidueClass.AMINO_ACID || !tables.has(s.residueName(r))) continue;
            for (char altloc : conformers(s, r, false)) {
                var row = rotamer(s, r, altloc, tables);
                if (row != null) rows.add(row);
            }
        }
        return rows;
    }

    private static @org.jspecify.annotations.Nullable SideChain rotamer(Structure s, int r, char altloc, RotamerTables tables) {
        String name = s.residueName(r);
        var atoms = tables.chiAtoms(name);
        var chi = new double[tables.dimensions(name)];
        for (int k = 0; k < chi.length; k++) {
            var four = new int[4];
            for (int j = 0; j < 4; j++) four[j] = s.find(r, atoms.get(k)[j], altloc);
            if (Backbone.missing(four)) return null;
            chi[k] = Geometry.torsion(s.atoms().xyz(), four[0], four[1], four[2], four[3]);
            if (Double.isNaN(chi[k])) return null;
        }
        double value = tables.value(name, chi);
        var call = value >= RotamerTables.FAVORED ? Call.FAVORED : value >= RotamerTables.ALLOWED ? Call.ALLOWED : Call.OUTLIER;
        return new SideChain(r, altloc, RotamerTables.degrees(name, chi), tables.name(name, chi, value), 100 * value, call);
    }

    /// Altlocs of the residue's heavy atoms in order of appearance; a single 0 if there are none.
    ///
    /// @param backboneOnly look at N, CA, C, CB only
    static char[] conformers(Structure s, int r, boolean backboneOnly) {
        var seen = new StringBuilder();
        for (int a = s.atomStart(r); a < s.atomEnd(r); a++) {
            char alt = s.altloc(a);
            if (alt == 0 || s.isHydrogen(a) || seen.indexOf(String.valueOf(alt)) >= 0) continue;
            if (!backboneOnly || isCbFrame(s.atomName(a))) seen.append(alt);
        }
        return seen.isEmpty() ? new char[1] : seen.toString().toCharArray();
    }

    private static boolean isCbFrame(String name) {
        return name.equals("N") || name.equals("CA") || name.equals("C") || name.equals("CB");
    }

    // ---- C-beta

    /// Ideal distance (A) and, in degrees: C-CA-CB, N-C-CA-CB, N-CA-CB, C-N-CA-CB. Source: Lovell2003, as MolProbity has them.
    private static final double[] ALA = {1.536, 110.1, 122.9, 110.6, -122.6}, PRO = {1.530, 112.2, 115.1, 103.0, -120.7},
            BRANCHED = {1.540, 109.1, 123.4, 111.5, -122.0}, OTHER = {1.530, 110.1, 122.8, 110.5, -122.6};

    private static double[] ideal(String name) {
        return switch (name) {
            case "ALA", "DAL" -> ALA;
            case "PRO", "DPR" -> PRO;
            case "VAL", "THR", "ILE", "DVA", "DTH", "DIL" -> BRANCHED;
            default -> OTHER;
        };
    }

    /// The deviation of every C-beta of a standard or D amino acid, once a conformer of its frame.
    public static List<CBeta> cbeta(Structure s, ResidueClass[] classes) {
        var rows = new ArrayList<CBeta>();
        for (int r = 0; r < s.residueCount(); r++) {
            if (classes[r] != ResidueClass.AMINO_ACID && classes[r] != ResidueClass.D_AMINO_ACID
                    || s.residueName(r).equals("GLY"))
                continue;
            for (char altloc : conformers(s, r, true)) {
                int n = s.find(r, "N", altloc), ca = s.find(r, "CA", altloc), c = s.find(r, "C", altloc),
                        cb = s.find(r, "CB", altloc);
                if (Backbone.missing(n, ca, c, cb)) continue;
                var row = cbeta(s, r, altloc, classes[r] == ResidueClass.D_AMINO_ACID, n, ca, c, cb);
                if (Double.isFinite(row.deviation())) rows.add(row);
            }
        }
        return rows;
    }

    private static CBeta cbeta(Structure s, int r, char altloc, boolean mirror, int n, int ca, int c, int cb) {
        double[] xyz = s.atoms().xyz(), p = ideal(s.residueName(r));
        int sign = mirror ? -1 : 1;
        double[] one = construct(xyz, n, c, ca, p[0], p[1], sign * p[2]), two = construct(xyz, c, n, ca, p[0], p[3], sign * p[4]);
        var v = new double[3];
        for (int k = 0; k < 3; k++) v[k] = (one[k] + two[k]) / 2 - xyz[3 * ca + k];
        double norm = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]), d2 = 0;
        var place = new double[3];
        for (int k = 0; k < 3; k++) {
            place[k] = xyz[3 * ca + k] + v[k] * p[0] / norm;
            d2 += Math.pow(place[k] - xyz[3 * cb + k], 2);
        }
        double dihedral = Geometry.torsion(xyz[3 * n], xyz[3 * n + 1], xyz[3 * n + 2], xyz[3 * ca], xyz[3 * ca + 1],
                xyz[3 * ca + 2], place[0], place[1], place[2], xyz[3 * cb], xyz[3 * cb + 1], xyz[3 * cb + 2]);
        return new CBeta(r, altloc, Math.sqrt(d2), Math.toDegrees(dihedral));
    }

    /// The point at distance d from c with the angle b-c-x and the dihedral a-b-c-x, degrees.
    private static double[] construct(double[] xyz, int a, int b, int c, double d, double angleDeg, double dihedralDeg) {
        double[] ab = minus(xyz, b, a), bc = unit(minus(xyz, c, b)), n = unit(cross(ab, bc)), m = cross(n, bc);
        double angle = Math.toRadians(angleDeg), turn = Math.toRadians(dihedralDeg);
        var x = new double[3];
        for (int k = 0; k < 3; k++)
            x[k] = xyz[3 * c + k]
                    + d * (-Math.cos(angle) * bc[k] + Math.sin(angle) * (Math.cos(turn) * m[k] + Math.sin(turn) * n[k]));
        return x;
    }

    private static double[] minus(double[] xyz, int i, int j) {
        return new double[]{xyz[3 * i] - xyz[3 * j], xyz[3 * i + 1] - xyz[3 * j + 1], xyz[3 * i + 2] - xyz[3 * j + 2]};
    }

    private static double[] unit(double[] v) {
        double norm = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
        return new double[]{v[0] / norm, v[1] / norm, v[2] / norm};
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[]{a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }
}
