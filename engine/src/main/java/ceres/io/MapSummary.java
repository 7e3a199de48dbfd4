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

    private static final int BINS = 129;
    /// Above this share of equal voxels a map was masked (validation 22.5).
    private static final double MASKED = 0.3;

    /// The summary of a file.
    public static MapSummary of(MapFile file) {
        var g = file.map().grid();
        var h = file.header();
        var s = statistics(file.map().values());
        var common = commonest(file.map().values());
        return new MapSummary(h.mode(), h.axisOrder(), new int[]{g.nx(), g.ny(), g.nz()},
                new double[]{g.cell().a(), g.cell().b(), g.cell().c()},
                new double[]{g.cell().alphaDeg(), g.cell().betaDeg(), g.cell().gammaDeg()}, new double[]{g.dx(), g.dy(), g.dz()},
                new double[]{g.originX(), g.originY(), g.originZ()}, h.placement().name(), h.intervals().clone(), h.spaceGroup(),
                s,
                common.value, common.fraction, common.fraction > MASKED, histogram(file.map().values(), s), h.labels(),
                file.warnings());
    }

    /// Statistics over all values, in double precision.
    public static Statistics statistics(float[] values) {
        double min = Double.POSITIVE_INFINITY, max = Double.NEGATIVE_INFINITY, sum = 0;
        for (float v : values) {
            min = Math.min(min, v);
            max = Math.max(max, v);
            sum += v;
        }
        double n = values.length, mean = sum / n, m2 = 0, m3 = 0, m4 = 0;
        for (float v : values) {
            double d = v - mean, d2 = d * d;
            m2 += d2;
            m3 += d2 * d;
            m4 += d2 * d2;
        }
        double variance = m2 / n, sd = Math.sqrt(variance);
        boolean flat = !(max > min) || !(variance > 0);
        return new Statistics(min, max, mean, flat ? 0 : sd, flat ? 0 : m3 / n / (variance * sd),
                flat ? 0 : m4 / n / (variance * variance));
    }

    private record Common(double value, double fraction) {}

    /// The value that most voxels share exactly, by sorting a copy.
    private static Common commonest(float[] values) {
        float[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        int best = 0, at = 0;
        for (int from = 0, to; from < sorted.length; from = to) {
            to = from + 1;
            while (to < sorted.length && sorted[to] == sorted[from]) to++;
            if (to - from > best) {
                best = to - from;
                at = from;
            }
        }
        return new Common(sorted[at], (double) best / sorted.length);
    }

    private static long[] histogram(float[] values, Statistics s) {
        var counts = new long[BINS];
        double width = (s.max - s.min) / BINS;
        for (float v : values) counts[width > 0 ? Math.clamp((long) ((v - s.min) / width), 0, BINS - 1) : 0]++;
        return counts;
    }
}
