package ceres.refine.density;

import ceres.map.Grid;
import ceres.numerics.Fft3;
import ceres.numerics.Parallel;
import java.util.function.DoubleUnaryOperator;

/// How much each shell of resolution counts in the target: a map is strong at low resolution, and a plain correlation hears nothing else.
///
/// With Fo the map's coefficients and Fc the model's, and errors that are Gaussian in each shell, the likelihood is sum |Fo - D Fc|^2 / S, D
/// the regression of Fo on Fc, S the power that it leaves over. What is left of it for the model to choose, sum D Fo Fc* / S, is the
/// product of two maps both filtered by w:
///
///     w^2 = D / S = FSC sqrt(Po / Pc) / (Po (1 - FSC^2))
///
/// FSC between map and model inside the soft mask of the model, as the model stands; P the mean powers. A model that fits only at low
/// resolution is refined at low resolution first.
///
/// Source: the likelihood of Yamashita2021 (its D and S by shell), written as a correlation.
public final class ShellWeights implements DoubleUnaryOperator {
    private static final int SHELLS = 24;
    private static final double LEAST_FSC = 0.05, MOST_FSC = 0.97;

    private final double limit;
    /// ln w at the middles of shells of equal width in s^2
    private final double[] ln = new double[SHELLS];

    /// @param map the map, model its model map, both inside a soft mask
    public static ShellWeights of(float[] map, float[] model, Grid grid, double dMin, Parallel team) {
        var fft = new Fft3(grid.nx(), grid.ny(), grid.nz());
        float[] f = new float[fft.spectrumLength()], g = f.clone();
        fft.forward(map, f, team);
        fft.forward(model, g, team);
        return new ShellWeights(f, g, grid, dMin);
    }

    private ShellWeights(float[] f, float[] g, Grid grid, double dMin) {
        this.limit = 1 / (dMin * dMin);
        double[] ff = new double[SHELLS], gg = new double[SHELLS], fg = new double[SHELLS], n = new double[SHELLS];
        each(grid, (at, s2) -> {
            if (s2 >= limit || s2 == 0) return;
            int k = (int) (s2 / limit * SHELLS);
            ff[k] += f[at] * f[at] + f[at + 1] * f[at + 1];
            gg[k] += g[at] * g[at] + g[at + 1] * g[at + 1];
            fg[k] += f[at] * g[at] + f[at + 1] * g[at + 1];
            n[k]++;
        });
        for (int k = 0; k < SHELLS; k++) {
            double fsc = ff[k] * gg[k] > 0 ? Math.clamp(fg[k] / Math.sqrt(ff[k] * gg[k]), LEAST_FSC, MOST_FSC) : 0;
            ln[k] = fsc == 0
                    ? k == 0 ? 0 : ln[k - 1]
                    : 0.5 * Math.log(fsc * Math.sqrt(ff[k] / gg[k]) / (ff[k] / n[k] * (1 - fsc * fsc)));
        }
        for (int k = SHELLS - 1; k >= 0; k--) ln[k] -= ln[0];
    }

    @FunctionalInterface
    private interface Visit {
        void at(int index, double s2);
    }

    private static void each(Grid g, Visit visit) {
        int half = g.nx() / 2 + 1;
        for (int l = 0; l < g.nz(); l++)
            for (int k = 0; k < g.ny(); k++)
                for (int h = 0; h < half; h++) {
                    double sx = h / g.cell().a(), sy = (k <= g.ny() / 2 ? k : k - g.ny()) / g.cell().b(),
                            sz = (l <= g.nz() / 2 ? l : l - g.nz()) / g.cell().c();
                    visit.at(2 * ((l * g.ny() + k) * half + h), sx * sx + sy * sy + sz * sz);
                }
    }

    /// w at s^2, A^-2; 0 beyond the resolution.
    @Override
    public double applyAsDouble(double s2) {
        if (s2 > limit) return 0;
        double u = Math.clamp(s2 / limit * SHELLS - 0.5, 0, SHELLS - 1);
        int k = Math.min((int) u, SHELLS - 2);
        return Math.exp(ln[k] + (u - k) * (ln[k + 1] - ln[k]));
    }

    /// The map with every coefficient times w.
    float[] filter(float[] map, Grid grid, Parallel team) {
        var fft = new Fft3(grid.nx(), grid.ny(), grid.nz());
        float[] f = new float[fft.spectrumLength()], out = new float[map.length];
        fft.forward(map, f, team);
        each(grid, (at, s2) -> {
            float w = (float) applyAsDouble(s2);
            f[at] *= w;
            f[at + 1] *= w;
        });
        fft.inverse(f, out, team);
        return out;
    }
}
