package ceres.refine.place;

import ceres.map.DensityMap;
import ceres.map.SplineMap;
import ceres.numerics.Fft3;
import ceres.numerics.Parallel;
import java.util.ArrayList;
import java.util.List;

/// One map at several resolutions, coarsest first, each scaled to mean 0 and standard deviation 1: a far body feels the coarse ones,
/// a near body the fine ones.
final class MapPyramid {
    /* A Gaussian low-pass keeps a peak a peak: exp(-s^2 d^2 / 2 k^2) falls to 1/e^2 at s = 2k/d. It has no ripples, which a hard cut-off
     * has, and in which a body would find false minima. */

    /// Resolutions of the coarse levels, A; those not at least 1.3 times coarser than the map itself are left out.
    private static final double[] COARSE = {12, 7};

    private final List<SplineMap> levels;

    private MapPyramid(List<SplineMap> levels) { this.levels = levels; }

    /// @param resolution d_min of the map, A; the finest level is the map at that resolution
    static MapPyramid of(DensityMap map, double resolution, Parallel team) {
        var levels = new ArrayList<SplineMap>();
        for (double d : COARSE) if (d >= 1.3 * resolution) levels.add(SplineMap.of(standardised(blurred(map, d, team)), team));
        levels.add(SplineMap.of(standardised(blurred(map, resolution, team)), team));
        return new MapPyramid(levels);
    }

    List<SplineMap> levels() { return levels; }

    SplineMap coarsest() { return levels.getFirst(); }

    SplineMap finest() { return levels.getLast(); }

    /// The map with Fourier coefficients multiplied by exp(-2 s^2 (d/2)^2): e^-2 at s = 2/d, e^-0.5 at s = 1/d.
    static DensityMap blurred(DensityMap map, double d, Parallel team) {
        var g = map.grid();
        var fft = new Fft3(g.nx(), g.ny(), g.nz());
        var spectrum = new float[fft.spectrumLength()];
        fft.forward(map.values(), spectrum, team);
        int half = g.nx() / 2 + 1;
        double[] m = reciprocal(g.cell().orthogonalisation());
        team.each(g.nz(), 1, (piece, l0, l1) -> {
            double l = signed(l0, g.nz());
            for (int k0 = 0, at = l0 * g.ny() * half * 2; k0 < g.ny(); k0++) {
                double k = signed(k0, g.ny());
                for (int h = 0; h < half; h++, at += 2) {
                    double sx = m[0] * h, sy = m[1] * h + m[4] * k, sz = m[2] * h + m[5] * k + m[8] * l;
                    float f = (float) Math.exp(-0.5 * d * d * (sx * sx + sy * sy + sz * sz));
                    spectrum[at] *= f;
                    spectrum[at + 1] *= f;
                }
            }
        });
        var values = new float[map.values().length];
        fft.inverse(spectrum, values, team);
        return new DensityMap(g, values);
    }

    private static double signed(int k, int n) { return k <= n / 2 ? k : k - n; }

    /// Rows of the inverse of the upper triangular orthogonalisation matrix A: s = (A^-1)^T h.
    private static double[] reciprocal(double[] a) {
        double i0 = 1 / a[0], i4 = 1 / a[4], i8 = 1 / a[8];
        return new double[]{i0, -a[1] * i0 * i4, (a[1] * a[5] * i4 - a[2]) * i0 * i8, 0, i4, -a[5] * i4 * i8, 0, 0, i8};
    }

    private static DensityMap standardised(DensityMap map) {
        double sum = 0, square = 0;
        for (float v : map.values()) {
            sum += v;
            square += (double) v * v;
        }
        int n = map.values().length;
        double mean = sum / n, sd = Math.sqrt(Math.max(0, square / n - mean * mean));
        var values = new float[n];
        if (sd > 0) for (int i = 0; i < n; i++) values[i] = (float) ((map.values()[i] - mean) / sd);
        return new DensityMap(map.grid(), values);
    }
}
