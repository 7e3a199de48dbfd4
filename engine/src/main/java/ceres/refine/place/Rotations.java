package ceres.refine.place;

/// Evenly spread rotations.
///
/// Source: super-Fibonacci spirals, Alexa2022.
final class Rotations {
    private static final double PHI = Math.sqrt(2), PSI = 1.533751168755204288118041;

    private Rotations() {}

    /// How many rotations leave no orientation further than about `step` from one of them, both in radians.
    static int countFor(double step) { return (int) Math.ceil(8 * Math.PI * Math.PI / (step * step * step)); }

    /// The i-th of n rotations, row-major 3 x 3.
    static double[] matrix(int i, int n) {
        double s = i + 0.5, r = Math.sqrt(s / n), big = Math.sqrt(1 - s / n), alpha = 2 * Math.PI * s / PHI,
                beta = 2 * Math.PI * s / PSI;
        return matrix(r * Math.sin(alpha), r * Math.cos(alpha), big * Math.sin(beta), big * Math.cos(beta));
    }

    private static double[] matrix(double x, double y, double z, double w) {
        return new double[]{1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y), 2 * (x * y + w * z),
            1 - 2 * (x * x + z * z), 2 * (y * z - w * x), 2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)};
    }

    /// The angle of a rotation, radians.
    static double angle(double[] m) { return Math.acos(Math.clamp((m[0] + m[4] + m[8] - 1) / 2, -1, 1)); }

    /// The angle between two rotations, radians.
    static double between(double[] a, double[] b) {
        double trace = 0;
        for (int k = 0; k < 9; k++) trace += a[k] * b[k];
        return Math.acos(Math.clamp((trace - 1) / 2, -1, 1));
    }
}
