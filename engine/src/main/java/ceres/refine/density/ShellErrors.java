package ceres.refine.density;

import ceres.map.Grid;
import ceres.numerics.Fft3;
import ceres.numerics.Parallel;

/// What a model explains of a map and what it leaves over, by shells of resolution.
///
/// Fo the map's coefficients, Fc the model's, FSC their correlation in a shell, P the mean powers: D = FSC sqrt(Po / Pc) is the regression
/// of Fo on Fc, S = Po (1 - FSC^2) the power that it leaves over, noise and errors of the model together. FSC is taken as no less than 0.05
/// and no more than 0.97. Between the middles of shells of equal width in s^2 both are interpolated in their logarithms.
///
/// Source: the likelihood of Yamashita2021 (its D and S by shell).
public final class ShellErrors {
    private static final int SHELLS = 24;
    private static final double LEAST_FSC = 0.05, MOST_FSC = 0.97;

    private final double limit;
    private final double[] lnD = new double[SHELLS], lnS = new double[SHELLS];

    /// @param map the map, model its model map, both as they are
    public static ShellErrors of(float[] map, float[] model, Grid grid, double dMin, Parallel team) {
        return of(map, model, 1, grid, dMin, team);
    }

    /// Measured in a mask, S scaled to what would be left over in the whole box if it were everywhere as in the mask: of white noise, a mask
    /// lets through its mean square.
    ///
    /// @param map the map, model its model map
    /// @param mask from 0 to 1
    public static ShellErrors within(float[] mask, float[] map, float[] model, Grid grid, double dMin, Parallel team) {
        float[] f = map.clone(), g = model.clone();
        double square = 0;
        for (int v = 0; v < mask.length; v++) {
            f[v] *= mask[v];
            g[v] *= mask[v];
            square += mask[v] * mask[v];
        }
        return of(f, g, square / mask.length, grid, dMin, team);
    }

    private static ShellErrors of(float[] map, float[] model, double share, Grid grid, double dMin, Parallel team) {
        var fft = new Fft3(grid.nx(), grid.ny(), grid.nz());
        var sphere = new ResolutionSphere(grid, dMin);
        float[] f = new float[fft.spectrumLength()], g = f.clone();
        fft.forward(map, f, sphere.band(fft), team);
        fft.forward(model, g, sphere.band(fft), team);
        return new ShellErrors(f, g, sphere, grid.nz(), dMin, share);
    }

    private ShellErrors(float[] f, float[] g, ResolutionSphere sphere, int planes, double dMin, double share) {
        this.limit = 1 / (dMin * dMin);
        double[] ff = new double[SHELLS], gg = new double[SHELLS], fg = new double[SHELLS], n = new double[SHELLS];
        for (int l = 0; l < planes; l++)
            sphere.each(l, (at, s2) -> {
                if (s2 >= limit || s2 == 0) return;
                int k = (int) (s2 / limit * SHELLS);
                ff[k] += f[at] * f[at] + f[at + 1] * f[at + 1];
                gg[k] += g[at] * g[at] + g[at + 1] * g[at + 1];
                fg[k] += f[at] * g[at] + f[at + 1] * g[at + 1];
                n[k]++;
            });
        for (int k = 0; k < SHELLS; k++) {
            boolean any = ff[k] * gg[k] > 0;
            double fsc = any ? Math.clamp(fg[k] / Math.sqrt(ff[k] * gg[k]), LEAST_FSC, MOST_FSC) : 0;
            lnD[k] = any ? Math.log(fsc * Math.sqrt(ff[k] / gg[k])) : k == 0 ? 0 : lnD[k - 1];
            lnS[k] = any ? Math.log(ff[k] / n[k] * (1 - fsc * fsc) / share) : k == 0 ? 0 : lnS[k - 1];
        }
    }

    /// D at s^2, A^-2.
    double scale(double s2) { return Math.exp(between(lnD, s2)); }

    /// D / S at s^2, A^-2; 0 beyond the resolution.
    double certainty(double s2) { return s2 > limit ? 0 : Math.exp(between(lnD, s2) - between(lnS, s2)); }

    private double between(double[] ln, double s2) {
        double u = Math.clamp(s2 / limit * SHELLS - 0.5, 0, SHELLS - 1);
        int k = Math.min((int) u, SHELLS - 2);
        return ln[k] + (u - k) * (ln[k + 1] - ln[k]);
    }
}
