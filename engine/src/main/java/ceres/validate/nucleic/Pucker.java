package ceres.validate.nucleic;

/// Does the ribose pucker agree with where the next phosphate is? Source: Richardson2008.
///
/// @param residue index in the structure
/// @param deltaDeg C5' C4' C3' O3'
/// @param epsilonDeg C4' C3' O3' P(i+1), 0 to 360; NaN-free: rows without a next phosphate have `hasEpsilon` false
/// @param perpendicular distance of the next phosphate (or of O3') from the glycosidic bond line, A
/// @param twoPrimeEndoExpected by that distance
public record Pucker(int residue, double deltaDeg, boolean hasEpsilon, double epsilonDeg, double perpendicular,
        boolean twoPrimeEndoExpected, boolean deltaOutlier, boolean epsilonOutlier) {
    public boolean outlier() { return deltaOutlier || epsilonOutlier; }
}
