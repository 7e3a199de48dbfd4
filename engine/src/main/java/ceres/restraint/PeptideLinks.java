package ceres.restraint;

import ceres.chem.Component;
import ceres.numerics.Geometry;
import ceres.restraint.Restraints.Origin;

/// The peptide bond between two residues.
///
/// Values: EnghHuber1991 (trans, cis), EnghHuber1999 (cis proline). The type is decided once, by the model: cis if |omega| < 45 degrees and
/// the second C-alpha is nearer to the first one than to the oxygen, but for the difference halfway between the ideals of both; else trans. A
/// twisted peptide is thus pulled to trans, and so is one whose atoms are scattered so that omega alone says cis.
final class PeptideLinks {
    private static final double CIS_BELOW = Math.toRadians(45);
    private static final double OMEGA_SIGMA_DEG = 5;
    /// C-alpha to C-alpha less oxygen to second C-alpha, A: 1.0 in trans (3.8, 2.8), -0.7 in cis (2.9, 3.6).
    private static final double CIS_DIFFERENCE = 0.15;

    /// Ideals of one type of link: length and angles with their sigmas, A and degrees.
    ///
    /// @param nitrogenPlane sigma of the plane of N with its three neighbours, A
    private record Type(String name, double cn, double cnSigma, double ocn, double ocnSigma, double cacn, double cacnSigma,
            double cnca,
            double cncaSigma, double cnx, double cnxSigma, double nitrogenPlane) {}

    private static final Type TRANS = new Type("TRANS", 1.329, 0.014, 123.0, 1.6, 116.2, 2.0, 121.7, 1.8, 124.3, 3.0, 0.02);
    private static final Type CIS = new Type("CIS", 1.329, 0.014, 123.0, 1.6, 116.2, 2.0, 121.7, 1.8, 124.3, 3.0, 0.02);
    private static final Type PTRANS = new Type("PTRANS", 1.341, 0.016, 123.0, 1.6, 116.9, 1.5, 122.6, 5.0, 125.0, 4.1, 0.05);
    private static final Type PCIS = new Type("PCIS", 1.338, 0.019, 121.1, 1.9, 117.1, 2.8, 127.0, 2.4, 120.6, 2.2, 0.05);

    /// Proline after a cis peptide: EnghHuber1999. Atoms of an angle or bond, ideal, sigma.
    private static final String[] CIS_PROLINE = {"N CA CB 102.6 1.1", "N CA C 112.1 2.6", "CB CA C 112.0 2.5", "CA C O 120.2 2.4",
        "CA N CD 111.5 1.4", "N CD CG 103.8 1.2", "CA CB CG 104.0 1.9", "CB CG CD 105.4 2.3", "N CA 1.468 0.017",
        "CA CB 1.533 0.018",
        "CA C 1.524 0.020", "C O 1.228 0.020", "CB CG 1.506 0.039", "CG CD 1.512 0.027", "N CD 1.474 0.014"};

    private final Emitter emit;
    private final double[] xyz;

    PeptideLinks(Emitter emit) {
        this.emit = emit;
        this.xyz = emit.structure.atoms().xyz();
    }

    /// True if the model has the peptide in cis.
    boolean isCis(ResidueMatch first, ResidueMatch second) {
        int ca1 = first.atom("CA"), c = first.atom("C"), n = second.atom("N"), ca2 = second.atom("CA");
        if (ca1 < 0 || c < 0 || n < 0 || ca2 < 0) return false;
        int o = first.atom("O");
        return Math.abs(Geometry.torsion(xyz, ca1, c, n, ca2)) < CIS_BELOW && (o < 0
                || Geometry.distance(xyz, ca1, ca2) - Geometry.distance(xyz, o, ca2) < CIS_DIFFERENCE);
    }

    /// The heavy neighbour of N beside C-alpha: CD of proline, CN of N-methyl residues; empty if N carries a hydrogen.
    private static String substituent(Component component) {
        int n = component.indexOf("N");
        for (int k : component.neighbours(n)) {
            var atom = component.atom(k);
            if (!atom.element().isHydrogen() && !atom.name().equals("CA")) return atom.name();
        }
        return "";
    }

    /// Restrains the link in every conformer of the two residues.
    ///
    /// @return its name
    String restrain(ResidueMatch first, ResidueMatch second, ResidueRows secondRows) {
        String substituent = substituent(second.component());
        boolean cis = isCis(first, second), tertiary = !substituent.isEmpty();
        var type = tertiary ? cis ? PCIS : PTRANS : cis ? CIS : TRANS;
        char[] altlocs = Conformers.union(first, second);
        for (int k = 0; k < altlocs.length; k++) {
            emit.conformer(altlocs[k], k == 0);
            restrain(type, first, second, altlocs[k], tertiary ? substituent : "H", cis);
        }
        if (type == PCIS && second.component().id().equals("PRO") && second.singleConformer()) cisProline(second, secondRows);
        return type.name;
    }

    private void restrain(Type type, ResidueMatch first, ResidueMatch second, char alt, String onNitrogen, boolean cis) {
        int ca1 = first.atom("CA", alt), c = first.atom("C", alt), o = first.atom("O", alt);
        int n = second.atom("N", alt), ca2 = second.atom("CA", alt), x = second.atom(onNitrogen, alt);
        emit.bond(c, n, type.cn, type.cnSigma, Origin.LINK);
        emit.angle(o, c, n, type.ocn, type.ocnSigma, Origin.LINK);
        emit.angle(ca1, c, n, type.cacn, type.cacnSigma, Origin.LINK);
        emit.angle(c, n, ca2, type.cnca, type.cncaSigma, Origin.LINK);
        emit.angle(c, n, x, type.cnx, type.cnxSigma, Origin.LINK);
        emit.torsion(ca1, c, n, ca2, cis ? 0 : 180, OMEGA_SIGMA_DEG, 0, Origin.LINK);
        emit.plane(0.02, ca1, c, o, n);
        emit.plane(type.nitrogenPlane, c, n, ca2, x);
    }

    private void cisProline(ResidueMatch match, ResidueRows rows) {
        for (String line : CIS_PROLINE) {
            String[] f = line.split(" ");
            double ideal = Double.parseDouble(f[f.length - 2]), sigma = Double.parseDouble(f[f.length - 1]);
            if (f.length == 5) {
                int row = emit.rows.findAngle(rows.anglesFrom(), rows.anglesTo(), match.atom(f[0]), match.atom(f[1]),
                        match.atom(f[2]));
                if (row >= 0) emit.rows.changeAngle(row, ideal, sigma);
            } else {
                int row = emit.rows.findBond(rows.bondsFrom(), rows.bondsTo(), match.atom(f[0]), match.atom(f[1]));
                if (row >= 0) emit.rows.changeBond(row, ideal, sigma);
            }
        }
    }
}
