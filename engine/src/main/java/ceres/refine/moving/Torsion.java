package ceres.refine.moving;

/// The torsion angle of four points and its slopes.
///
/// IUPAC sign: positive if, looking from j to k, l is clockwise of i. Radians, -pi to pi.
public final class Torsion {
    private Torsion() {}

    /// The angle i-j-k-l.
    public static double angle(double[] xyz, int i, int j, int k, int l) {
        double ax = xyz[3 * j] - xyz[3 * i], ay = xyz[3 * j + 1] - xyz[3 * i + 1], az = xyz[3 * j + 2] - xyz[3 * i + 2];
        double bx = xyz[3 * k] - xyz[3 * j], by = xyz[3 * k + 1] - xyz[3 * j + 1], bz = xyz[3 * k + 2] - xyz[3 * j + 2];
        double cx = xyz[3 * l] - xyz[3 * k], cy = xyz[3 * l + 1] - xyz[3 * k + 1], cz = xyz[3 * l + 2] - xyz[3 * k + 2];
        double mx = ay * bz - az * by, my = az * bx - ax * bz, mz = ax * by - ay * bx;
        double nx = by * cz - bz * cy, ny = bz * cx - bx * cz, nz = bx * cy - by * cx;
        double b = Math.sqrt(bx * bx + by * by + bz * bz);
        return Math.atan2(b * (ax * nx + ay * ny + az * nz), mx * nx + my * ny + mz * nz);
    }

    /// Adds `slope` times the gradient of the angle. Where three of the points are in a line there is no angle, and nothing is added.
    public static void addGradient(double[] xyz, int i, int j, int k, int l, double slope, double[] gradient) {
        double ax = xyz[3 * j] - xyz[3 * i], ay = xyz[3 * j + 1] - xyz[3 * i + 1], az = xyz[3 * j + 2] - xyz[3 * i + 2];
        double bx = xyz[3 * k] - xyz[3 * j], by = xyz[3 * k + 1] - xyz[3 * j + 1], bz = xyz[3 * k + 2] - xyz[3 * j + 2];
        double cx = xyz[3 * l] - xyz[3 * k], cy = xyz[3 * l + 1] - xyz[3 * k + 1], cz = xyz[3 * l + 2] - xyz[3 * k + 2];
        double mx = ay * bz - az * by, my = az * bx - ax * bz, mz = ax * by - ay * bx;
        double nx = by * cz - bz * cy, ny = bz * cx - bx * cz, nz = bx * cy - by * cx;
        double mm = mx * mx + my * my + mz * mz, nn = nx * nx + ny * ny + nz * nz, bb = bx * bx + by * by + bz * bz;
        if (mm < 1e-6 || nn < 1e-6 || bb < 1e-6) return;
        double b = Math.sqrt(bb), fi = -slope * b / mm, fl = slope * b / nn;
        double s = (ax * bx + ay * by + az * bz) / bb, t = (cx * bx + cy * by + cz * bz) / bb;
        add(gradient, i, fi * mx, fi * my, fi * mz);
        add(gradient, l, fl * nx, fl * ny, fl * nz);
        double si = -(1 + s) * fi, sl = t * fl, ti = s * fi, tl = -(1 + t) * fl;
        add(gradient, j, si * mx + sl * nx, si * my + sl * ny, si * mz + sl * nz);
        add(gradient, k, ti * mx + tl * nx, ti * my + tl * ny, ti * mz + tl * nz);
    }

    private static void add(double[] g, int a, double x, double y, double z) {
        g[3 * a] += x;
        g[3 * a + 1] += y;
        g[3 * a + 2] += z;
    }

    /// The difference of two angles, -pi to pi.
    public static double wrap(double d) { return d - 2 * Math.PI * Math.rint(d / (2 * Math.PI)); }
}
