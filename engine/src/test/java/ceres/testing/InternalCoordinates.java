package ceres.testing;

/// Points placed by length, angle and torsion: truth for tests, from nothing but arithmetic.
public final class InternalCoordinates {
    private InternalCoordinates() {}

    /// The point d at `length` A from c, with angle b-c-d and torsion a-b-c-d.
    public static double[] at(double[] a, double[] b, double[] c, double length, double angleDeg, double torsionDeg) {
        double angle = Math.toRadians(angleDeg), torsion = Math.toRadians(torsionDeg);
        double[] u = unit(minus(c, b)), n = unit(cross(minus(b, a), u)), m = cross(n, u);
        double x = -length * Math.cos(angle), y = length * Math.sin(angle) * Math.cos(torsion),
                z = length * Math.sin(angle) * Math.sin(torsion);
        var d = new double[3];
        for (int k = 0; k < 3; k++) d[k] = c[k] + x * u[k] + y * m[k] + z * n[k];
        return d;
    }

    private static double[] minus(double[] a, double[] b) { return new double[]{a[0] - b[0], a[1] - b[1], a[2] - b[2]}; }

    private static double[] cross(double[] a, double[] b) {
        return new double[]{a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    private static double[] unit(double[] v) {
        double length = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
        return new double[]{v[0] / length, v[1] / length, v[2] / length};
    }
}
