package ceres.pipeline.demo;

import ceres.density.ModelMap;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.HalfMaps;
import ceres.map.UnitCell;
import ceres.model.Structure;
import ceres.numerics.Fft3;
import ceres.numerics.Parallel;
import java.util.Random;

/// A reconstruction as it might be of a known molecule: two half-maps with noise of their own, and their mean filtered to the
/// resolution at which they agree.
///
/// @param map the mean of the half-maps, without what lies beyond the resolution
/// @param halfMaps unfiltered
record DemoMaps(DensityMap map, HalfMaps halfMaps) {
    /* How much noise: at the stated resolution the half-maps shall have an FSC of 0.143 [Rosenthal2003]. With signal power S and
     * noise power N in a shell the expected FSC is S / (S + N), so N = 6 S there. White noise of standard deviation t over n voxels
     * has the power n t^2 in every coefficient, hence t = sqrt(6 S / n). */

    /// A.
    static final double RESOLUTION = 3.0;
    private static final double SPACING = 0.9, PADDING = 10, SIGNAL_LIMIT = 2.0, EDGE = 0.25;

    static DemoMaps of(Structure truth, long seed, Parallel team) {
        var grid = grid(truth);
        var signal = ModelMap.compute(truth, grid, SIGNAL_LIMIT, team);
        var fft = new Fft3(grid.nx(), grid.ny(), grid.nz());
        double noise = Math.sqrt(6 * power(signal, fft, team) / grid.voxels());
        var first = noisy(signal, noise, seed);
        var second = noisy(signal, noise, seed + 1);
        return new DemoMaps(filtered(mean(first, second), fft, team), new HalfMaps(first, second));
    }

    private static Grid grid(Structure s) {
        double[] low = {1e9, 1e9, 1e9}, high = {-1e9, -1e9, -1e9};
        for (int i = 0; i < s.atomCount(); i++)
            for (int k = 0; k < 3; k++) {
                low[k] = Math.min(low[k], s.atoms().xyz()[3 * i + k]);
                high[k] = Math.max(high[k], s.atoms().xyz()[3 * i + k]);
            }
        var n = new int[3];
        var origin = new double[3];
        for (int k = 0; k < 3; k++) {
            n[k] = Fft3.smoothAtLeast((int) Math.ceil((high[k] - low[k] + 2 * PADDING) / SPACING));
            origin[k] = SPACING * Math.floor((low[k] - PADDING) / SPACING);
        }
        var cell = new UnitCell(n[0] * SPACING, n[1] * SPACING, n[2] * SPACING, 90, 90, 90);
        return new Grid(n[0], n[1], n[2], cell, origin[0], origin[1], origin[2]);
    }

    /// Mean |F|^2 in a thin shell at the resolution.
    private static double power(DensityMap signal, Fft3 fft, Parallel team) {
        var spectrum = new float[fft.spectrumLength()];
        fft.forward(signal.values(), spectrum, team);
        var sum = new double[2];
        eachMode(signal.grid(), (index, d) -> {
            if (Math.abs(d - RESOLUTION) > 0.1) return;
            sum[0] += spectrum[index] * spectrum[index] + spectrum[index + 1] * spectrum[index + 1];
            sum[1]++;
        });
        return sum[0] / sum[1];
    }

    private static DensityMap noisy(DensityMap signal, double noise, long seed) {
        var random = new Random(seed);
        var values = signal.values().clone();
        for (int i = 0; i < values.length; i++) values[i] += (float) (noise * random.nextGaussian());
        return new DensityMap(signal.grid(), values);
    }

    private static DensityMap mean(DensityMap a, DensityMap b) {
        var values = new float[a.values().length];
        for (int i = 0; i < values.length; i++) values[i] = (a.values()[i] + b.values()[i]) / 2;
        return new DensityMap(a.grid(), values);
    }

    /// Without what lies beyond the resolution, with a soft edge.
    private static DensityMap filtered(DensityMap map, Fft3 fft, Parallel team) {
        var spectrum = new float[fft.spectrumLength()];
        fft.forward(map.values(), spectrum, team);
        eachMode(map.grid(), (index, d) -> {
            double over = Math.clamp((RESOLUTION - d) / EDGE, 0.0, 1.0);
            float keep = (float) (0.5 * (1 + Math.cos(Math.PI * over)));
            spectrum[index] *= keep;
            spectrum[index + 1] *= keep;
        });
        var values = new float[map.values().length];
        fft.inverse(spectrum, values, team);
        return new DensityMap(map.grid(), values);
    }

    private interface Mode {
        /// @param index of the real part in a spectrum
        /// @param d resolution, A; infinite for F(000)
        void at(int index, double d);
    }

    private static void eachMode(Grid g, Mode mode) {
        int half = g.nx() / 2 + 1;
        for (int l = 0; l < g.nz(); l++)
            for (int k = 0; k < g.ny(); k++)
                for (int h = 0; h < half; h++) {
                    double a = h / g.cell().a(), b = (k <= g.ny() / 2 ? k : k - g.ny()) / g.cell().b(),
                            c = (l <= g.nz() / 2 ? l : l - g.nz()) / g.cell().c();
                    mode.at(2 * ((l * g.ny() + k) * half + h), 1 / Math.sqrt(a * a + b * b + c * c));
                }
    }
}
