package ceres.refine.quality;

/// Where the C-beta of a residue belongs by its backbone, and how far off it is.
///
/// Source: Lovell2003; the two constructions (about CA from N and from C) are averaged and the length restored.
final class CBeta {
    /// length (A), angle C-CA-CB, dihedral N-C-CA-CB, angle N-CA-CB, dihedral C-N-CA-CB (degrees)
    private static final double[] ALANINE = {1.536, 110.1, 122.9, 110.6, -122.6}, PROLINE = {1.530, 112.2, 115.1, 103.0, -120.7},
            BRANCHED = {1.540, 109.1, 123.4, 111.5, -122.0}, OTHER = {1.530, 110.1, 122.8, 110.5, -122.6};

    private CBeta() {}

    /// Distance of atom `beta` from its ideal place, A.
    static double deviation(String residue, double[] xyz, int n, int alpha, int c, int beta) {
        double[] g = switch (residue) {
            case "ALA" -> ALANINE;
            case "PRO" -> PROLINE;
            case "VAL", "THR", "ILE" -> BRANCHED;
            default -> OTHER;
        };
        double[] p = place(xyz, n, c, alpha, g[0], g[1], g[2]), q = place(xyz, c, n, alpha, g[0], g[3], g[4]);
        double x = (p[0] + q[0]) / 2, y = (p[1] + q[1]) / 2, z = (p[2] + q[2]) / 2, r = g[0] / Math.sqrt(x * x + y * y + z * z);
        double dx = xyz[3 * alpha] + r * x - xyz[3 * beta], dy = xyz[3 * alpha + 1] + r * y - xyz[3 * beta + 1],
                dz = xyz[3 * alpha + 2] + r * z - xyz[3 * beta + 2];
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    /// The vector from `o` to a point at that distance, with angle j-o-point and dihedral i-j-o-point.
    private static double[] place(double[] xyz, int i, int j, int o, double length, double angleDeg, double dihedralDeg) {
        double bx = xyz[3 * o] - xyz[3 * j], by = xyz[3 * o + 1] - xyz[3 * j + 1], bz = xyz[3 * o + 2] - xyz[3 * j + 2];
        double ax = xyz[3 * j] - xyz[3 * i], ay = xyz[3 * j + 1] - xyz[3 * i + 1], az = xyz[3 * j + 2] - xyz[3 * i + 2];
        double b = Math.sqrt(bx * bx + by * by + bz * bz);
        bx /= b;
        by /= b;
        bz /= b;
        double nx = ay * bz - az * by, ny = az * bx - ax * bz, nz = ax * by - ay * bx, n = Math.sqrt(nx * nx + ny * ny + nz * nz);
        nx /= n;
        ny /= n;
        nz /= n;
        double mx = ny * bz - nz * by, my = nz * bx - nx * bz, mz = nx * by - ny * bx;
        double angle = Math.toRadians(angleDeg), dihedral = Math.toRadians(dihedralDeg);
        double u = -length * Math.cos(angle), v = length * Math.sin(angle) * Math.cos(dihedral),
                w = length * Math.sin(angle) * Math.sin(dihedral);
        return new double[]{u * bx + v * mx + w * nx, u * by + v * my + w * ny, u * bz + v * mz + w * nz};
    }
}
