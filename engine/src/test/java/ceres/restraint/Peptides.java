package ceres.restraint;

import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.testing.InternalCoordinates;
import java.util.ArrayList;
import java.util.List;

/// Chains with known torsions, built atom after atom from ideal lengths and angles: truth for tests, from nothing but arithmetic.
final class Peptides {
    private Peptides() {}

    /// N, CA, C, O and CB (of L residues; none for GLY) of a chain.
    ///
    /// @param residues component ids
    /// @param phi @param psi @param omega degrees; omega of the bond to the next residue
    static Structure chain(List<String> residues, double phi, double psi, double omega) {
        List<double[]> backbone = new ArrayList<>();
        backbone.add(new double[]{0, 0, 0});
        backbone.add(new double[]{1.458, 0, 0});
        backbone.add(new double[]{2.0, 1.42, 0});
        for (int r = 1; r < residues.size(); r++) {
            place(backbone, 1.329, 116.2, psi);
            place(backbone, 1.458, 121.7, omega);
            place(backbone, 1.525, 111.2, phi);
        }
        place(backbone, 1.329, 116.2, psi);
        var builder = new StructureBuilder().chain("A", "A", "1");
        for (int r = 0; r < residues.size(); r++) {
            double[] n = backbone.get(3 * r), ca = backbone.get(3 * r + 1), c = backbone.get(3 * r + 2),
                    next = backbone.get(3 * r + 3);
            builder.residue(residues.get(r), r + 1, '\0', r + 1, false);
            add(builder, "N", 7, n);
            add(builder, "CA", 6, ca);
            add(builder, "C", 6, c);
            add(builder, "O", 8, InternalCoordinates.at(next, ca, c, 1.231, 120.8, 180));
            if (!residues.get(r).equals("GLY")) add(builder, "CB", 6, InternalCoordinates.at(n, c, ca, 1.53, 110.1, 122.8));
        }
        return builder.build();
    }

    private static void add(StructureBuilder builder, String name, int element, double[] x) {
        builder.atom(name, element, 0, '\0', x[0], x[1], x[2], 1, 30);
    }

    private static void place(List<double[]> chain, double length, double angleDeg, double torsionDeg) {
        int n = chain.size();
        chain.add(InternalCoordinates.at(chain.get(n - 3), chain.get(n - 2), chain.get(n - 1), length, angleDeg, torsionDeg));
    }
}
