package ceres.validate.nucleic;

import ceres.chem.ResidueClass;
import ceres.model.Structure;
import ceres.numerics.Geometry;
import ceres.restraint.Restraints;
import java.util.Set;

/// Bonds and angles of the sugar-phosphate backbone, the glycosidic bond included.
///
/// @param bonds how many
/// @param bondOutliers beyond 4 sigma
public record NucleicBackbone(int bonds, int bondOutliers, int angles, int angleOutliers) {
    private static final double SIGMAS = 4;
    private static final Set<String> ATOMS = Set.of("P", "OP1", "OP2", "O1P", "O2P", "O5'", "C5'", "C4'", "C3'", "O3'", "C2'",
            "O2'", "C1'", "O4'");

    public static NucleicBackbone of(Structure s, ResidueClass[] classes, Restraints restraints) {
        var b = restraints.bonds();
        int bonds = 0, bondOutliers = 0, angles = 0, angleOutliers = 0;
        for (int k = 0; k < b.size(); k++) {
            if (!counts(s, classes, b.i()[k], b.j()[k])) continue;
            bonds++;
            if (Math.abs(s.distance(b.i()[k], b.j()[k]) - b.ideal()[k]) >= SIGMAS * b.sigma()[k]) bondOutliers++;
        }
        var a = restraints.angles();
        for (int k = 0; k < a.size(); k++) {
            if (!counts(s, classes, a.i()[k], a.j()[k], a.k()[k])) continue;
            angles++;
            double angle = Geometry.angle(s.atoms().xyz(), a.i()[k], a.j()[k], a.k()[k]);
            if (Math.abs(angle - a.ideal()[k]) >= SIGMAS * a.sigma()[k]) angleOutliers++;
        }
        return new NucleicBackbone(bonds, bondOutliers, angles, angleOutliers);
    }

    /// All atoms belong to the backbone, or all but the base nitrogen beside C1'.
    private static boolean counts(Structure s, ResidueClass[] classes, int... atoms) {
        boolean anomeric = false, nitrogen = false;
        for (int a : atoms) {
            if (!classes[s.residueOf(a)].isNucleic()) return false;
            String name = s.atomName(a);
            anomeric |= name.equals("C1'");
            if (ATOMS.contains(name)) continue;
            if (nitrogen || !name.equals("N1") && !name.equals("N9")) return false;
            nitrogen = true;
        }
        return !nitrogen || anomeric;
    }
}
