package ceres.refine.place;

import ceres.map.SplineMap;
import ceres.numerics.Fft3;
import ceres.numerics.Parallel;
import java.util.Arrays;

/// For one orientation of a body: the mean density at its atoms for every translation at once.
///
/// The body becomes a comb of weights on a coarse grid; its correlation with the map is a product of spectra. One search serves one
/// thread; the spectrum of the map is shared.
final class TranslationSearch {
    private final int nx, ny, nz;
    private final double step;
    private final double x0, y0, z0;
    private final float[] mapSpectrum;

    private TranslationSearch(int nx, int ny, int nz, double step, double x0, double y0, double z0, float[] mapSpectrum) {
        this.nx = nx;
        this.ny = ny;
        this.nz = nz;
        this.step = step;
        this.x0 = x0;
        this.y0 = y0;
        this.z0 = z0;
        this.mapSpectrum = mapSpectrum;
    }

    /// @param map orthogonal cell
    /// @param step of the coarse grid, A
    static TranslationSearch in(SplineMap map, double step, Parallel team) {
        var g = map.grid().requireOrthogonal("docking");
        int nx = size(g.cell().a(), step), ny = size(g.cell().b(), step), nz = size(g.cell().c(), step);
        var values = new float[nx * ny * nz];
        team.each(nz, 1, (piece, k, to) -> {
            for (int j = 0, at = k * ny * nx; j < ny; j++)
                for (int i = 0; i < nx; i++, at++)
                    values[at] = (float) map.at(g.originX() + i * step, g.originY() + j * step, g.originZ() + k * step);
        });
        var fft = new Fft3(nx, ny, nz);
        var spectrum = new float[fft.spectrumLength()];
        fft.forward(values, spectrum, team);
        return new TranslationSearch(nx, ny, nz, step, g.originX(), g.originY(), g.originZ(), spectrum);
    }

    private static int size(double edge, double step) { return Fft3.smoothAtLeast(Math.max(8, (int) Math.ceil(edge / step))); }

    /// The translations of an orientation in the order of their density.
    final class Desk {
        private final Fft3 fft = new Fft3(nx, ny, nz);
        private final float[] comb = new float[nx * ny * nz];
        private final float[] spectrum = new float[fft.spectrumLength()];
        private final Parallel alone = Parallel.single();

        /// @param centred 3n coordinates about the body's centroid, A
        /// @param peaks highest local maxima asked for
        /// @return rows of mean density and position of the centroid (A), highest first
        double[][] search(double[] centred, double[] weight, int peaks) {
            spread(centred, weight);
            fft.forward(comb, spectrum, alone);
            for (int q = 0; q < spectrum.length; q += 2) {
                float re = spectrum[q], im = spectrum[q + 1], mre = mapSpectrum[q], mim = mapSpectrum[q + 1];
                spectrum[q] = re * mre + im * mim;
                spectrum[q + 1] = re * mim - im * mre;
            }
            fft.inverse(spectrum, comb, alone);
            return highest(peaks);
        }

        private void spread(double[] centred, double[] weight) {
            Arrays.fill(comb, 0);
            double total = 0;
            for (double w : weight) total += w;
            for (int a = 0; a < weight.length; a++) {
                double u = centred[3 * a] / step, v = centred[3 * a + 1] / step, w = centred[3 * a + 2] / step;
                int i = (int) Math.floor(u), j = (int) Math.floor(v), k = (int) Math.floor(w);
                for (int c = 0; c < 8; c++) {
                    int di = c & 1, dj = c >> 1 & 1, dk = c >> 2;
                    double f = (di == 0 ? 1 - u + i : u - i) * (dj == 0 ? 1 - v + j : v - j) * (dk == 0 ? 1 - w + k : w - k);
                    comb[index(i + di, j + dj, k + dk)] += (float) (f * weight[a] / total);
                }
            }
        }

        private int index(int i, int j, int k) {
            return (Math.floorMod(k, nz) * ny + Math.floorMod(j, ny)) * nx + Math.floorMod(i, nx);
        }

        private double[][] highest(int peaks) {
            var best = new double[peaks][4];
            for (double[] row : best) row[0] = Double.NEGATIVE_INFINITY;
            for (int k = 0, at = 0; k < nz; k++)
                for (int j = 0; j < ny; j++)
                    for (int i = 0; i < nx; i++, at++)
                        if (comb[at] > best[peaks - 1][0] && isPeak(i, j, k, comb[at]))
                            insert(best, comb[at], x0 + i * step, y0 + j * step, z0 + k * step);
            return best;
        }

        private boolean isPeak(int i, int j, int k, float v) {
            return v >= comb[index(i - 1, j, k)] && v >= comb[index(i + 1, j, k)] && v >= comb[index(i, j - 1, k)]
                    && v >= comb[index(i, j + 1, k)] && v >= comb[index(i, j, k - 1)] && v >= comb[index(i, j, k + 1)];
        }

        private static void insert(double[][] best, double v, double x, double y, double z) {
            int at = best.length - 1;
            for (; at > 0 && best[at - 1][0] < v; at--) best[at] = best[at - 1];
            best[at] = new double[]{v, x, y, z};
        }
    }
}
