package ceres.density;

import ceres.map.Grid;
import ceres.numerics.Parallel;

/// The Fourier coefficients of a box as a P1 cell, in the layout of [ceres.numerics.Fft3]: what frequency each has, and what is done
/// to them by frequency. The cell must be orthogonal. Frequencies s = 1/d in 1/A.
final class Modes {
    private final int nx, ny, nz, half;
    private final double[] sx2, sy2, sz2;
    private final double voxelVolume;

    Modes(Grid grid) {
        grid.requireOrthogonal("a Fourier transform by resolution");
        nx = grid.nx();
        ny = grid.ny();
        nz = grid.nz();
        half = nx / 2 + 1;
        sx2 = squares(half, nx, grid.cell().a());
        sy2 = squares(ny, ny, grid.cell().b());
        sz2 = squares(nz, nz, grid.cell().c());
        voxelVolume = grid.dx() * grid.dy() * grid.dz();
    }

    private static double[] squares(int count, int n, double edge) {
        var s2 = new double[count];
        for (int i = 0; i < count; i++) s2[i] = Math.pow(signed(i, n) / edge, 2);
        return s2;
    }

    /// Index 0 ... n-1 to -n/2 ... n/2.
    static int signed(int index, int n) { return 2 * index > n ? index - n : index; }

    /// True for an index whose wave the grid samples twice a period: it has no phase of its own.
    static boolean atLimit(int index, int n) { return 2 * index == n; }

    double voxelVolume() { return voxelVolume; }

    int half() { return half; }

    double s2(int h, int k, int l) { return sx2[h] + sy2[k] + sz2[l]; }

    /// s^2 of the box corner, the largest there is.
    double largestS2() {
        double x = 0, y = 0, z = 0;
        for (double v : sx2) x = Math.max(x, v);
        for (double v : sy2) y = Math.max(y, v);
        for (double v : sz2) z = Math.max(z, v);
        return x + y + z;
    }

    /// One row of coefficients: those of (0...nx/2, k, l), the first at float index `at`.
    @FunctionalInterface
    interface Row {
        void at(int k, int l, int at);
    }

    /// Every row; planes are shared out to the team.
    void rows(Parallel team, Row row) {
        team.each(nz, 1, (piece, l, to) -> {
            for (int k = 0; k < ny; k++) row.at(k, l, 2 * (l * ny + k) * half);
        });
    }

    /// Keeps the coefficients with d > dMin but F(000) and those at the limit of the grid.
    void cut(float[] spectrum, double dMin, Parallel team) {
        double most = 1 / (dMin * dMin);
        rows(team, (k, l, at) -> {
            boolean limit = atLimit(k, ny) || atLimit(l, nz);
            for (int h = 0; h < half; h++) {
                double s2 = s2(h, k, l);
                if (s2 > 0 && s2 < most && !limit && !atLimit(h, nx)) continue;
                spectrum[at + 2 * h] = 0;
                spectrum[at + 2 * h + 1] = 0;
            }
        });
    }

    /// F *= scale exp(+B s^2/4), and zero at the limit of the grid.
    void sharpen(float[] spectrum, double b, double scale, Parallel team) {
        double[] ex = exponentials(sx2, b), ey = exponentials(sy2, b), ez = exponentials(sz2, b);
        rows(team, (k, l, at) -> {
            double yz = atLimit(k, ny) || atLimit(l, nz) ? 0 : scale * ey[k] * ez[l];
            for (int h = 0; h < half; h++) {
                float factor = atLimit(h, nx) ? 0 : (float) (yz * ex[h]);
                spectrum[at + 2 * h] *= factor;
                spectrum[at + 2 * h + 1] *= factor;
            }
        });
    }

    private static double[] exponentials(double[] s2, double b) {
        var e = new double[s2.length];
        for (int i = 0; i < e.length; i++) e[i] = Math.exp(b * s2[i] / 4);
        return e;
    }

    /// sum += F exp(-2 pi i (h, k, l) . shift / n): the transform of a map sampled `shift` voxels further on.
    void addShifted(float[] f, double shiftX, double shiftY, double shiftZ, float[] sum, Parallel team) {
        var cos = new double[half];
        var sin = new double[half];
        for (int h = 0; h < half; h++) {
            cos[h] = Math.cos(2 * Math.PI * h * shiftX / nx);
            sin[h] = -Math.sin(2 * Math.PI * h * shiftX / nx);
        }
        rows(team, (k, l, at) -> {
            double angle = -2 * Math.PI * (signed(k, ny) * shiftY / ny + signed(l, nz) * shiftZ / nz);
            double c = Math.cos(angle), s = Math.sin(angle);
            for (int h = 0; h < half; h++) {
                double pr = c * cos[h] - s * sin[h], pi = c * sin[h] + s * cos[h], re = f[at + 2 * h], im = f[at + 2 * h + 1];
                sum[at + 2 * h] += (float) (pr * re - pi * im);
                sum[at + 2 * h + 1] += (float) (pr * im + pi * re);
            }
        });
    }
}
