package ceres.density;

import ceres.chem.Element;
import ceres.chem.ElectronScattering;

/// How large an atom looks in a map of limited resolution: the radius that local correlations are taken over.
///
/// Source: Afonine2018b (implementation): twice the radius of the first inflection of a carbon atom's truncated density.
public final class AtomImage {
    private static final double SMALLEST = 3, LARGEST = 10, STEP = 0.1, FARTHEST = 15;
    private static final int INTERVALS = 400;

    private AtomImage() {}

    /// The resolution or the radius of the image of an average atom, whichever is larger, between 3 and 10 A.
    ///
    /// @param resolution A
    /// @param meanB of the model, A^2
    public static double radius(double resolution, double meanB) {
        return Math.clamp(Math.max(resolution, radiusOfImage(resolution, meanB)), SMALLEST, LARGEST);
    }

    private static double radiusOfImage(double resolution, double meanB) {
        int n = (int) (Math.max(FARTHEST, resolution) / STEP);
        var rho = new double[n];
        for (int i = 0; i < n; i++) rho[i] = density(i * STEP, resolution, meanB);
        for (int i = 2; i + 1 < n; i++) {
            double before = rho[i] - 2 * rho[i - 1] + rho[i - 2], here = rho[i + 1] - 2 * rho[i] + rho[i - 1];
            if (before < 0 && here >= 0 || before > 0 && here <= 0) return (2 * i - 1) * STEP; // between the two
        }
        return 0;
    }

    /// The density of a carbon atom at distance r when only coefficients up to 1/d are there; Simpson's rule.
    private static double density(double r, double d, double b) {
        double h = 1 / d / INTERVALS, sum = 0;
        for (int i = 0; i <= INTERVALS; i++) {
            double s = i * h, x = 2 * Math.PI * s * r;
            double wave = x < 1e-9 ? 1 : Math.sin(x) / x;
            double f = 4 * Math.PI * s * s * ElectronScattering.at(Element.C.number(), s * s) * Math.exp(-b * s * s / 4) * wave;
            sum += f * (i == 0 || i == INTERVALS ? 1 : i % 2 == 1 ? 4 : 2);
        }
        return sum * h / 3;
    }
}
