package ceres.numerics;

/// Distances, angles, torsions and volumes of points in one coordinate array, x of point i at 3i. A and radians; the torsion's sign is
/// IUPAC's (clockwise positive, looking along the bond j-k).
public final class Geometry {
    private Geometry() {}

    public static double distance(double[] xyz, int i, int j) {
        double dx = xyz[3 * i] - xyz[3 * j], dy = xyz[3 * i + 1] - xyz[3 * j + 1], dz = xyz[3 * i + 2] - xyz[3 * j + 2];
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    /// Angle i-j-k at j, 0 to pi; 0 if two of the atoms coincide.
    public static double angle(double[] xyz, int i, int j, int k) {
        double ax = xyz[3 * i] - xyz[3 * j], ay = xyz[3 * i + 1] - xyz[3 * j + 1], az = xyz[3 * i + 2] - xyz[3 * j + 2];
        double bx = xyz[3 * k] - xyz[3 * j], by = xyz[3 * k + 1] - xyz[3 * j + 1], bz = xyz[3 * k + 2] - xyz[3 * j + 2];
        double cx = ay * bz - az * by, cy = az * bx - ax * bz, cz = ax * by - ay * bx;
        return Math.atan2(Math.sqrt(cx * cx + cy * cy + cz * cz), ax * bx + ay * by + az * bz);
    }

    /// Torsion i-j-k-l, -pi to pi; 0 where it is not defined.
    public static double torsion(double[] xyz, int i, int j, int k, int l) {
        return torsion(xyz[3 * i], xyz[3 * i + 1], xyz[3 * i + 2], xyz[3 * j], xyz[3 * j + 1], xyz[3 * j + 2], xyz[3 * k],
                xyz[3 * k + 1], xyz[3 * k + 2], xyz[3 * l], xyz[3 * l + 1], xyz[3 * l + 2]);
    }

    /// Torsion a-b-c-d of four points given by their coordinates.
    public static double torsion(double ax, double ay, double az, double bx, double by, double bz, double cx, double cy,
            double cz, double dx, double dy, double dz) {
        double ux = bx - ax, uy = by - ay, uz = bz - az, vx = cx - bx, vy = cy - by, vz = cz - bz, wx = dx - cx, wy = dy - cy,
                wz = dz - cz;
        double nx = uy * vz - uz * vy, ny = uz * vx - ux * vz, nz = ux * vy - uy * vx;
        double mx = vy * wz - vz * wy, my = vz * wx - vx * wz, mz = vx * wy - vy * wx;
        double v = Math.sqrt(vx * vx + vy * vy + vz * vz);
        return Math.atan2(v * (ux * mx + uy * my + uz * mz), nx * mx + ny * my + nz * mz);
    }

    /// Torsion i-j-k-l in degrees.
    public static double torsionDeg(double[] xyz, int i, int j, int k, int l) { return Math.toDegrees(torsion(xyz, i, j, k, l)); }

    /// (a - c) . ((b - c) x (d - c)), A^3.
    public static double volume(double[] xyz, int c, int a, int b, int d) {
        double ax = xyz[3 * a] - xyz[3 * c], ay = xyz[3 * a + 1] - xyz[3 * c + 1], az = xyz[3 * a + 2] - xyz[3 * c + 2];
        double bx = xyz[3 * b] - xyz[3 * c], by = xyz[3 * b + 1] - xyz[3 * c + 1], bz = xyz[3 * b + 2] - xyz[3 * c + 2];
        double dx = xyz[3 * d] - xyz[3 * c], dy = xyz[3 * d + 1] - xyz[3 * c + 1], dz = xyz[3 * d + 2] - xyz[3 * c + 2];
        return ax * (by * dz - bz * dy) + ay * (bz * dx - bx * dz) + az * (bx * dy - by * dx);
    }

    /// An angle brought into (-pi, pi].
    public static double wrap(double angle) {
        double w = angle - 2 * Math.PI * Math.rint(angle / (2 * Math.PI));
        return w <= -Math.PI ? w + 2 * Math.PI : w;
    }

    /// The torsion of two points that stand off a bent line a-b-c: p, its foot on a-b, the foot of q on b-c, q. Of C-alphas and carbonyl
    /// oxygens this is CaBLAM's nu.
    public static double torsionAcross(double[] xyz, int p, int a, int b, int c, int q) {
        double[] f = foot(xyz, p, a, b), g = foot(xyz, q, b, c);
        return torsion(xyz[3 * p], xyz[3 * p + 1], xyz[3 * p + 2], f[0], f[1], f[2], g[0], g[1], g[2], xyz[3 * q],
                xyz[3 * q + 1], xyz[3 * q + 2]);
    }

    private static double[] foot(double[] xyz, int p, int a, int b) {
        double along = 0, length2 = 0;
        for (int k = 0; k < 3; k++) {
            double d = xyz[3 * b + k] - xyz[3 * a + k];
            along += d * (xyz[3 * p + k] - xyz[3 * a + k]);
            length2 += d * d;
        }
        var foot = new double[3];
        for (int k = 0; k < 3; k++) foot[k] = xyz[3 * a + k] + along / length2 * (xyz[3 * b + k] - xyz[3 * a + k]);
        return foot;
    }
}
