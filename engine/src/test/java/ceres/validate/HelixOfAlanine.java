package ceres.validate;

import ceres.model.Structure;
import ceres.model.StructureBuilder;
import java.util.ArrayList;
import java.util.List;

/// An ideal alpha helix of alanines, built from bond lengths, angles and dihedrals.
final class HelixOfAlanine {
    private HelixOfAlanine() {}

    static Structure of(int residues) { return of(residues, -57.8, -47.0); }

    static Structure of(int residues, double phi, double psi) {
        List<double[]> n = new ArrayList<>(), ca = new ArrayList<>(), c = new ArrayList<>(), o = new ArrayList<>(),
                cb = new ArrayList<>();
        n.add(new double[]{0, 0, 0});
        ca.add(new double[]{1.458, 0, 0});
        c.add(place(new double[]{0, 1, 0}, n.get(0), ca.get(0), 1.525, 111, phi));
        for (int i = 0; i < residues; i++) {
            if (i > 0) {
                n.add(place(n.get(i - 1), ca.get(i - 1), c.get(i - 1), 1.329, 117.2, psi));
                ca.add(place(ca.get(i - 1), c.get(i - 1), n.get(i), 1.458, 121.7, 180));
                c.add(place(c.get(i - 1), n.get(i), ca.get(i), 1.525, 111, phi));
            }
            o.add(place(n.get(i), ca.get(i), c.get(i), 1.231, 120.1, psi + 180));
            cb.add(place(n.get(i), c.get(i), ca.get(i), 1.525, 110.1, 122.9));
        }
        var b = new StructureBuilder().chain("A", "A", "1");
        for (int i = 0; i < residues; i++) {
            b.residue("ALA", i + 1, (char) 0, i + 1, false);
            atom(b, "N", 7, n.get(i));
            atom(b, "CA", 6, ca.get(i));
            atom(b, "C", 6, c.get(i));
            atom(b, "O", 8, o.get(i));
            atom(b, "CB", 6, cb.get(i));
        }
        return b.build();
    }

    private static void atom(StructureBuilder b, String name, int z, double[] x) {
        b.atom(name, z, 0, (char) 0, x[0], x[1], x[2], 1, 30);
    }

    /// The point at distance d from c with the angle b-c-x and the dihedral a-b-c-x, degrees.
    private static double[] place(double[] a, double[] b, double[] c, double d, double angle, double dihedral) {
        double[] bc = unit(minus(c, b)), n = unit(cross(minus(b, a), bc)), m = cross(n, bc);
        double t = Math.toRadians(angle), p = Math.toRadians(dihedral);
        var x = new double[3];
        for (int k = 0; k < 3; k++)
            x[k] = c[k] + d * (-Math.cos(t) * bc[k] + Math.sin(t) * (Math.cos(p) * m[k] + Math.sin(p) * n[k]));
        return x;
    }

    private static double[] minus(double[] a, double[] b) { return new double[]{a[0] - b[0], a[1] - b[1], a[2] - b[2]}; }

    private static double[] unit(double[] v) {
        double norm = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
        return new double[]{v[0] / norm, v[1] / norm, v[2] / norm};
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[]{a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }
}
