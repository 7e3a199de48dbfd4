package ceres.restraint;

import ceres.chem.CovalentRadii;
import ceres.model.Structure;
import ceres.numerics.Geometry;
import ceres.restraint.Restraints.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/// The last resort: atoms that no dictionary knows are held in the shape in which they came.
///
/// Bonds join atoms nearer than the sum of their covalent radii and 0.45 A; bonds and the angles between them keep their present values,
/// and every atom is tied to its present place; atoms
/// that hang on a residue which is known move with it instead.
final class InputShape {
    private static final double BOND_SLACK = 0.45;
    private static final double BOND_SIGMA = 0.02;
    private static final double ANGLE_SIGMA_DEG = 3;
    private static final double HOLD_SIGMA = 0.1;

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
        List<int[]> bonds = new ArrayList<>();
        for (int p = 0; p < loose.length; p++) {
            for (int q = p + 1; q < loose.length; q++) bond(loose[p], loose[q], bonds);
            for (int k : known) bond(loose[p], k, bonds);
        }
        for (int[] b : bonds) rows.bond(b[0], b[1], Geometry.distance(xyz, b[0], b[1]), BOND_SIGMA, Origin.INPUT_SHAPE);
        for (int x = 0; x < bonds.size(); x++) for (int y = x + 1; y < bonds.size(); y++) angle(bonds.get(x), bonds.get(y));
        attach(bonds, loose, known);
        var bonded = new HashSet<Integer>();
        for (int[] b : bonds) {
            bonded.add(b[0]);
            bonded.add(b[1]);
        }
        for (int a : loose) {
            boolean moves = known.length > 0 && bonded.contains(a);
            if (!moves && Double.isFinite(xyz[3 * a] + xyz[3 * a + 1] + xyz[3 * a + 2]))
                rows.hold(a, xyz[3 * a], xyz[3 * a + 1], xyz[3 * a + 2], HOLD_SIGMA, Double.POSITIVE_INFINITY);
        }
    }

    /// Angles at a known atom between a loose one and its known neighbours.
    private void attach(List<int[]> bonds, int[] loose, int[] known) {
        for (int[] b : List.copyOf(bonds)) {
            boolean second = Arrays.stream(loose).noneMatch(a -> a == b[1]);
            if (!second) continue;
            List<int[]> beyond = new ArrayList<>();
            for (int k : known) if (k != b[1]) bond(b[1], k, beyond);
            for (int[] other : beyond) angle(b, other);
        }
    }

    private void bond(int i, int j, List<int[]> bonds) {
        char p = structure.altloc(i), q = structure.altloc(j);
        if (p != q && p != 0 && q != 0) return;
        if (structure.isHydrogen(i) && structure.isHydrogen(j)) return;
        double d = Geometry.distance(xyz, i, j);
        double reach = CovalentRadii.of(structure.element(i)) + CovalentRadii.of(structure.element(j)) + BOND_SLACK;
        if (d > 0.4 && d < reach) bonds.add(new int[]{i, j});
    }

    private void angle(int[] x, int[] y) {
        int centre = x[0] == y[0] || x[0] == y[1] ? x[0] : x[1] == y[0] || x[1] == y[1] ? x[1] : -1;
        if (centre < 0) return;
        int i = x[0] == centre ? x[1] : x[0], k = y[0] == centre ? y[1] : y[0];
        char p = structure.altloc(i), q = structure.altloc(k);
        if (i == k || p != q && p != 0 && q != 0) return;
        rows.angle(i, centre, k, Math.toDegrees(Geometry.angle(xyz, i, centre, k)), ANGLE_SIGMA_DEG, Origin.INPUT_SHAPE);
    }
}
