package ceres.validate.contact;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Points spread over a sphere, 16 to the A^2: the dots of Probe and Reduce, ring by ring.
public final class DotSphere {
    /// Dots per A^2.
    public static final double DENSITY = 16;

    private static final Map<Double, DotSphere> KNOWN = new ConcurrentHashMap<>();
    private static final double TILT = Math.toRadians(2.5);

    private final double[] xyz;

    private DotSphere(double radius) {
        int n = (int) Math.floor(4 * Math.PI * DENSITY * radius * radius), equator = (int) Math.floor(Math.sqrt(n * Math.PI));
        int rings = equator / 2, at = 0;
        var dots = new double[3 * 4 * (equator + 2) * (rings + 2)];
        double cos = Math.cos(TILT), sin = Math.sin(TILT);
        for (int j = 0; j <= rings; j++) {
            double phi = Math.PI * j / rings, z = Math.cos(phi) * radius, across = Math.sin(phi) * radius;
            int count = Math.max(1, (int) Math.floor(equator * Math.sin(phi)));
            for (int k = 0; k < count; k++) {
                double theta = (2 * Math.PI * k + (j % 2 == 0 ? 0.2 : 0)) / count;
                double x = Math.cos(theta) * across, y = Math.sin(theta) * across;
                dots[at++] = x;
                dots[at++] = y * cos - z * sin;
                dots[at++] = y * sin + z * cos;
            }
        }
        this.xyz = java.util.Arrays.copyOf(dots, at);
    }

    /// The dots of a sphere of that radius round the origin.
    public static DotSphere of(double radius) { return KNOWN.computeIfAbsent(radius, DotSphere::new); }

    public int size() { return xyz.length / 3; }

    /// 3n coordinates, A. Shared; not to be changed.
    public double[] xyz() { return xyz; }
}
