package ceres.density;

import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.numerics.Fft3;
import ceres.numerics.Parallel;

/// A soft mask round what stands out of a map, where there is no model to say what the molecule is.
///
/// The local power (squared deviation from the mean, smoothed over twice the resolution) is divided in two by the threshold that separates
/// its values best, and the part above it is smoothed by the same width.
///
/// Source: Otsu1979.
public final class DensityMask {
    private static final double WIDTHS = 2;
    private static final int BINS = 1024, PIECE = 1 << 16;

    private DensityMask() {}

    /// @param resolution A
    /// @param spectrum working space, [Fft3#spectrumLength] floats
    /// @param mask takes the values, 0 to about 1, one a voxel
    public static void soft(DensityMap map, double resolution, Fft3 fft, float[] spectrum, float[] mask, Parallel team) {
        float[] v = map.values();
        float mean = (float) (team.sum(v.length, PIECE, (piece, from, to) -> {
            double sum = 0;
            for (int i = from; i < to; i++) sum += v[i];
            return sum;
        }) / v.length);
        each(mask, team, i -> (v[i] - mean) * (v[i] - mean));
        smooth(map.grid(), WIDTHS * resolution, fft, spectrum, mask, team);
        float threshold = threshold(mask);
        each(mask, team, i -> mask[i] > threshold ? 1 : 0);
        smooth(map.grid(), WIDTHS * resolution, fft, spectrum, mask, team);
        each(mask, team, i -> Math.max(0, mask[i]));
    }

    @FunctionalInterface
    private interface Voxel {
        float of(int i);
    }

    private static void each(float[] mask, Parallel team, Voxel value) {
        team.each(mask.length, PIECE, (piece, from, to) -> {
            for (int i = from; i < to; i++) mask[i] = value.of(i);
        });
    }

    private static void smooth(Grid grid, double width, Fft3 fft, float[] spectrum, float[] mask, Parallel team) {
        fft.forward(mask, spectrum, team);
        new Modes(grid).sharpen(spectrum, -8 * Math.PI * Math.PI * width * width, 1, team);
        fft.inverse(spectrum, mask, team);
    }

    /// The value that divides all others into two classes of the greatest variance between them.
    static float threshold(float[] values) {
        float low = Float.MAX_VALUE, high = -Float.MAX_VALUE;
        for (float x : values) {
            low = Math.min(low, x);
            high = Math.max(high, x);
        }
        if (!(high > low)) return low;
        var count = new double[BINS];
        float scale = BINS / (high - low);
        for (float x : values) count[Math.min(BINS - 1, (int) ((x - low) * scale))]++;
        double all = 0, sum = 0;
        for (int b = 0; b < BINS; b++) {
            all += count[b];
            sum += b * count[b];
        }
        double below = 0, belowSum = 0, widest = -1;
        int best = 0;
        for (int b = 0; b < BINS - 1; b++) {
            below += count[b];
            belowSum += b * count[b];
            if (below == 0 || below == all) continue;
            double gap = belowSum / below - (sum - belowSum) / (all - below), between = below * (all - below) * gap * gap;
            if (between > widest) {
                widest = between;
                best = b;
            }
        }
        return low + (best + 1) / scale;
    }
}
