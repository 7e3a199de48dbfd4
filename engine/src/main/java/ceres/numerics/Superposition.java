package ceres.numerics;

/// The rotation and translation that bring one set of points onto another with the least sum of weighted squared distances.
///
/// r' = R r + t. The quaternion method: the rotation is the eigenvector of the largest eigenvalue of a symmetric 4 x 4 matrix of the
/// correlations between the sets, so it is always proper, also for planar and collinear sets.
/// Source: Horn1987, J. Opt. Soc. Am. A 4, 629.
///
/// @param rotation row-major 3 x 3
/// @param translation A
/// @param rmsd weighted root mean square distance after superposition, A
public record Superposition(double[] rotation, double[] translation, double rmsd) {

    /// @param moving 3n coordinates
    /// @param fixed 3n coordinates, same order
    public static Superposition of(double[] moving, double[] fixed) {
        var weights = new double[moving.length / 3];
        java.util.Arrays.fill(weights, 1);
        return of(moving, fixed, weights);
    }

    /// @param weight n weights, not negative, not all zero
    public static Superposition of(double[] moving, double[] fixed, double[] weight) {
        double[] cm = centroid(moving, weight), cf = centroid(fixed, weight);
        var s = new double[9];
        double square = 0, sum = 0;
        for (int p = 0; p < weight.length; p++) {
            double w = weight[p];
            sum += w;
            for (int a = 0; a < 3; a++) {
                double m = moving[3 * p + a] - cm[a], f = fixed[3 * p + a] - cf[a];
                square += w * (m * m + f * f);
                for (int b = 0; b < 3; b++) s[3 * a + b] += w * m * (fixed[3 * p + b] - cf[b]);
            }
        }
        double[] rotation = rotationOf(largestEigenvector(s));
        var translation = new double[3];
        double overlap = 0;
        for (int a = 0; a < 3; a++) {
            translation[a] = cf[a];
            for (int b = 0; b < 3; b++) {
                translation[a] -= rotation[3 * a + b] * cm[b];
                overlap += rotation[3 * a + b] * s[3 * b + a];
            }
        }
        return new Superposition(rotation, translation, Math.sqrt(Math.max(0, (square - 2 * overlap) / sum)));
    }

    private static double[] centroid(double[] xyz, double[] weight) {
        var c = new double[3];
        double sum = 0;
        for (int p = 0; p < weight.length; p++) {
            sum += weight[p];
            for (int a = 0; a < 3; a++) c[a] += weight[p] * xyz[3 * p + a];
        }
        if (!(sum > 0))
            throw new IllegalArgumentException("a superposition needs points of positive weight, got " + weight.length);
        for (int a = 0; a < 3; a++) c[a] /= sum;
        return c;
    }

    private static double[] largestEigenvector(double[] s) {
        double xx = s[0], xy = s[1], xz = s[2], yx = s[3], yy = s[4], yz = s[5], zx = s[6], zy = s[7], zz = s[8];
        double[] n = {xx + yy + zz, yz - zy, zx - xz, xy - yx, yz - zy, xx - yy - zz, xy + yx, zx + xz, zx - xz, xy + yx,
            yy - xx - zz, yz + zy,
            xy - yx, zx + xz, yz + zy, zz - xx - yy};
        var eigen = SymmetricEigen.of(n, 4);
        return eigen.vector(3);
    }

    private static double[] rotationOf(double[] q) {
        double w = q[0], x = q[1], y = q[2], z = q[3];
        return new double[]{w * w + x * x - y * y - z * z, 2 * (x * y - w * z), 2 * (x * z + w * y), 2 * (x * y + w * z),
            w * w - x * x + y * y - z * z,
            2 * (y * z - w * x), 2 * (x * z - w * y), 2 * (y * z + w * x), w * w - x * x - y * y + z * z};
    }

    /// Coordinates moved by this operation, a new array.
    public double[] apply(double[] xyz) {
        var out = new double[xyz.length];
        for (int p = 0; p < xyz.length; p += 3)
            for (int a = 0; a < 3; a++)
                out[p + a] = rotation[3 * a] * xyz[p] + rotation[3 * a + 1] * xyz[p + 1] + rotation[3 * a + 2] * xyz[p + 2]
                        + translation[a];
        return out;
    }

    /// Angle of the rotation, radians, 0 to pi.
    public double angle() { return Math.acos(Math.clamp((rotation[0] + rotation[4] + rotation[8] - 1) / 2, -1, 1)); }
}
