package ceres.io;

import java.nio.ByteOrder;
import java.util.List;

/// The header of an MRC/CCP4 map as its file states it: nothing permuted, nothing corrected.
///
/// Source: Cheng2015 (MRC2014) and the CCP4 map format.
///
/// @param columns NX: voxels along the fastest axis of the file
/// @param rows NY
/// @param sections NZ
/// @param mode how a voxel is stored: 0 int8, 1 int16, 2 float32, 6 uint16, 12 float16
/// @param start NXSTART, NYSTART, NZSTART: of column, row, section
/// @param intervals MX, MY, MZ: grid intervals of the cell along x, y, z
/// @param cell a, b, c in A and alpha, beta, gamma in degrees
/// @param axes MAPC, MAPR, MAPS: which of x, y, z (1, 2, 3) column, row and section are
/// @param statedMin DMIN as written
/// @param statedMax DMAX as written
/// @param statedMean DMEAN as written
/// @param statedRms RMS as written
/// @param spaceGroup ISPG
/// @param extendedBytes NSYMBT: length of the extended header
/// @param extendedType EXTTYP: `CCP4`, `FEI1`...; empty if not stated
/// @param byteOrder of the numbers in the file
/// @param origin ORIGIN words 50 to 52, A
/// @param skew CCP4 words 25 to 37 where LSKFLG is 1: rotation (row-major) and translation, A; empty otherwise
/// @param placement which of the above decided where the map lies
/// @param labels text labels, without the empty ones
public record MapHeader(int columns, int rows, int sections, int mode, int[] start, int[] intervals, double[] cell, int[] axes,
        double statedMin, double statedMax, double statedMean, double statedRms, int spaceGroup, int extendedBytes,
        String extendedType, ByteOrder byteOrder, double[] origin, double[] skew, Placement placement, List<String> labels) {

    /// What decided where voxel (0,0,0) lies; see docs/decisions on the placement of maps.
    public enum Placement {
        /// NSTART and ORIGIN are zero: the map begins at the origin of the model's frame.
        ZERO,
        /// NSTART, in grid units, after the axis permutation.
        NSTART,
        /// NSTART is zero: ORIGIN, in A, whether or not it is a multiple of the spacing.
        ORIGIN
    }

    /// Bytes of a voxel; 0 for a mode that the reader does not know.
    public int bytesPerVoxel() {
        return switch (mode) {
            case 0 -> 1;
            case 1, 6, 12 -> 2;
            case 2 -> 4;
            default -> 0;
        };
    }

    /// The axis order in letters: `XYZ` for 1, 2, 3.
    public String axisOrder() {
        var letters = new StringBuilder();
        for (int axis : axes) letters.append(axis >= 1 && axis <= 3 ? "XYZ".charAt(axis - 1) : '?');
        return letters.toString();
    }
}
