package ceres.refine.density;

import ceres.map.Grid;
import ceres.numerics.Fft3;
import java.util.Arrays;

/// The coefficients of a spectrum ([Fft3]) up to a resolution, s^2 <= 1 / d_min^2: of a map sampled as finely as maps are, a fifth of them.
final class ResolutionSphere {
    private final Grid grid;
    private final int half;
    /// h < width of each k and l, k fastest
    private final int[] width;

    /// @param grid orthogonal
    ResolutionSphere(Grid grid, double dMin) {
        this.grid = grid;
        this.half = grid.nx() / 2 + 1;
        this.width = new int[grid.ny() * grid.nz()];
        for (int l = 0; l < grid.nz(); l++)
            for (int k = 0; k < grid.ny(); k++) {
                int h = 0;
                while (h < half && square(h, k, l) <= 1 / (dMin * dMin)) h++;
                width[l * grid.ny() + k] = h;
            }
    }

    /// Rows of a spectrum.
    int rows() { return width.length; }

    /// How many coefficients of row (k, l) are inside: the first.
    int width(int k, int l) { return width(l * grid.ny() + k); }

    int width(int row) { return width[row]; }

    /// Where row (k, l) begins, in coefficients.
    int start(int k, int l) { return (l * grid.ny() + k) * half; }

    /// s^2 of a coefficient, 1/A^2; to the last bit the same for k and ny - k, l and nz - l.
    double square(int h, int k, int l) {
        double sx = h / grid.cell().a(), sy = (k <= grid.ny() / 2 ? k : k - grid.ny()) / grid.cell().b(),
                sz = (l <= grid.nz() / 2 ? l : l - grid.nz()) / grid.cell().c();
        return sx * sx + sy * sy + sz * sz;
    }

    /// What transforms must know.
    Fft3.Band band(Fft3 fft) { return fft.band(Arrays.copyOf(width, grid.ny())); }

    @FunctionalInterface
    interface Visit {
        /// @param at place of the real part; the imaginary part is next
        void at(int at, double s2);
    }

    /// Every coefficient of one plane of a spectrum that is inside.
    void each(int plane, Visit visit) {
        for (int k = 0; k < grid.ny(); k++) {
            int start = start(k, plane);
            for (int h = 0, n = width(k, plane); h < n; h++) visit.at(2 * (start + h), square(h, k, plane));
        }
    }

    /// Sets to 0 what of a plane is outside.
    void clear(float[] spectrum, int plane) {
        for (int k = 0; k < grid.ny(); k++) {
            int start = start(k, plane);
            Arrays.fill(spectrum, 2 * (start + width(k, plane)), 2 * (start + half), 0);
        }
    }
}
