package ceres.refine.density;

import ceres.map.Grid;
import ceres.numerics.Fft3;
import ceres.numerics.Parallel;
import java.util.function.DoubleUnaryOperator;

/// How much each shell of resolution counts in the target: a map is strong at low resolution, and a plain correlation hears nothing else.
///
/// With Fo the map's coefficients and Fc the model's, and errors that are Gaussian in each shell, the likelihood is sum |Fo - D Fc|^2 / S, D
/// the regression of Fo on Fc, S the power that it leaves over ([ShellErrors]). What is left of it for the model to choose, sum D Fo Fc* / S,
/// is the product of two maps both filtered by w:
///
///     w^2 = D / S = FSC sqrt(Po / Pc) / (Po (1 - FSC^2))
///
/// in units of its value at s = 0, FSC between map and model inside the soft mask of the model, as the model stands. A model that fits only at
/// low resolution is refined at low resolution first.
///
/// Source: the likelihood of Yamashita2021 (its D and S by shell), written as a correlation.
public final class ShellWeights implements DoubleUnaryOperator {
    private final ShellErrors errors;
    private final double first;

    public ShellWeights(ShellErrors errors) {
        this.errors = errors;
        this.first = errors.certainty(0);
    }

    /// @param map the map, model its model map, both inside a soft mask
    static ShellWeights of(float[] map, float[] model, Grid grid, double dMin, Parallel team) {
        return new ShellWeights(ShellErrors.of(map, model, grid, dMin, team));
    }

    /// w at s^2, A^-2; 0 beyond the resolution.
    @Override
    public double applyAsDouble(double s2) { return Math.sqrt(errors.certainty(s2) / first); }

    /// The map with every coefficient times w.
    ///
    /// @param dMin the resolution
    float[] filter(float[] map, Grid grid, double dMin, Parallel team) {
        var fft = new Fft3(grid.nx(), grid.ny(), grid.nz());
        var sphere = new ResolutionSphere(grid, dMin);
        float[] f = new float[fft.spectrumLength()], out = new float[map.length];
        fft.forward(map, f, sphere.band(fft), team);
        team.each(grid.nz(), 1, (piece, from, to) -> {
            for (int l = from; l < to; l++) {
                sphere.clear(f, l);
                sphere.each(l, (at, s2) -> {
                    float w = (float) applyAsDouble(s2);
                    f[at] *= w;
                    f[at + 1] *= w;
                });
            }
        });
        fft.inverse(f, out, sphere.band(fft), null, team);
        return out;
    }
}
