package ceres.numerics;

/// The uniform cubic B-spline: weights, slopes and the filter that makes it pass through given samples.
///
/// Source: Unser1999 (spline interpolation by recursive filters).
public final class CubicSpline {
    /* How it works: b3 is the fourfold convolution of a box. At t in [0,1) past a sample its four overlapping copies weigh
     *     w0 = (1-t)^3/6, w1 = 2/3 - t^2 (2-t)/2, w2 = 1 - w0 - w1 - w3, w3 = t^3/6
     * for the samples at -1, 0, 1, 2. Samples f are not its coefficients: f = c * (1/6, 4/6, 1/6). The inverse of that filter has the
     * pole z = sqrt(3) - 2, so one pass upward and one downward with z solve for c exactly. */

    private static final double POLE = Math.sqrt(3) - 2;
    /// POLE^n is below 1e-12 from here on: the start of the recursion needs no more samples.
    private static final int HORIZON = 22;

    private CubicSpline() {}

    /// Weights of the samples at -1, 0, 1, 2 for a place t in [0,1) past sample 0, written to `w[at..at+3]`.
    public static void weights(double t, double[] w, int at) {
        double s = 1 - t;
        w[at] = s * s * s / 6;
        w[at + 1] = 2.0 / 3 - t * t * (2 - t) / 2;
        w[at + 3] = t * t * t / 6;
        w[at + 2] = 1 - w[at] - w[at + 1] - w[at + 3];
    }

    /// Derivatives of [#weights] by t.
    public static void slopes(double t, double[] w, int at) {
        double s = 1 - t;
        w[at] = -s * s / 2;
        w[at + 1] = t * (3 * t - 4) / 2;
        w[at + 3] = t * t / 2;
        w[at + 2] = -w[at] - w[at + 1] - w[at + 3];
    }

    /// Turns n samples of several signals into coefficients in place, the signals mirrored at both ends.
    ///
    /// @param v sample k of signal l at `v[k * lanes + l]`
    public static void prefilterMirror(double[] v, int lanes, int n) {
        if (n == 1) return;
        var start = new double[lanes];
        double zk = 1;
        for (int k = 0; k < HORIZON; k++, zk *= POLE) {
            int row = mirror(k, n) * lanes;
            for (int l = 0; l < lanes; l++) start[l] += zk * v[row + l];
        }
        System.arraycopy(start, 0, v, 0, lanes);
        for (int k = 1; k < n; k++)
            for (int at = k * lanes; at < (k + 1) * lanes; at++) v[at] += POLE * v[at - lanes];
        for (int at = (n - 1) * lanes; at < n * lanes; at++)
            v[at] = 6 * POLE / (POLE * POLE - 1) * (v[at] + POLE * v[at - lanes]);
        // c_k = z (c_{k+1} - 6 c+_k)
        for (int k = n - 2; k >= 0; k--)
            for (int at = k * lanes; at < (k + 1) * lanes; at++) v[at] = POLE * (v[at + lanes] - 6 * v[at]);
    }

    /// Turns n samples of a periodic signal at offset, offset + stride ... into coefficients in place.
    public static void prefilterPeriodic(double[] v, int offset, int stride, int n) {
        if (n == 1) return;
        double start = v[offset], zk = POLE;
        for (int k = 1; k < Math.min(n, HORIZON); k++, zk *= POLE) start += zk * v[offset + (n - k) * stride];
        if (n <= HORIZON) start /= 1 - zk;
        upward(v, offset, stride, n, start);
        // the anticausal part starts from the causal output, continued periodically
        double end = 0;
        zk = POLE;
        for (int k = 0; k < Math.min(n, HORIZON); k++, zk *= POLE) end += zk * v[offset + ((n - 1 + k) % n) * stride];
        if (n <= HORIZON) end /= 1 - zk / POLE;
        v[offset + (n - 1) * stride] = -6 * end;
        downward(v, offset, stride, n);
    }

    private static int mirror(int k, int n) {
        int m = k % (2 * n - 2);
        return m < n ? m : 2 * n - 2 - m;
    }

    private static void upward(double[] v, int offset, int stride, int n, double start) {
        v[offset] = start;
        for (int k = 1; k < n; k++) v[offset + k * stride] += POLE * v[offset + (k - 1) * stride];
    }

    /// c_k = z (c_{k+1} - 6 c+_k); the last coefficient is there already.
    private static void downward(double[] v, int offset, int stride, int n) {
        for (int k = n - 2; k >= 0; k--) {
            int at = offset + k * stride;
            v[at] = POLE * (v[at + stride] - 6 * v[at]);
        }
    }
}
