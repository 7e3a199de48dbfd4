package ceres.pipeline.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A molecule as a tree of atoms, each placed by a length, an angle and a torsion against three atoms before it. Torsions may be
/// variables, and several may share one; lengths and angles stay ideal whatever the variables do.
///
/// Source: Parsons2005 (placing an atom by internal coordinates).
final class TorsionTree {
    /* How the slope goes: turning the torsion of atom a by dt moves its whole subtree by dt * axis x (r - r_parent), axis being the
     * unit vector from grandparent to parent. So dE/dt = axis . (T - r_parent x F), with F the sum of dE/dr over the subtree and T
     * that of r x dE/dr. Both sums are built in one sweep from the leaves. It asks that the three references of an atom are its
     * ancestors, so that nothing outside a subtree depends on it. */

    /// @param residue which residue of the molecule, from 0
    record Atom(String name, int atomicNumber, int residue) {}

    private record Place(int parent, int grand, int great, double length, double angle, double torsion, int variable) {}

    private static final double[][] ANCHORS = {{-2.40, 1.10, 0}, {-1.46, 0, 0}, {0, 0, 0}};

    private final List<Atom> atoms = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final List<Double> start = new ArrayList<>();

    /// Three points in space that the first atoms are placed against: -3, -2 and -1 name them.
    private double[] position(double[] xyz, int atom) {
        return atom < 0 ? ANCHORS[atom + 3] : new double[]{xyz[3 * atom], xyz[3 * atom + 1], xyz[3 * atom + 2]};
    }

    /// A new variable torsion, radians.
    int variable(double value) {
        start.add(value);
        return start.size() - 1;
    }

    /// @param variable torsion = that variable + `torsion`; -1: the torsion is fixed
    /// @param length A
    /// @param angle at the parent, radians
    /// @return index of the atom
    int add(Atom atom, int parent, int grand, int great, double length, double angle, double torsion, int variable) {
        atoms.add(atom);
        places.add(new Place(parent, grand, great, length, angle, torsion, variable));
        return atoms.size() - 1;
    }

    int size() { return atoms.size(); }

    Atom atom(int i) { return atoms.get(i); }

    /// The variables as they were given, radians.
    double[] start() { return start.stream().mapToDouble(Double::doubleValue).toArray(); }

    /// Index of the atom of that name in a residue; -1 if there is none.
    int find(int residue, String name) {
        for (int i = 0; i < atoms.size(); i++) if (atoms.get(i).residue == residue && atoms.get(i).name.equals(name)) return i;
        return -1;
    }

    /// Coordinates for these torsions, 3 an atom, A.
    double[] place(double[] variables) {
        var xyz = new double[3 * atoms.size()];
        for (int i = 0; i < atoms.size(); i++) {
            var p = places.get(i);
            double torsion = p.torsion + (p.variable < 0 ? 0 : variables[p.variable]);
            var at = attach(position(xyz, p.great), position(xyz, p.grand), position(xyz, p.parent), p.length, p.angle, torsion);
            System.arraycopy(at, 0, xyz, 3 * i, 3);
        }
        return xyz;
    }

    /// The point at `length` from c, with the angle b-c-point and the torsion a-b-c-point.
    static double[] attach(double[] a, double[] b, double[] c, double length, double angle, double torsion) {
        double[] bc = unit(minus(c, b)), n = unit(cross(minus(b, a), bc)), m = cross(n, bc);
        double x = -length * Math.cos(angle), y = length * Math.sin(angle) * Math.cos(torsion),
                z = length * Math.sin(angle) * Math.sin(torsion);
        return new double[]{c[0] + x * bc[0] + y * m[0] + z * n[0], c[1] + x * bc[1] + y * m[1] + z * n[1],
            c[2] + x * bc[2] + y * m[2] + z * n[2]};
    }

    /// Turns a slope in coordinates into one in torsions.
    ///
    /// @param gradient dE/dxyz
    /// @param slope dE/dtorsion is added
    void pull(double[] xyz, double[] gradient, double[] slope) {
        double[] force = gradient.clone(), moment = new double[gradient.length];
        for (int i = atoms.size() - 1; i >= 0; i--) {
            double[] own = cross(position(xyz, i), Arrays.copyOfRange(gradient, 3 * i, 3 * i + 3));
            for (int k = 0; k < 3; k++) moment[3 * i + k] += own[k];
            var p = places.get(i);
            if (p.parent >= 0) for (int k = 0; k < 3; k++) {
                force[3 * p.parent + k] += force[3 * i + k];
                moment[3 * p.parent + k] += moment[3 * i + k];
            }
            if (p.variable >= 0)
                slope[p.variable] += turn(xyz, p, Arrays.copyOfRange(force, 3 * i, 3 * i + 3),
                        Arrays.copyOfRange(moment, 3 * i, 3 * i + 3));
        }
    }

    private double turn(double[] xyz, Place p, double[] force, double[] moment) {
        double[] at = position(xyz, p.parent), axis = unit(minus(at, position(xyz, p.grand)));
        return dot(axis, minus(moment, cross(at, force)));
    }

    static double[] minus(double[] a, double[] b) { return new double[]{a[0] - b[0], a[1] - b[1], a[2] - b[2]}; }

    static double dot(double[] a, double[] b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

    static double[] cross(double[] a, double[] b) {
        return new double[]{a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    static double[] unit(double[] a) {
        double length = Math.sqrt(dot(a, a));
        return new double[]{a[0] / length, a[1] / length, a[2] / length};
    }
}
