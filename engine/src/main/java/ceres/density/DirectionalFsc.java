package ceres.density;

import ceres.map.Grid;
import ceres.numerics.Parallel;
import java.util.Arrays;
import java.util.OptionalDouble;

/// How resolution depends on direction: Fourier shell correlation inside cones of 20 degrees, in fifty directions.
///
/// Source: Tan2017.
///
/// @param resolutions at FSC 0.143 in each direction where the curve falls so far, A
public record DirectionalFsc(double[] resolutions) {
    private static final int DIRECTIONS = 50, BLOCKS = 4;
    private static final double COS_CONE = Math.cos(Math.toRadians(20)), CUTOFF = 0.143;

    /// @param f,g spectra of the half-maps in the layout of [ceres.numerics.Fft3]
    /// @param finest coefficients finer than this are left out, A
    public static DirectionalFsc of(Grid grid, float[] f, float[] g, double finest, Parallel team) {
        var modes = new Modes(grid);
        double edge = Math.max(grid.cell().a(), Math.max(grid.cell().b(), grid.cell().c()));
        int shells = (int) (edge / finest) + 1, block = (grid.nz() + BLOCKS - 1) / BLOCKS;
        double[] direction = directions();
        var partial = new double[Parallel.pieces(grid.nz(), block)][];
        team.each(grid.nz(), block, (piece, from, to) -> {
            var sums = new double[DIRECTIONS * shells * 3];
            for (int l = from; l < to; l++)
                for (int k = 0; k < grid.ny(); k++) row(grid, modes, k, l, f, g, direction, edge, shells, sums);
            partial[piece] = sums;
        });
        for (int p = 1; p < partial.length; p++) for (int i = 0; i < partial[0].length; i++) partial[0][i] += partial[p][i];
        var found = new double[DIRECTIONS];
        int n = 0;
        for (int d = 0; d < DIRECTIONS; d++) {
            var at = resolution(partial[0], 3 * d * shells, shells, edge);
            if (at.isPresent()) found[n++] = at.getAsDouble();
        }
        return new DirectionalFsc(Arrays.copyOf(found, n));
    }

    private static void row(Grid grid, Modes modes, int k, int l, float[] f, float[] g, double[] direction, double edge,
            int shells,
            double[] sums) {
        if (Modes.atLimit(k, grid.ny()) || Modes.atLimit(l, grid.nz())) return;
        int at = 2 * (l * grid.ny() + k) * modes.half();
        double y = Modes.signed(k, grid.ny()) / grid.cell().b(), z = Modes.signed(l, grid.nz()) / grid.cell().c();
        for (int h = 0; h < modes.half() && !Modes.atLimit(h, grid.nx()); h++) {
            double x = h / grid.cell().a(), s = Math.sqrt(x * x + y * y + z * z);
            int shell = (int) Math.round(s * edge);
            if (shell >= shells || shell == 0) continue;
            double fr = f[at + 2 * h], fi = f[at + 2 * h + 1], gr = g[at + 2 * h], gi = g[at + 2 * h + 1];
            for (int d = 0; d < DIRECTIONS; d++) {
                double cos = Math.abs(x * direction[3 * d] + y * direction[3 * d + 1] + z * direction[3 * d + 2]);
                if (cos < COS_CONE * s) continue;
                int sum = 3 * (d * shells + shell);
                sums[sum] += fr * gr + fi * gi;
                sums[sum + 1] += fr * fr + fi * fi;
                sums[sum + 2] += gr * gr + gi * gi;
            }
        }
    }

    private static OptionalDouble resolution(double[] sums, int from, int shells, double edge) {
        double before = 1;
        int last = 0;
        for (int i = 1; i < shells; i++) {
            double norm = Math.sqrt(sums[from + 3 * i + 1] * sums[from + 3 * i + 2]);
            if (!(norm > 0)) continue;
            double fsc = sums[from + 3 * i] / norm;
            if (fsc < CUTOFF) return OptionalDouble.of(edge / (last + (i - last) * (before - CUTOFF) / (before - fsc)));
            before = fsc;
            last = i;
        }
        return OptionalDouble.empty();
    }

    /// Unit vectors spread over half a sphere.
    private static double[] directions() {
        var v = new double[3 * DIRECTIONS];
        double turn = Math.PI * (3 - Math.sqrt(5));
        for (int d = 0; d < DIRECTIONS; d++) {
            double z = (d + 0.5) / DIRECTIONS, ring = Math.sqrt(1 - z * z);
            v[3 * d] = ring * Math.cos(turn * d);
            v[3 * d + 1] = ring * Math.sin(turn * d);
            v[3 * d + 2] = z;
        }
        return v;
    }

    public double best() { return Arrays.stream(resolutions).min().orElse(Double.NaN); }

    public double worst() { return Arrays.stream(resolutions).max().orElse(Double.NaN); }

    public double mean() { return Arrays.stream(resolutions).average().orElse(Double.NaN); }
}
