package ceres.validate.geometry;

/// How far C-beta lies from the place that backbone and chirality give it.
///
/// @param residue index in the structure
/// @param altloc the conformer, 0 if the atoms have none
/// @param deviation A
/// @param dihedralDeg N CA CB(ideal) CB: the direction of the deviation
public record CBeta(int residue, char altloc, double deviation, double dihedralDeg) {
    /// Deviations of at least this are outliers, A. Source: Lovell2003.
    public static final double OUTLIER = 0.25;

    public boolean outlier() { return deviation >= OUTLIER; }
}
