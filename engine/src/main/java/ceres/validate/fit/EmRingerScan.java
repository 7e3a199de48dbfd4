package ceres.validate.fit;

import java.util.List;

/// The EMRinger score and what it was made from.
///
/// @param score maximum over the thresholds
/// @param threshold map value at which the score is reached
/// @param rotamerRatio part of the peaks at that threshold that stand at rotameric angles
/// @param thresholds the levels scanned, ascending
/// @param scores the score at each level
/// @param ratios rotamer ratio at each level
/// @param peaks peaks at each level
/// @param histogram peaks by chi1 angle at the best threshold, 72 bins of 5 degrees
/// @param residues every residue that was scanned
public record EmRingerScan(double score, double threshold, double rotamerRatio, double[] thresholds, double[] scores,
        double[] ratios, int[] peaks, int[] histogram, List<Residue> residues) {
    /// @param residue index into the structure
    /// @param peakDeg chi1 at which the density peaks, degrees
    /// @param peak map value there
    /// @param rotameric true if that angle is within 30 degrees of 60, 180 or 300
    public record Residue(int residue, double peakDeg, double peak, boolean rotameric) {}
}
