package ceres.refine.density;

import java.util.function.DoubleUnaryOperator;

/// Scattering of all elements in terms of carbon's: f_e(s) ~ k_e f_C(s) exp(-dB_e s^2 / 4) up to d_min, so that one family of meshes serves
/// all. k and dB come from a least-squares line through ln(f_e / f_C) over s^2, weighted by s as shells fill up.
public final class ScatteringShape {
    /// Scattering factor of an element at s = 1/d, electrons' equivalent in A.
    @FunctionalInterface
    public interface Factor {
        double of(int element, double s2);
    }

    private static final int SHELLS = 32;
    private static final int ELEMENTS = 98;

    private final double[] factor;
    private final double[] shift;
    private final Factor scattering;
    private final DoubleUnaryOperator weight;
    /// f_C(0)
    private final double whole;

    public ScatteringShape(Factor scattering, double dMin) {
        this(scattering, new double[ELEMENTS + 1], new double[ELEMENTS + 1], s2 -> 1);
        for (int z = 0; z < factor.length; z++) fit(z, dMin);
    }

    private ScatteringShape(Factor scattering, double[] factor, double[] shift, DoubleUnaryOperator weight) {
        this.scattering = scattering;
        this.factor = factor;
        this.shift = shift;
        this.weight = weight;
        this.whole = scattering.of(6, 0);
    }

    /// The same with every frequency weighted.
    ///
    /// @param w of s^2, A^-2
    ScatteringShape weighted(DoubleUnaryOperator w) { return new ScatteringShape(scattering, factor, shift, w); }

    private void fit(int z, double dMin) {
        double w = 0, x = 0, y = 0, xx = 0, xy = 0;
        for (int k = 0; k < SHELLS; k++) {
            double s2 = (k + 0.5) / SHELLS / (dMin * dMin), ratio = scattering.of(z, s2) / scattering.of(6, s2),
                    weight = Math.sqrt(s2);
            if (!(ratio > 0)) continue;
            double t = -s2 / 4, v = Math.log(ratio);
            w += weight;
            x += weight * t;
            y += weight * v;
            xx += weight * t * t;
            xy += weight * t * v;
        }
        double spread = w * xx - x * x;
        shift[z] = spread > 0 ? (w * xy - x * y) / spread : 0;
        factor[z] = w > 0 ? Math.exp((y - shift[z] * x) / w) : 1;
    }

    /// k of the element, carbon being 1.
    double factor(int element) { return factor[element]; }

    /// dB of the element, A^2.
    double shift(int element) { return shift[element]; }

    /// f_C(s) / f_C(0), weighted.
    double carbon(double s2) { return weight.applyAsDouble(s2) * scattering.of(6, s2) / whole; }
}
