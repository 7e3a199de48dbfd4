package ceres.density;

import ceres.map.Grid;
import ceres.numerics.Parallel;

/// Gives the coefficients beyond a resolution random phases and keeps their amplitudes: what remains correlated afterwards, under a
/// mask, is the mask's doing.
///
/// Source: Chen2013. The phases follow from seed and index, so the answer is the same in every run and for any number of threads.
public final class PhaseRandomiser {
    private PhaseRandomiser() {}

    /// @param spectrum layout of [ceres.numerics.Fft3]; changed
    /// @param d coefficients finer than this, A
    public static void beyond(float[] spectrum, Grid grid, double d, long seed, Parallel team) {
        var modes = new Modes(grid);
        double least = 1 / (d * d);
        modes.rows(team, (k, l, at) -> {
            for (int h = 0; h < modes.half(); h++) {
                if (modes.s2(h, k, l) <= least) continue;
                boolean mate = h == 0 && isMate(Modes.signed(k, grid.ny()), Modes.signed(l, grid.nz()));
                int kk = mate ? (grid.ny() - k) % grid.ny() : k, ll = mate ? (grid.nz() - l) % grid.nz() : l;
                double phase = 2 * Math.PI * uniform(seed, grid.index(h, kk, ll));
                double re = spectrum[at + 2 * h], im = spectrum[at + 2 * h + 1], amplitude = Math.sqrt(re * re + im * im);
                spectrum[at + 2 * h] = (float) (amplitude * Math.cos(phase));
                spectrum[at + 2 * h + 1] = (float) ((mate ? -amplitude : amplitude) * Math.sin(phase));
            }
        });
    }

    /// In the plane h = 0 both members of a pair are stored; one follows from the other.
    private static boolean isMate(int k, int l) { return l < 0 || l == 0 && k < 0; }

    /// SplitMix64 of seed and index, to [0, 1).
    private static double uniform(long seed, int index) {
        long z = seed + (index + 1L) * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return ((z ^ z >>> 31) >>> 11) * 0x1p-53;
    }
}
