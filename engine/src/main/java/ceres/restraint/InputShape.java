package ceres.restraint;

import ceres.chem.CovalentRadii;
import ceres.numerics.Geometry;
import ceres.model.Structure;
import ceres.numerics.CellList;
import ceres.restraint.Restraints.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The last resort: atoms that no dictionary knows are held in the shape in which they came, softly.
///
/// Bonds join atoms nearer than the sum of their covalent radii and 0.45 A. Bonds, the angles between them and the torsions about them keep
/// their present values (0.02 A, 3 and 5 degrees), so that a molecule goes where the map draws it as one body; each of its atoms is tied to its
/// present place with 0.3 A, an atom without any bond with 0.1 A. Atoms that hang on a residue which is known move with it instead.
final class InputShape {
    private static final double BOND_SLACK = 0.45, LEAST = 0.4;
    private static final double BOND_SIGMA = 0.02, ANGLE_SIGMA_DEG = 3, TORSION_SIGMA_DEG = 5;
    private static final double BODY_SIGMA = 0.3, ALONE_SIGMA = 0.1;
    /// Torsions about a bond whose ends are nearer than this to a line are not defined, degrees.
    private static final double IN_LINE_DEG = 10;
    /// Wider than any two radii and the slack.
    private static final double WIDEST = 5.5;

    private final Structure structure;
    private final RestraintBuilder rows;
    private final double[] xyz;

    InputShape(Structure structure, RestraintBuilder rows) {
        this.structure = structure;
        this.rows = rows;
        this.xyz = structure.atoms().xyz();
    }

    /// Holds the atoms `loose` of a residue; bonds may also reach the atoms `known`, which have restraints already.
    void hold(int[] loose, int[] known) {
        var shape = new Shape(loose, known);
        for (int[] b : shape.bonds)
            rows.bond(b[0], b[1], Geometry.distance(xyz, b[0], b[1]), BOND_SIGMA, Origin.INPUT_SHAPE);
        shape.angles();
        shape.torsions();
        for (int a : loose) {
            boolean bonded = shape.neighbours.containsKey(a), moves = known.length > 0 && bonded;
            if (!moves && Double.isFinite(xyz[3 * a] + xyz[3 * a + 1] + xyz[3 * a + 2]))
                rows.hold(a, xyz[3 * a], xyz[3 * a + 1], xyz[3 * a + 2], bonded ? BODY_SIGMA : ALONE_SIGMA,
                        Double.POSITIVE_INFINITY);
        }
    }

    private boolean together(int i, int j) {
        char p = structure.altloc(i), q = structure.altloc(j);
        return p == q || p == 0 || q == 0;
    }

    /// Who is bonded to whom among the loose atoms and those next to them.
    private final class Shape {
        private final TreeSet<Integer> loose = new TreeSet<>();
        private final List<int[]> bonds = new ArrayList<>();
        private final Map<Integer, List<Integer>> neighbours = new HashMap<>();

        Shape(int[] loose, int[] known) {
            for (int a : loose) this.loose.add(a);
            int[] all = new int[loose.length + known.length];
            System.arraycopy(loose, 0, all, 0, loose.length);
            System.arraycopy(known, 0, all, loose.length, known.length);
            var at = new double[3 * all.length];
            for (int k = 0; k < all.length; k++) System.arraycopy(xyz, 3 * all[k], at, 3 * k, 3);
            var cells = new CellList(at, WIDEST);
            for (int p = 0; p < all.length; p++) around(all, p, at, cells);
        }

        private void around(int[] all, int p, double[] at, CellList cells) {
            if (!Double.isFinite(at[3 * p] + at[3 * p + 1] + at[3 * p + 2])) return;
            var near = new TreeSet<Integer>();
            cells.near(at[3 * p], at[3 * p + 1], at[3 * p + 2], WIDEST, q -> {
                if (isBond(all[p], all[q])) near.add(all[q]);
            });
            for (int b : near) {
                // bonds among known atoms are needed for the angles at the place of attachment, and have restraints of their own
                neighbours.computeIfAbsent(all[p], _ -> new ArrayList<>()).add(b);
                boolean ours = loose.contains(all[p]) || loose.contains(b);
                if (ours && all[p] < b) bonds.add(new int[]{all[p], b});
            }
        }

        private boolean isBond(int i, int j) {
            if (i == j || !together(i, j) || structure.isHydrogen(i) && structure.isHydrogen(j)) return false;
            double d = Geometry.distance(xyz, i, j);
            return d > LEAST && d < CovalentRadii.of(structure.element(i)) + CovalentRadii.of(structure.element(j)) + BOND_SLACK;
        }

        private List<Integer> of(int a) { return neighbours.getOrDefault(a, List.of()); }

        private boolean anyLoose(int... atoms) {
            for (int a : atoms) if (loose.contains(a)) return true;
            return false;
        }

        private void angles() {
            for (int centre : new TreeSet<>(neighbours.keySet()))
                for (int i : of(centre))
                    for (int k : of(centre))
                        if (i < k && together(i, k) && anyLoose(i, centre, k))
                            rows.angle(i, centre, k, Math.toDegrees(Geometry.angle(xyz, i, centre, k)), ANGLE_SIGMA_DEG,
                                    Origin.INPUT_SHAPE);
        }

        private void torsions() {
            for (int[] b : bonds)
                for (int i : of(b[0]))
                    for (int l : of(b[1]))
                        if (i != b[1] && l != b[0] && i != l && together(i, l) && together(i, b[1]) && together(l, b[0])
                                && isBent(i, b[0], b[1]) && isBent(b[0], b[1], l))
                            rows.torsion(i, b[0], b[1], l, Math.toDegrees(Geometry.torsion(xyz, i, b[0], b[1], l)),
                                    TORSION_SIGMA_DEG, 0, Origin.INPUT_SHAPE);
        }

        private boolean isBent(int i, int j, int k) {
            double angle = Math.toDegrees(Geometry.angle(xyz, i, j, k));
            return angle > IN_LINE_DEG && angle < 180 - IN_LINE_DEG;
        }
    }
}
