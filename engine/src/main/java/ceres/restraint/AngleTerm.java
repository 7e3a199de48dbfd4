package ceres.restraint;

/// E = w (theta0 - theta)^2 with theta in radians, w = 1/sigma^2.
///
/// With unit vectors e, f from the vertex to its neighbours at distances p, q and c = cos theta, s = sin theta:
/// d theta/d r_i = (c e - f) / (p s), d theta/d r_k = (c f - e) / (q s), and the vertex takes minus their sum. The angle is computed
/// from |e x f| and e . f, exact at all angles; as it is
/// near its ideal, the difference comes from sine and cosine of both by a short series, and only beyond 22 degrees from atan2. As theta nears pi the direction (not the size) of the derivative is lost; a linear ideal
/// (above 175 degrees) uses E = w |e + f|^2 = 4 w cos^2(theta/2) instead, which equals w (pi - theta)^2 near the ideal and is smooth
/// there. For other ideals s is kept above 1e-4.
final class AngleTerm implements GeometryTarget.Term {
    private static final double LINEAR = Math.toRadians(175);
    private static final double FLOOR = 1e-4;
    private static final double COINCIDE = 1e-6;
    private static final double SERIES_BELOW = 0.2;

    private final Restraints.Angles angles;
    private final double[] idealCosine;
    private final double[] idealSine;

    AngleTerm(Restraints.Angles angles) {
        this.angles = angles;
        this.idealCosine = new double[angles.size()];
        this.idealSine = new double[angles.size()];
        for (int g = 0; g < angles.size(); g++) {
            idealCosine[g] = Math.cos(angles.ideal()[g]);
            idealSine[g] = Math.sin(angles.ideal()[g]);
        }
    }

    /// theta0 - theta from the cosines and sines of both.
    static double difference(double c0, double s0, double c, double s) {
        double sine = s0 * c - c0 * s, cosine = c0 * c + s0 * s;
        double t = sine / (1 + cosine);
        if (!(Math.abs(t) < SERIES_BELOW)) return Math.atan2(sine, cosine);
        double q = t * t; // 2 atan t; the first term left out is below 1e-16
        return 2 * t
                * (1 - q * (1.0 / 3 - q * (1.0 / 5 - q * (1.0 / 7 - q * (1.0 / 9 - q * (1.0 / 11 - q * (1.0 / 13 - q * (1.0 / 15
                        - q * (1.0 / 17 - q * (1.0 / 19 - q / 21))))))))));
    }

    @Override
    public int size() { return angles.size(); }

    @Override
    public int slots() { return 3 * angles.size(); }

    @Override
    public int atom(int slot) {
        int row = slot / 3;
        return switch (slot - 3 * row) {
            case 0 -> angles.i()[row];
            case 1 -> angles.j()[row];
            default -> angles.k()[row];
        };
    }

    @Override
    public double energy(double[] xyz, double[] slots, int base, int from, int to) {
        int[] first = angles.i(), vertex = angles.j(), last = angles.k();
        double energy = 0;
        for (int g = from; g < to; g++) {
            int i = 3 * first[g], j = 3 * vertex[g], k = 3 * last[g], at = base + 9 * g;
            double ex = xyz[i] - xyz[j], ey = xyz[i + 1] - xyz[j + 1], ez = xyz[i + 2] - xyz[j + 2];
            double fx = xyz[k] - xyz[j], fy = xyz[k + 1] - xyz[j + 1], fz = xyz[k + 2] - xyz[j + 2];
            double p = Math.sqrt(ex * ex + ey * ey + ez * ez), q = Math.sqrt(fx * fx + fy * fy + fz * fz);
            if (p < COINCIDE || q < COINCIDE) {
                GeometryTarget.zero(slots, at, 3);
                continue;
            }
            double u = 1 / p, v = 1 / q;
            ex *= u;
            ey *= u;
            ez *= u;
            fx *= v;
            fy *= v;
            fz *= v;
            double w = 1 / (angles.sigma()[g] * angles.sigma()[g]), c = ex * fx + ey * fy + ez * fz, factor;
            if (angles.ideal()[g] > LINEAR) {
                energy += w * 2 * (1 + c);
                factor = -2 * w; // dE/dtheta = -2 w sin theta, and the sine below cancels
            } else {
                double cx = ey * fz - ez * fy, cy = ez * fx - ex * fz, cz = ex * fy - ey * fx;
                double s = Math.sqrt(cx * cx + cy * cy + cz * cz), delta = difference(idealCosine[g], idealSine[g], c, s);
                energy += w * delta * delta;
                factor = -2 * w * delta / Math.max(s, FLOOR);
            }
            double a = factor * u, b = factor * v;
            double ix = a * (c * ex - fx), iy = a * (c * ey - fy), iz = a * (c * ez - fz);
            double kx = b * (c * fx - ex), ky = b * (c * fy - ey), kz = b * (c * fz - ez);
            GeometryTarget.put(slots, at, ix, iy, iz);
            GeometryTarget.put(slots, at + 3, -ix - kx, -iy - ky, -iz - kz);
            GeometryTarget.put(slots, at + 6, kx, ky, kz);
        }
        return energy;
    }
}
