package ceres.validate.fit;

import java.util.OptionalDouble;

/// What Q-scores are usual: the value expected at a resolution, and where a value stands among the entries of EMDB.
///
/// Source: Pintilie2020, Pintilie2025 (10188 entries, sigma 0.4 A).
final class QReference {
    private static final double[] PERCENT = {5, 10, 25, 50, 75, 90, 95};
    /// Coarser limit of the range, then the values at these percentages.
    private static final double[][] BY_RESOLUTION = {{1.75, .734, .757, .844, .882, .903, .918, .922},
        {2.25, .529, .570, .630, .695, .727, .767, .791}, {2.75, .403, .468, .535, .582, .625, .657, .679},
        {3.25, .360, .400, .458, .509, .546, .573, .592}, {3.75, .275, .324, .387, .436, .475, .507, .523},
        {4.25, .208, .245, .307, .361, .405, .441, .460}, {5, .135, .166, .217, .268, .317, .355, .379},
        {6, .092, .118, .154, .199, .244, .282, .302}, {8, .084, .097, .127, .159, .208, .257, .276},
        {12, .027, .040, .070, .105, .133, .179, .197}};
    private static final double[] ALL = {.151, .212, .328, .430, .506, .564, .602};

    private QReference() {}

    /// The mean Q-score of a good model, sigma 0.6 A; known from 1 to 6 A.
    static OptionalDouble expected(double d) {
        boolean known = d >= 1 && d <= 6;
        return known
                ? OptionalDouble.of(-0.0019064058 * d * d * d + 0.0499875375 * d * d - 0.4513945578 * d + 1.5361860733)
                : OptionalDouble.empty();
    }

    /// The same for sigma 0.4 A.
    static OptionalDouble expectedEmdb(double d) {
        boolean known = d >= 1 && d <= 6;
        return known ? OptionalDouble.of(-0.0016 * d * d * d + 0.0434 * d * d - 0.3956 * d + 1.3606) : OptionalDouble.empty();
    }

    /// Percentage of all entries with a lower score, sigma 0.4 A, between 5 and 95 at most.
    static double percentile(double q) { return interpolate(ALL, 0, q); }

    /// Percentage of the entries of similar resolution with a lower score, sigma 0.4 A, between 5 and 95 at most; to 12 A.
    static OptionalDouble percentile(double q, double d) {
        for (var row : BY_RESOLUTION) if (d <= row[0]) return OptionalDouble.of(interpolate(row, 1, q));
        return OptionalDouble.empty();
    }

    private static double interpolate(double[] values, int from, double q) {
        int n = PERCENT.length;
        if (q <= values[from]) return PERCENT[0];
        for (int i = 1; i < n; i++) {
            double low = values[from + i - 1], high = values[from + i];
            if (q <= high) return PERCENT[i - 1] + (PERCENT[i] - PERCENT[i - 1]) * (q - low) / (high - low);
        }
        return PERCENT[n - 1];
    }
}
