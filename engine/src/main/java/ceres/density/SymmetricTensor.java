package ceres.density;

import ceres.numerics.SymmetricEigen;

/// Symmetric 3 x 3 matrices as six numbers: 11 22 33 12 13 23.
final class SymmetricTensor {
    private SymmetricTensor() {}

    static double determinant(double[] m) {
        return m[0] * (m[1] * m[2] - m[5] * m[5]) - m[3] * (m[3] * m[2] - m[5] * m[4]) + m[4] * (m[3] * m[5] - m[1] * m[4]);
    }

    static double[] inverse(double[] m) {
        double d = determinant(m);
        return new double[]{(m[1] * m[2] - m[5] * m[5]) / d, (m[0] * m[2] - m[4] * m[4]) / d, (m[0] * m[1] - m[3] * m[3]) / d,
            (m[4] * m[5] - m[3] * m[2]) / d, (m[3] * m[5] - m[4] * m[1]) / d, (m[3] * m[4] - m[0] * m[5]) / d};
    }

    /// x^T M x.
    static double form(double[] m, double x, double y, double z) {
        return m[0] * x * x + m[1] * y * y + m[2] * z * z + 2 * (m[3] * x * y + m[4] * x * z + m[5] * y * z);
    }

    static double smallestEigenvalue(double[] m) { return eigenvalues(m)[0]; }

    static double largestEigenvalue(double[] m) { return eigenvalues(m)[2]; }

    private static double[] eigenvalues(double[] m) {
        return SymmetricEigen.of(new double[]{m[0], m[3], m[4], m[3], m[1], m[5], m[4], m[5], m[2]}, 3).values();
    }
}
