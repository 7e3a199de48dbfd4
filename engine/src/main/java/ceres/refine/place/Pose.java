package ceres.refine.place;

/// A rigid move: r' = c + R (r - c) + t, R by the Gibbs vector a = n tan(angle/2) about the axis n.
///
/// R v = v + s (a x v + a x (a x v)) with s = 2 / (1 + a.a): rational, so its derivatives are short; no angle near 180 degrees is needed.
///
/// @param centre c, A
/// @param a Gibbs vector
/// @param t translation, A
record Pose(double[] centre, double[] a, double[] t) {
    static Pose identity(double[] centre) { return new Pose(centre, new double[3], new double[3]); }

    /// @param angle radians, less than pi
    static Pose of(double[] centre, double[] axis, double angle, double[] t) {
        double norm = Math.sqrt(axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2]);
        double f = norm == 0 ? 0 : Math.tan(angle / 2) / norm;
        return new Pose(centre, new double[]{f * axis[0], f * axis[1], f * axis[2]}, t.clone());
    }

    /// Row-major 3 x 3.
    double[] rotation() {
        double s = 2 / (1 + a[0] * a[0] + a[1] * a[1] + a[2] * a[2]), x = a[0], y = a[1], z = a[2];
        return new double[]{1 - s * (y * y + z * z), s * (x * y - z), s * (x * z + y), s * (x * y + z), 1 - s * (x * x + z * z),
            s * (y * z - x), s * (x * z - y), s * (y * z + x), 1 - s * (x * x + y * y)};
    }

    /// Writes the moved point to `out`.
    void move(double x, double y, double z, double[] rotation, double[] out) {
        double vx = x - centre[0], vy = y - centre[1], vz = z - centre[2];
        for (int d = 0; d < 3; d++)
            out[d] = centre[d] + t[d] + rotation[3 * d] * vx + rotation[3 * d + 1] * vy + rotation[3 * d + 2] * vz;
    }

    double[] applied(double[] xyz) {
        var moved = new double[xyz.length];
        double[] r = rotation(), p = new double[3];
        for (int i = 0; i < xyz.length; i += 3) {
            move(xyz[i], xyz[i + 1], xyz[i + 2], r, p);
            System.arraycopy(p, 0, moved, i, 3);
        }
        return moved;
    }

    /// Adds to `da` what the force g at the point r adds to the slope along the Gibbs vector: the derivative of g . R(a) v.
    void addTorque(double vx, double vy, double vz, double gx, double gy, double gz, double[] da, int at) {
        double x = a[0], y = a[1], z = a[2], aa = x * x + y * y + z * z, s = 2 / (1 + aa);
        double av = x * vx + y * vy + z * vz, ga = gx * x + gy * y + gz * z, gv = gx * vx + gy * vy + gz * vz;
        double cross = gx * (y * vz - z * vy) + gy * (z * vx - x * vz) + gz * (x * vy - y * vx);
        double gu = cross + ga * av - gv * aa;
        da[at] += s * (vy * gz - vz * gy + gx * av + vx * ga - 2 * x * gv) - s * s * x * gu;
        da[at + 1] += s * (vz * gx - vx * gz + gy * av + vy * ga - 2 * y * gv) - s * s * y * gu;
        da[at + 2] += s * (vx * gy - vy * gx + gz * av + vz * ga - 2 * z * gv) - s * s * z * gu;
    }
}
