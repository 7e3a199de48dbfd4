package ceres.map;

import ceres.numerics.Parallel;
import java.util.HashMap;

/// What the values of a map look like, without regard to where they are.
///
/// @param min smallest value
/// @param max largest value
/// @param mean arithmetic mean
/// @param sd standard deviation of the population
/// @param skewness third standardised moment; positive for a map whose density is positive
/// @param kurtosis fourth standardised moment minus 3
/// @param commonValue a value that many voxels share: what lies outside a mask
/// @param commonFraction part of the voxels that hold exactly this value, 0 to 1
/// @param histogram voxels in 129 equal bins from min to max
public record MapStatistics(double min, double max, double mean, double sd, double skewness, double kurtosis,
        double commonValue, double commonFraction, int[] histogram) {
    public static final int BINS = 129;

    /// Above this part of equal voxels a map was masked.
    public static final double MASKED_FRACTION = 0.3;

    private static final int PIECE = 1 << 16;

    public static MapStatistics of(DensityMap map, Parallel team) {
        float[] v = map.values();
        int n = v.length, pieces = Parallel.pieces(n, PIECE);
        double[] lows = new double[pieces], highs = new double[pieces];
        double mean = team.sum(n, PIECE, (piece, from, to) -> {
            double sum = 0, lo = Double.MAX_VALUE, hi = -Double.MAX_VALUE;
            for (int i = from; i < to; i++) {
                sum += v[i];
                lo = Math.min(lo, v[i]);
                hi = Math.max(hi, v[i]);
            }
            lows[piece] = lo;
            highs[piece] = hi;
            return sum;
        }) / n;
        double min = Double.MAX_VALUE, max = -Double.MAX_VALUE;
        for (int p = 0; p < pieces; p++) {
            min = Math.min(min, lows[p]);
            max = Math.max(max, highs[p]);
        }
        double[] m = moments(v, mean, team);
        double sd = Math.sqrt(m[0]);
        float common = commonValue(v);
        long equal = 0;
        for (float x : v) if (x == common) equal++;
        return new MapStatistics(min, max, mean, sd, sd > 0 ? m[1] / (sd * sd * sd) : 0, sd > 0 ? m[2] / (m[0] * m[0]) - 3 : 0,
                common, (double) equal / n, histogram(v, min, max));
    }

    /// Central moments 2, 3 and 4.
    private static double[] moments(float[] v, double mean, Parallel team) {
        var partial = new double[Parallel.pieces(v.length, PIECE)][3];
        team.each(v.length, PIECE, (piece, from, to) -> {
            double two = 0, three = 0, four = 0;
            for (int i = from; i < to; i++) {
                double d = v[i] - mean, dd = d * d;
                two += dd;
                three += dd * d;
                four += dd * dd;
            }
            partial[piece][0] = two;
            partial[piece][1] = three;
            partial[piece][2] = four;
        });
        var sum = new double[3];
        for (var p : partial) for (int k = 0; k < 3; k++) sum[k] += p[k] / v.length;
        return sum;
    }

    /// A value that more than half of the voxels share is found for certain, one that a third of them share almost always: the most
    /// frequent of 257 voxels spread over the map.
    private static float commonValue(float[] v) {
        var counts = new HashMap<Float, Integer>();
        long n = v.length;
        for (int i = 0; i < 257; i++) counts.merge(v[(int) ((i * n + n / 2) / 257)], 1, Integer::sum);
        return counts.entrySet().stream().max((p, q) -> Integer.compare(p.getValue(), q.getValue())).orElseThrow().getKey();
    }

    private static int[] histogram(float[] v, double min, double max) {
        var bins = new int[BINS];
        double scale = max > min ? BINS / (max - min) : 0;
        for (float x : v) bins[Math.min(BINS - 1, (int) ((x - min) * scale))]++;
        return bins;
    }

    /// True if so many voxels are exactly equal that a mask must have made them so.
    public boolean masked() { return commonFraction > MASKED_FRACTION; }

    public boolean constant() { return !(sd > 0); }
}
