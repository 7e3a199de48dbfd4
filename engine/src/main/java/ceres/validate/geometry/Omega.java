package ceres.validate.geometry;

import ceres.chem.RamaClass;

/// The peptide before a residue.
///
/// @param residue index of the residue after the peptide
/// @param altloc the conformer if any of the four atoms has one, else 0
/// @param omegaDeg CA(i-1) C(i-1) N CA
/// @param proline true if the residue is PRO
public record Omega(int residue, char altloc, double omegaDeg, boolean proline, Kind kind) {
    public enum Kind {
        CIS,
        TRANS,
        TWISTED
    }

    /// Cis within 30 degrees of 0, trans within 30 degrees of 180, twisted between. Source: Williams2018.
    static Kind kind(double omegaDeg) {
        double a = Math.abs(omegaDeg);
        if (a < RamaClass.CIS_DEG) return Kind.CIS;
        return a > 150 ? Kind.TRANS : Kind.TWISTED;
    }
}
