package ceres.restraint;

/// The principal axes of a weighted group of atoms: eigenvalues and eigenvectors of S = sum w q q^T, q = r - centroid.
///
/// A scratch object for one thread: [#of] and [#normal] overwrite it. All axes come by Jacobi rotations, exact to rounding, also for flat
/// and collinear groups. The normal alone is cheaper: the least root of the characteristic polynomial by Newton steps from zero (it is
/// convex below that root, so they cannot overshoot; two or three suffice for a nearly flat group), then the largest cross
/// product of two rows of S - l I. Where that is nearly zero there is no single normal, and the rotations decide.
final class Moments {
    final double[] centroid = new double[3];
    final double[] values = new double[3];
    /// Row k is the unit eigenvector of value k; values ascend, so row 0 is the normal of the plane.
    final double[] vectors = new double[9];
    private final double[] s = new double[9];

    /// All axes of the atoms `atom[from]` to `atom[to - 1]` with weights 1/sigma^2.
    ///
    /// @param sigma null for weights of one
    void of(double[] xyz, int[] atom, double @org.jspecify.annotations.Nullable [] sigma, int from, int to) {
        gather(xyz, atom, sigma, from, to);
        diagonalise();
    }

    /// Centroid and normal (row 0 of [#vectors]) only; the other axes are left undefined.
    void normal(double[] xyz, int[] atom, double @org.jspecify.annotations.Nullable [] sigma, int from, int to) {
        gather(xyz, atom, sigma, from, to);
        if (!closedForm()) diagonalise();
    }

    private boolean closedForm() {
        double a = s[0], b = s[4], c = s[8], d = s[5], e = s[2], f = s[1], trace = a + b + c;
        double minors = a * b - f * f + a * c - e * e + b * c - d * d;
        double determinant = a * (b * c - d * d) - f * (f * c - d * e) + e * (f * d - b * e);
        double least = 0;
        for (int step = 0; step < 20; step++) {
            double value = determinant + least * (-minors + least * (trace - least));
            double slope = -minors + least * (2 * trace - 3 * least);
            if (!(slope < 0)) return false;
            double change = value / slope;
            least -= change;
            if (Math.abs(change) <= 1e-15 * trace) break;
        }
        double p = a - least, q = b - least, r = c - least;
        double x0 = f * d - e * q, y0 = e * f - p * d, z0 = p * q - f * f, n0 = x0 * x0 + y0 * y0 + z0 * z0;
        double x1 = f * r - e * d, y1 = e * e - p * r, z1 = p * d - f * e, n1 = x1 * x1 + y1 * y1 + z1 * z1;
        double x2 = q * r - d * d, y2 = d * e - f * r, z2 = f * d - q * e, n2 = x2 * x2 + y2 * y2 + z2 * z2;
        double most = Math.max(n0, Math.max(n1, n2));
        if (!(most > 1e-10 * trace * trace * trace * trace)) return false;
        double length = Math.sqrt(most);
        vectors[0] = (most == n0 ? x0 : most == n1 ? x1 : x2) / length;
        vectors[1] = (most == n0 ? y0 : most == n1 ? y1 : y2) / length;
        vectors[2] = (most == n0 ? z0 : most == n1 ? z1 : z2) / length;
        return true;
    }

    private void gather(double[] xyz, int[] atom, double @org.jspecify.annotations.Nullable [] sigma, int from, int to) {
        double x = 0, y = 0, z = 0, sum = 0;
        for (int p = from; p < to; p++) {
            double w = weight(sigma, p);
            int a = 3 * atom[p];
            x += w * xyz[a];
            y += w * xyz[a + 1];
            z += w * xyz[a + 2];
            sum += w;
        }
        centroid[0] = x /= sum;
        centroid[1] = y /= sum;
        centroid[2] = z /= sum;
        double xx = 0, xy = 0, xz = 0, yy = 0, yz = 0, zz = 0;
        for (int p = from; p < to; p++) {
            double w = weight(sigma, p);
            int a = 3 * atom[p];
            double qx = xyz[a] - x, qy = xyz[a + 1] - y, qz = xyz[a + 2] - z;
            xx += w * qx * qx;
            xy += w * qx * qy;
            xz += w * qx * qz;
            yy += w * qy * qy;
            yz += w * qy * qz;
            zz += w * qz * qz;
        }
        s[0] = xx;
        s[1] = s[3] = xy;
        s[2] = s[6] = xz;
        s[4] = yy;
        s[5] = s[7] = yz;
        s[8] = zz;
    }

    static double weight(double @org.jspecify.annotations.Nullable [] sigma, int p) {
        return sigma == null ? 1 : 1 / (sigma[p] * sigma[p]);
    }

    private void diagonalise() {
        java.util.Arrays.fill(vectors, 0);
        vectors[0] = vectors[4] = vectors[8] = 1;
        for (int sweep = 0; sweep < 30; sweep++) {
            double off = Math.abs(s[1]) + Math.abs(s[2]) + Math.abs(s[5]);
            if (off <= 1e-17 * (s[0] + s[4] + s[8])) break;
            rotate(0, 1, 2);
            rotate(0, 2, 1);
            rotate(1, 2, 0);
        }
        for (int k = 0; k < 3; k++) values[k] = s[4 * k];
        order(0, 1);
        order(1, 2);
        order(0, 1);
    }

    private void rotate(int p, int q, int r) {
        double apq = s[3 * p + q];
        if (apq == 0) return;
        double theta = (s[4 * q] - s[4 * p]) / (2 * apq),
                t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1), n = t * c;
        s[4 * p] -= t * apq;
        s[4 * q] += t * apq;
        s[3 * p + q] = s[3 * q + p] = 0;
        double rp = s[3 * r + p], rq = s[3 * r + q];
        s[3 * r + p] = s[3 * p + r] = c * rp - n * rq;
        s[3 * r + q] = s[3 * q + r] = n * rp + c * rq;
        for (int k = 0; k < 3; k++) {
            double vp = vectors[3 * p + k], vq = vectors[3 * q + k];
            vectors[3 * p + k] = c * vp - n * vq;
            vectors[3 * q + k] = n * vp + c * vq;
        }
    }

    private void order(int a, int b) {
        if (values[a] <= values[b]) return;
        double t = values[a];
        values[a] = values[b];
        values[b] = t;
        for (int k = 0; k < 3; k++) {
            double v = vectors[3 * a + k];
            vectors[3 * a + k] = vectors[3 * b + k];
            vectors[3 * b + k] = v;
        }
    }
}
