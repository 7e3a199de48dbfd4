package ceres.restraint;

import ceres.chem.ResidueClass;
import ceres.model.Structure;
import ceres.restraint.Restraints.Origin;
import org.jspecify.annotations.Nullable;

/// The pucker of RNA sugars, and the ideals that go with it.
///
/// The perpendicular distance of the 3' phosphorus from the line of the glycosidic bond tells the pucker at resolutions where the ring
/// itself does not: at most 2.9 A is C2'-endo, more is C3'-endo (Richardson2008). At a 3' end without phosphate the distance of O3' serves,
/// with 2.4 A. Lengths, angles and torsions of the sugar are then those of that pucker (Gelbin1996 as tabulated by pucker in GeoStd).
public final class RnaPucker {
    private static final double PHOSPHORUS = 2.9;
    private static final double OXYGEN = 2.4;

    /// Bond or angle (atoms; `N` stands for the glycosidic nitrogen), then ideal and sigma for C2'-endo and for C3'-endo.
    private static final String[] IDEALS = {"P O5' 1.593 0.010 1.593 0.015", "C1' C2' 1.526 0.008 1.529 0.015",
        "C2' C3' 1.525 0.011 1.523 0.015",
        "C3' C4' 1.527 0.011 1.521 0.015", "C3' O3' 1.427 0.012 1.417 0.015", "C4' C5' 1.509 0.012 1.508 0.015",
        "C4' O4' 1.454 0.010 1.451 0.015",
        "O4' C1' 1.415 0.012 1.412 0.015", "C5' O5' 1.424 0.016 1.420 0.015", "C2' O2' 1.412 0.013 1.420 0.015",
        "N C1' 1.464 0.014 1.477 0.015",
        "N C1' O4' 108.2 0.8 108.5 1.5", "N C1' C2' 114.0 1.3 112.0 1.5", "O4' C1' C2' 105.8 1.0 107.6 1.0",
        "C1' C2' C3' 101.5 0.8 101.3 1.0",
        "C2' C3' C4' 102.6 1.0 102.6 1.0", "C2' C3' O3' 109.5 2.2 113.7 1.5", "O3' C3' C4' 109.4 2.1 113.0 1.5",
        "C3' C4' C5' 115.2 1.4 116.0 1.5",
        "C3' C4' O4' 106.1 0.8 104.0 1.0", "O4' C4' C5' 109.1 1.2 109.8 1.5", "C4' O4' C1' 109.7 0.7 109.9 1.0",
        "C4' C5' O5' 109.4 0.8 111.5 1.5",
        "C1' C2' O2' 110.6 3.0 108.4 1.5", "O2' C2' C3' 113.3 2.9 110.7 1.5", "C5' O5' P 120.9 1.6 120.9 1.5",
        "O5' P OP1 108.0 3.0 108.0 3.0",
        "OP1 P OP2 119.6 3.0 119.6 3.0", "O5' P OP2 108.0 3.0 108.0 3.0"};

    /// Torsion, ideals for both puckers, sigma; period 1.
    private static final String[] TORSIONS = {"C5' C4' C3' O3' 147 82 8", "C4' O4' C1' C2' 339 3 8", "O4' C1' C2' C3' 35 335 8",
        "C1' C2' C3' C4' 325 36 8", "C2' C3' C4' O4' 24 325 8", "C3' C4' O4' C1' 358 20 8"};

    /// C2'-endo or C3'-endo.
    public enum Pucker {
        C2_ENDO,
        C3_ENDO
    }

    private RnaPucker() {}

    /// The pucker of an RNA residue; null if its atoms do not tell.
    ///
    /// @param phosphorus atom index of the phosphorus on its 3' side, -1 if there is none
    public static @Nullable Pucker of(Structure s, int residue, int phosphorus) {
        int c1 = s.find(residue, "C1'"), n = glycosidic(s, residue), o3 = s.find(residue, "O3'");
        if (c1 < 0 || n < 0) return null;
        if (phosphorus >= 0) return fromLine(s, c1, n, phosphorus) <= PHOSPHORUS ? Pucker.C2_ENDO : Pucker.C3_ENDO;
        if (o3 < 0) return null;
        return fromLine(s, c1, n, o3) <= OXYGEN ? Pucker.C2_ENDO : Pucker.C3_ENDO;
    }

    private static int glycosidic(Structure s, int residue) {
        int n9 = s.find(residue, "N9");
        return n9 >= 0 ? n9 : s.find(residue, s.residueName(residue).equals("PSU") ? "C5" : "N1");
    }

    /// Distance of an atom from the line through two others, A.
    private static double fromLine(Structure s, int a, int b, int atom) {
        double ux = s.x(b) - s.x(a), uy = s.y(b) - s.y(a), uz = s.z(b) - s.z(a),
                length = Math.max(1e-6, Math.sqrt(ux * ux + uy * uy + uz * uz));
        double vx = s.x(atom) - s.x(a), vy = s.y(atom) - s.y(a), vz = s.z(atom) - s.z(a);
        double cx = uy * vz - uz * vy, cy = uz * vx - ux * vz, cz = ux * vy - uy * vx;
        return Math.sqrt(cx * cx + cy * cy + cz * cz) / length;
    }

    /// Gives an RNA residue the ideals of its pucker.
    ///
    /// @return the pucker that was applied, null for what is no standard RNA or does not tell
    static @Nullable Pucker restrain(Emitter emit, ResidueMatch match, ResidueRows rows, int phosphorus) {
        if (match.component().residueClass() != ResidueClass.RNA) return null;
        var pucker = of(emit.structure, match.residue(), phosphorus);
        if (pucker == null) return null;
        int column = pucker == Pucker.C2_ENDO ? 0 : 1;
        String nitrogen = match.component().has("N9") ? "N9" : "N1";
        for (int c = 0; c < match.altlocs().length; c++) {
            char alt = match.altlocs()[c];
            emit.conformer(alt, c == 0);
            for (String line : IDEALS) ideal(emit, match, rows, alt, nitrogen, line.split(" "), column);
            for (String line : TORSIONS) {
                String[] f = line.split(" ");
                emit.torsion(match.atom(f[0], alt), match.atom(f[1], alt), match.atom(f[2], alt), match.atom(f[3], alt),
                        Double.parseDouble(f[4 + column]), Double.parseDouble(f[6]), 1, Origin.COMPONENT);
            }
        }
        for (int v = rows.chiralitiesFrom(); v < rows.chiralitiesTo(); v++) emit.rows.refreshVolume(v, rows);
        return pucker;
    }

    private static void ideal(Emitter emit, ResidueMatch match, ResidueRows rows, char alt, String nitrogen, String[] f,
            int column) {
        int atoms = f.length - 4;
        var at = new int[atoms];
        for (int k = 0; k < atoms; k++) at[k] = match.atom(f[k].equals("N") ? nitrogen : f[k], alt);
        for (int a : at) if (a < 0) return;
        double value = Double.parseDouble(f[atoms + 2 * column]), sigma = Double.parseDouble(f[atoms + 2 * column + 1]);
        if (atoms == 2) {
            int row = emit.rows.findBond(rows.bondsFrom(), rows.bondsTo(), at[0], at[1]);
            if (row >= 0) emit.rows.changeBond(row, value, sigma);
        } else {
            int row = emit.rows.findAngle(rows.anglesFrom(), rows.anglesTo(), at[0], at[1], at[2]);
            if (row >= 0) emit.rows.changeAngle(row, value, sigma);
        }
    }
}
