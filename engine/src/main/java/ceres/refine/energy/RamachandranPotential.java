package ceres.refine.energy;

import ceres.chem.NdTable;
import ceres.chem.RamaClass;
import ceres.chem.RamachandranTables;
import ceres.numerics.CubicSpline;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How unlikely phi and psi are, as a smooth periodic energy without false minima.
///
///     E = ln(1 + s0 exp L),   L = -ln s where the table s is at least the outlier's threshold s_min,
///                                 -ln s_min + 0.10 D elsewhere, D the distance in degrees to where it is
///
/// smoothed by a Gaussian of 4 degrees. The floor s0 (0.02: the favoured contour) flattens what is likely anyway, so that residues are not
/// driven to the summits; the funnel D leads home from anywhere.
///
/// Source: design notes of the refinement, 2.10e; the distributions are those of Top8000 ([RamachandranTables]).
public final class RamachandranPotential {
    private static final int N = 180;
    private static final double STEP = 2, FUNNEL = 0.10, BLUR_DEG = 4;

    private record Key(RamaClass kind, double floor) {}

    private static final Map<Key, RamachandranPotential> MADE = new ConcurrentHashMap<>();

    /// spline coefficients, psi fastest, at phi = -179 + 2 i
    private final double[] c;

    private RamachandranPotential(double[] values) {
        this.c = values;
        for (int i = 0; i < N; i++) CubicSpline.prefilterPeriodic(c, i * N, 1, N);
        for (int j = 0; j < N; j++) CubicSpline.prefilterPeriodic(c, j, N, N);
    }

    /// @param floor s0
    public static RamachandranPotential of(RamaClass kind, double floor) {
        return MADE.computeIfAbsent(new Key(kind, floor), k -> new RamachandranPotential(
                values(RamachandranTables.standard().table(kind), kind.allowed(), floor)));
    }

    private static double[] values(NdTable table, double outlier, double floor) {
        var score = new double[N * N];
        for (int i = 0; i < N; i++) for (int j = 0; j < N; j++) score[i * N + j] = table.at(-179 + STEP * i, -179 + STEP * j);
        double[] distance = distance(score, outlier);
        var energy = new double[N * N];
        for (int k = 0; k < energy.length; k++) {
            double l = score[k] >= outlier ? -Math.log(score[k]) : -Math.log(outlier) + FUNNEL * distance[k];
            energy[k] = Math.log1p(floor * Math.exp(l));
        }
        return blurred(energy);
    }

    /// Distance in degrees of every bin to the nearest one at or above the threshold, periodic, exact: along rows first, then over them.
    private static double[] distance(double[] score, double threshold) {
        var along = new double[N * N];
        for (int i = 0; i < N; i++)
            for (int j = 0; j < N; j++) {
                int best = N;
                for (int d = 0; d <= N / 2 && best == N; d++)
                    if (score[i * N + (j + d) % N] >= threshold || score[i * N + (j - d + N) % N] >= threshold) best = d;
                along[i * N + j] = best;
            }
        var distance = new double[N * N];
        for (int i = 0; i < N; i++)
            for (int j = 0; j < N; j++) {
                double best = Double.MAX_VALUE;
                for (int d = 0; d <= N / 2 && d * d < best; d++) {
                    double a = Math.min(along[(i + d) % N * N + j], along[(i - d + N) % N * N + j]);
                    best = Math.min(best, a * a + d * d);
                }
                distance[i * N + j] = STEP * Math.sqrt(best);
            }
        return distance;
    }

    private static double[] blurred(double[] energy) {
        int reach = (int) Math.ceil(4 * BLUR_DEG / STEP);
        var weight = new double[2 * reach + 1];
        double sum = 0;
        for (int d = -reach; d <= reach; d++) sum += weight[d + reach] = Math.exp(-0.5 * Math.pow(d * STEP / BLUR_DEG, 2));
        double[] rows = new double[N * N], both = new double[N * N];
        for (int i = 0; i < N; i++)
            for (int j = 0; j < N; j++)
                for (int d = -reach; d <= reach; d++)
                    rows[i * N + j] += weight[d + reach] / sum * energy[i * N + (j + d + N) % N];
        for (int i = 0; i < N; i++)
            for (int j = 0; j < N; j++)
                for (int d = -reach; d <= reach; d++)
                    both[i * N + j] += weight[d + reach] / sum * rows[(i + d + N) % N * N + j];
        return both;
    }

    /// The energy at phi, psi (radians); slopes by both, per radian, to `slopes[0..1]`.
    public double at(double phi, double psi, double[] slopes) {
        double u = wrapped(phi), v = wrapped(psi);
        int i = (int) u, j = (int) v;
        var w = new double[16];
        CubicSpline.weights(u - i, w, 0);
        CubicSpline.weights(v - j, w, 4);
        CubicSpline.slopes(u - i, w, 8);
        CubicSpline.slopes(v - j, w, 12);
        double value = 0, du = 0, dv = 0;
        for (int p = 0; p < 4; p++) {
            int row = (i - 1 + p + N) % N * N;
            double sum = 0, slope = 0;
            for (int q = 0; q < 4; q++) {
                double coefficient = c[row + (j - 1 + q + N) % N];
                sum += w[4 + q] * coefficient;
                slope += w[12 + q] * coefficient;
            }
            value += w[p] * sum;
            du += w[8 + p] * sum;
            dv += w[p] * slope;
        }
        double perRadian = Math.toDegrees(1) / STEP;
        slopes[0] = du * perRadian;
        slopes[1] = dv * perRadian;
        return value;
    }

    /// Bins from the first centre, 0 <= u < N.
    private static double wrapped(double angle) {
        double u = (Math.toDegrees(angle) + 179) / STEP;
        u -= N * Math.floor(u / N);
        return u >= N ? 0 : u;
    }
}
