package ceres.restraint;

import ceres.chem.Component;
import ceres.numerics.Geometry;
import ceres.restraint.Restraints.Origin;

/// Restraints inside one residue, from its dictionary entry.
final class Monomers {
    private static final double VOLUME_SIGMA = 0.2;
    private static final double C_BETA_SIGMA_DEG = 2.5;

    private final Emitter emit;
    private final double[] xyz;

    Monomers(Emitter emit) {
        this.emit = emit;
        this.xyz = emit.structure.atoms().xyz();
    }

    void restrain(ResidueMatch match, boolean cBeta) {
        for (int c = 0; c < match.altlocs().length; c++) {
            emit.conformer(match.altlocs()[c], c == 0);
            int bondsFrom = emit.rows.bonds(), anglesFrom = emit.rows.angles();
            component(match.component(), match.atoms()[c]);
            if (match.component().isPeptide()) {
                terminus(match, c, bondsFrom, anglesFrom);
                if (cBeta) cBeta(match, c);
            }
        }
    }

    private void component(Component component, int[] at) {
        for (var b : component.bonds()) emit.bond(at[b.a()], at[b.b()], b.ideal(), b.sigma(), Origin.COMPONENT);
        for (var g : component.angles())
            emit.angle(at[g.a()], at[g.vertex()], at[g.b()], g.idealDeg(), g.sigmaDeg(), Origin.COMPONENT);
        for (var t : component.torsions())
            emit.torsion(at[t.a()], at[t.b()], at[t.c()], at[t.d()], t.idealDeg(), t.sigmaDeg(), t.period(), Origin.COMPONENT);
        for (var v : component.chiralities())
            emit.chirality(at[v.centre()], at[v.a()], at[v.b()], at[v.c()], component.idealVolume(v), VOLUME_SIGMA,
                    v.sign() == Component.Sign.BOTH);
        for (var p : component.planes()) {
            int[] atoms = p.atoms().clone();
            for (int i = 0; i < atoms.length; i++) atoms[i] = at[atoms[i]];
            emit.plane(p.sigma(), atoms);
        }
    }

    /// A free carboxylate is symmetric (EnghHuber1991 with the customary 121 and 118 degrees), an ammonium group tetrahedral.
    private void terminus(ResidueMatch match, int c, int bondsFrom, int anglesFrom) {
        char alt = match.altlocs()[c];
        int ca = match.atom("CA", alt), carbon = match.atom("C", alt), o = match.atom("O", alt), n = match.atom("N", alt);
        if (match.atom("OXT", alt) >= 0 && match.component().indexOf("OXT") >= 0) {
            int row = emit.rows.findAngle(anglesFrom, emit.rows.angles(), ca, carbon, o);
            if (row >= 0) emit.rows.changeAngle(row, 121, 3);
            int bond = emit.rows.findBond(bondsFrom, emit.rows.bonds(), carbon, o);
            if (bond >= 0) emit.rows.changeBond(bond, 1.249, 0.019);
        }
        int h = match.atom("H", alt);
        if (h >= 0 && match.atom("H2", alt) >= 0) {
            int row = emit.rows.findAngle(anglesFrom, emit.rows.angles(), h, n, ca);
            if (row >= 0) emit.rows.changeAngle(row, 109.5, 3);
            for (String name : new String[]{"H", "H2", "H3"}) {
                int bond = emit.rows.findBond(bondsFrom, emit.rows.bonds(), n, match.atom(name, alt));
                if (bond >= 0) emit.rows.changeBond(bond, 0.89, 0.02);
            }
        }
    }

    /// Two harmonic dihedrals hold C-beta. Not for D residues, nor where C-alpha stands inverted: there they would fight its chirality.
    private void cBeta(ResidueMatch match, int c) {
        char alt = match.altlocs()[c];
        int n = match.atom("N", alt), ca = match.atom("CA", alt), carbon = match.atom("C", alt), cb = match.atom("CB", alt);
        if (n < 0 || ca < 0 || carbon < 0 || cb < 0 || match.component().id().equals("GLY")) return;
        boolean inverted = Geometry.volume(xyz, ca, n, carbon, cb) < 0;
        if (inverted || Geometry.distance(xyz, ca, carbon) > 2) return;
        double[] ideal = cBetaIdeals(match.component().id());
        emit.cBeta(n, carbon, ca, cb, ideal[0], C_BETA_SIGMA_DEG);
        emit.cBeta(carbon, n, ca, cb, ideal[1], C_BETA_SIGMA_DEG);
    }

    private static double[] cBetaIdeals(String id) {
        return switch (id) {
            case "ALA" -> new double[]{122.9, -122.6};
            case "PRO" -> new double[]{115.1, -120.7};
            case "VAL", "THR", "ILE" -> new double[]{123.4, -122.0};
            default -> new double[]{122.8, -122.6};
        };
    }
}
