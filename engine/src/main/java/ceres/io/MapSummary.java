package ceres.io;

import java.util.List;

/// What a map file holds.
///
/// @param mode MRC mode
/// @param axisOrder order of the file's axes: `XYZ`, `ZYX`
/// @param voxels nx, ny, nz
/// @param box edges of the box, A
/// @param anglesDeg of the box
/// @param spacing voxel edges, A
/// @param origin position of voxel (0,0,0), A
/// @param placement what placed it: `ZERO`, `NSTART`, `ORIGIN`
/// @param cellIntervals MX, MY, MZ
/// @param spaceGroup as stated
/// @param statistics over all voxels
/// @param commonestValue the value that most voxels share
/// @param commonestFraction part of the voxels that have it, 0 to 1; above 0.3 the map was masked
/// @param masked true if so
/// @param histogram counts of equal bins from minimum to maximum
/// @param labels of the file
/// @param warnings of the reader
public record MapSummary(int mode, String axisOrder, int[] voxels, double[] box, double[] anglesDeg, double[] spacing,
        double[] origin,
        String placement, int[] cellIntervals, int spaceGroup, Statistics statistics, double commonestValue,
        double commonestFraction, boolean masked, long[] histogram, List<String> labels, List<String> warnings) {

    /// @param sd population standard deviation
    /// @param skewness third standardised moment; 0 for a constant map
    /// @param kurtosis fourth standardised moment, 3 for a Gaussian; 0 for a constant map
    public record Statistics(double min, double max, double mean, double sd, double skewness, double kurtosis) {}
}
