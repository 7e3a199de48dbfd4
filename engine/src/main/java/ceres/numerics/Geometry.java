package ceres.numerics;

/// Distances, angles and dihedrals of points in one coordinate array, x of point i at 3i. Angles in radians.
public final class Geometry {
    private Geometry() {}

    public static double distance(double[] xyz, int i, int j) {
        double dx = xyz[3 * i] - xyz[3 * j], dy = xyz[3 * i + 1] - xyz[3 * j + 1], dz = xyz[3 * i + 2] - xyz[3 * j + 2];
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    /// Angle i-j-k, 0 to pi; NaN if two points coincide.
    public static double angle(double[] xyz, int i, int j, int k) {
        double ux = xyz[3 * i] - xyz[3 * j], uy = xyz[3 * i + 1] - xyz[3 * j + 1], uz = xyz[3 * i + 2] - xyz[3 * j + 2];
        double vx = xyz[3 * k] - xyz[3 * j], vy = xyz[3 * k + 1] - xyz[3 * j + 1], vz = xyz[3 * k + 2] - xyz[3 * j + 2];
        double norm = Math.sqrt((ux * ux + uy * uy + uz * uz) * (vx * vx + vy * vy + vz * vz));
        return Math.acos(Math.clamp((ux * vx + uy * vy + uz * vz) / norm, -1, 1));
    }

    /// Dihedral i-j-k-l, -pi to pi, IUPAC sign (clockwise positive, looking along j-k).
    public static double dihedral(double[] xyz, int i, int j, int k, int l) {
        return dihedral(xyz[3 * i], xyz[3 * i + 1], xyz[3 * i + 2], xyz[3 * j], xyz[3 * j + 1], xyz[3 * j + 2], xyz[3 * k],
                xyz[3 * k + 1], xyz[3 * k + 2], xyz[3 * l], xyz[3 * l + 1], xyz[3 * l + 2]);
    }

    /// Dihedral a-b-c-d of four points given by their coordinates.
    public static double dihedral(double ax, double ay, double az, double bx, double by, double bz, double cx, double cy,
            double cz, double dx, double dy, double dz) {
        double ux = bx - ax, uy = by - ay, uz = bz - az, vx = cx - bx, vy = cy - by, vz = cz - bz, wx = dx - cx, wy = dy - cy,
                wz = dz - cz;
        double nx = uy * vz - uz * vy, ny = uz * vx - ux * vz, nz = ux * vy - uy * vx;
        double mx = vy * wz - vz * wy, my = vz * wx - vx * wz, mz = vx * wy - vy * wx;
        double v = Math.sqrt(vx * vx + vy * vy + vz * vz);
        return Math.atan2(v * (ux * mx + uy * my + uz * mz), nx * mx + ny * my + nz * mz);
    }

    /// Dihedral in degrees.
    public static double dihedralDeg(double[] xyz, int i, int j, int k, int l) {
        return Math.toDegrees(dihedral(xyz, i, j, k, l));
    }
}
