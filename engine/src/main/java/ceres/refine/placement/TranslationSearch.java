package ceres.refine.placement;

import ceres.numerics.Fft3;
import ceres.numerics.Parallel;

/// Finds where in a map a model map of one orientation fits best, all translations at once.
///
/// Judged is the correlation with the map where the model is, not over the box: neighbours that the model does not have count against no place,
/// and a dense place has no advantage. Periodic.
///
/// Source: Roseman2000 (local correlation by transforms).
final class TranslationSearch {
    /* With m the model less its mean in its own mask M (n voxels) and o the map, for all shifts t at once:
     *   CC(t) = sum m(x) o(x+t) / (|m| sqrt(sum M(x) o(x+t)^2 - (sum M(x) o(x+t))^2 / n)),
     * three correlations, each one inverse transform. Where the map is flat the root is that of its mean variance at least. */
    private static final float MASK = 0.15f;
    private static final double LEAST_VARIANCE = 0.5;

    private final Fft3 fft;
    private final Parallel team;
    private final double variance;
    private final float[] map, square, model, mask, spectrum, modelSum, sum, squareSum, part;

    /// @param map one float a voxel
    /// @param fft plan for its grid
    TranslationSearch(float[] map, Fft3 fft, Parallel team) {
        this.fft = fft;
        this.team = team;
        this.part = centred(map);
        this.map = new float[fft.spectrumLength()];
        this.square = new float[fft.spectrumLength()];
        this.model = new float[fft.spectrumLength()];
        this.mask = new float[fft.spectrumLength()];
        this.spectrum = new float[fft.spectrumLength()];
        fft.forward(part, this.map, team);
        double all = 0;
        for (int v = 0; v < part.length; v++) {
            part[v] *= part[v];
            all += part[v];
        }
        this.variance = all / part.length;
        fft.forward(part, square, team);
        this.modelSum = new float[map.length];
        this.sum = new float[map.length];
        this.squareSum = new float[map.length];
    }

    /// @param voxel whose place voxel (0,0,0) of the model is shifted to
    record Found(double score, int voxel) {}

    Found best(float[] density) {
        double[] mean = split(density);
        fft.forward(part, model, team);
        correlate(map, model, modelSum);
        for (int v = 0; v < part.length; v++) part[v] = density[v] > mean[2] ? 1 : 0;
        fft.forward(part, mask, team);
        correlate(map, mask, sum);
        correlate(square, mask, squareSum);
        double best = -1, n = mean[0], norm = Math.sqrt(mean[1]);
        int at = 0;
        for (int v = 0; v < part.length; v++) {
            double spread = Math.max(squareSum[v] - (double) sum[v] * sum[v] / n, LEAST_VARIANCE * n * variance);
            double score = modelSum[v] / (norm * Math.sqrt(spread));
            if (score > best) {
                best = score;
                at = v;
            }
        }
        return new Found(best, at);
    }

    /// The model less its mean in its mask to `part`.
    ///
    /// @return voxels of the mask, sum of squares, and the density above which it is
    private double[] split(float[] density) {
        float most = 0;
        for (float v : density) most = Math.max(most, v);
        double limit = MASK * most, n = 0, total = 0, squares = 0;
        for (float v : density) if (v > limit) {
            n++;
            total += v;
        }
        for (int v = 0; v < part.length; v++) {
            part[v] = density[v] > limit ? (float) (density[v] - total / n) : 0;
            squares += (double) part[v] * part[v];
        }
        return new double[]{n, squares, limit};
    }

    /// sum over x of b(x) a(x+t), to `out`.
    private void correlate(float[] a, float[] b, float[] out) {
        for (int q = 0; q < a.length; q += 2) {
            spectrum[q] = a[q] * b[q] + a[q + 1] * b[q + 1];
            spectrum[q + 1] = a[q + 1] * b[q] - a[q] * b[q + 1];
        }
        fft.inverse(spectrum, out, team);
    }

    private static float[] centred(float[] values) {
        double sum = 0;
        for (float v : values) sum += v;
        var c = values.clone();
        for (int v = 0; v < c.length; v++) c[v] -= (float) (sum / c.length);
        return c;
    }
}
