package ceres.validate.geometry;

import java.util.Optional;

/// The CA trace and the peptide orientation round one residue.
///
/// @param residue index in the structure
/// @param altloc the conformer, 0 if the chain has one only
/// @param muInDeg dihedral of CA(i-2) to CA(i+1)
/// @param muOutDeg dihedral of CA(i-1) to CA(i+2)
/// @param nuDeg dihedral of the carbonyls before and after; NaN only inside this package's computations, absent rows are not made
/// @param caAngleDeg CA(i-1) CA(i) CA(i+1)
/// @param percentile of mu_in, mu_out, nu, 0 to 100
/// @param caPercentile of mu_in, mu_out and the CA angle, 0 to 100
/// @param suggestion what the CA trace looks like although the peptides do not
public record Cablam(int residue, char altloc, double muInDeg, double muOutDeg, double nuDeg, double caAngleDeg, double percentile,
        double caPercentile, CablamCall call, Optional<Suggestion> suggestion) {

    public enum CablamCall {
        FAVORED,
        /// Rarer than 5 %.
        DISFAVORED,
        /// Rarer than 1 %.
        OUTLIER,
        /// The CA trace itself is rarer than 0.5 %.
        CA_GEOMETRY
    }

    public enum Suggestion {
        ALPHA,
        BETA,
        THREE_TEN
    }

    /// True if the peptide orientation is rarer than 1 %.
    public boolean outlier() { return percentile < 1; }

    /// True if it is rarer than 5 %, outliers included.
    public boolean disfavored() { return percentile < 5; }

    public boolean caOutlier() { return caPercentile < 0.5; }
}
