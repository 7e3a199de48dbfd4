package ceres.refine.moving;

/// Turning atoms about lines.
public final class Rotation {
    private Rotation() {}

    /// Turns atoms about the line from atom b to atom c, by `angle` radians, right-handed.
    public static void about(double[] xyz, int b, int c, double angle, int[] atoms) {
        double ux = xyz[3 * c] - xyz[3 * b], uy = xyz[3 * c + 1] - xyz[3 * b + 1], uz = xyz[3 * c + 2] - xyz[3 * b + 2];
        double r = Math.sqrt(ux * ux + uy * uy + uz * uz);
        if (r < 1e-9) return;
        about(xyz, xyz[3 * b], xyz[3 * b + 1], xyz[3 * b + 2], ux / r, uy / r, uz / r, angle, atoms);
    }

    /// Turns atoms about the line through (px,py,pz) along the unit vector (ux,uy,uz).
    public static void about(double[] xyz, double px, double py, double pz, double ux, double uy, double uz, double angle,
            int[] atoms) {
        double cos = Math.cos(angle), sin = Math.sin(angle);
        for (int a : atoms) {
            double x = xyz[3 * a] - px, y = xyz[3 * a + 1] - py, z = xyz[3 * a + 2] - pz,
                    along = (1 - cos) * (ux * x + uy * y + uz * z);
            xyz[3 * a] = px + cos * x + sin * (uy * z - uz * y) + along * ux;
            xyz[3 * a + 1] = py + cos * y + sin * (uz * x - ux * z) + along * uy;
            xyz[3 * a + 2] = pz + cos * z + sin * (ux * y - uy * x) + along * uz;
        }
    }
}
