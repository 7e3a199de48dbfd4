package ceres.numerics;

/// Eigenvalues and eigenvectors of a small symmetric matrix by Jacobi rotations: exact to rounding, also when eigenvalues coincide.
///
/// @param values ascending
/// @param vectors n x n, row k is the unit eigenvector of value k
public record SymmetricEigen(double[] values, double[] vectors) {
    private static final int MAX_SWEEPS = 50;

    /// @param matrix n x n row-major, symmetric; left as it is
    public static SymmetricEigen of(double[] matrix, int n) {
        double[] a = matrix.clone(), v = identity(n);
        for (int sweep = 0; sweep < MAX_SWEEPS && offDiagonal(a, n) > 0; sweep++)
            for (int p = 0; p < n; p++) for (int q = p + 1; q < n; q++) rotate(a, v, n, p, q);
        return sorted(a, v, n);
    }

    private static double[] identity(int n) {
        var v = new double[n * n];
        for (int i = 0; i < n; i++) v[i * n + i] = 1;
        return v;
    }

    private static double offDiagonal(double[] a, int n) {
        double sum = 0, diagonal = 0;
        for (int i = 0; i < n; i++) {
            diagonal += Math.abs(a[i * n + i]);
            for (int j = i + 1; j < n; j++) sum += Math.abs(a[i * n + j]);
        }
        return sum <= 1e-16 * diagonal ? 0 : sum;
    }

    private static void rotate(double[] a, double[] v, int n, int p, int q) {
        double apq = a[p * n + q];
        if (apq == 0) return;
        double theta = (a[q * n + q] - a[p * n + p]) / (2 * apq);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1), s = t * c;
        for (int k = 0; k < n; k++) {
            double kp = a[k * n + p], kq = a[k * n + q];
            a[k * n + p] = c * kp - s * kq;
            a[k * n + q] = s * kp + c * kq;
        }
        for (int k = 0; k < n; k++) {
            double pk = a[p * n + k], qk = a[q * n + k];
            a[p * n + k] = c * pk - s * qk;
            a[q * n + k] = s * pk + c * qk;
            double vp = v[p * n + k], vq = v[q * n + k];
            v[p * n + k] = c * vp - s * vq;
            v[q * n + k] = s * vp + c * vq;
        }
    }

    private static SymmetricEigen sorted(double[] a, double[] v, int n) {
        var order = new Integer[n];
        for (int i = 0; i < n; i++) order[i] = i;
        java.util.Arrays.sort(order, (i, j) -> Double.compare(a[i * n + i], a[j * n + j]));
        var values = new double[n];
        var vectors = new double[n * n];
        for (int k = 0; k < n; k++) {
            values[k] = a[order[k] * n + order[k]];
            System.arraycopy(v, order[k] * n, vectors, k * n, n);
        }
        return new SymmetricEigen(values, vectors);
    }

    /// The unit eigenvector of the k-th smallest value.
    public double[] vector(int k) {
        int n = values.length;
        return java.util.Arrays.copyOfRange(vectors, k * n, (k + 1) * n);
    }
}
