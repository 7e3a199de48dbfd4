package ceres.model;

/// Distances, angles, torsions and volumes of atoms in a coordinate column. A and radians; angle conventions of IUPAC.
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

    /// Torsion i-j-k-l, -pi to pi, clockwise positive looking from j to k; 0 where it is not defined.
    public static double torsion(double[] xyz, int i, int j, int k, int l) {
        double ax = xyz[3 * j] - xyz[3 * i], ay = xyz[3 * j + 1] - xyz[3 * i + 1], az = xyz[3 * j + 2] - xyz[3 * i + 2];
        double bx = xyz[3 * k] - xyz[3 * j], by = xyz[3 * k + 1] - xyz[3 * j + 1], bz = xyz[3 * k + 2] - xyz[3 * j + 2];
        double cx = xyz[3 * l] - xyz[3 * k], cy = xyz[3 * l + 1] - xyz[3 * k + 1], cz = xyz[3 * l + 2] - xyz[3 * k + 2];
        double mx = ay * bz - az * by, my = az * bx - ax * bz, mz = ax * by - ay * bx;
        double nx = by * cz - bz * cy, ny = bz * cx - bx * cz, nz = bx * cy - by * cx;
        double length = Math.sqrt(bx * bx + by * by + bz * bz);
        return Math.atan2(length * (ax * nx + ay * ny + az * nz), mx * nx + my * ny + mz * nz);
    }

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
}
