package ceres.restraint;

/// E = w (theta0 - theta)^2 with theta in radians, w = 1/sigma^2.
///
/// With unit vectors e, f from the vertex to its neighbours at distances p, q and c = cos theta, s = sin theta:
/// d theta/d r_i = (c e - f) / (p s), d theta/d r_k = (c f - e) / (q s), and the vertex takes minus their sum. The angle is computed
/// by atan2(|e x f|, e . f), exact at all angles. As theta nears pi the direction (not the size) of the derivative is lost; a linear ideal
/// (above 175 degrees) uses E = w |e + f|^2 = 4 w cos^2(theta/2) instead, which equals w (pi - theta)^2 near the ideal and is smooth
/// there. For other ideals s is kept above 1e-4.
record AngleTerm(Restraints.Angles angles) implements GeometryTarget.Term {
    private static final double LINEAR = Math.toRadians(175);
    private static final double FLOOR = 1e-4;
    private static final double COINCIDE = 1e-6;

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
            ex /= p;
            ey /= p;
            ez /= p;
            fx /= q;
            fy /= q;
            fz /= q;
            double w = 1 / (angles.sigma()[g] * angles.sigma()[g]), c = ex * fx + ey * fy + ez * fz, factor;
            if (angles.ideal()[g] > LINEAR) {
                energy += w * 2 * (1 + c);
                factor = -2 * w; // dE/dtheta = -2 w sin theta, and the sine below cancels
            } else {
                double cx = ey * fz - ez * fy, cy = ez * fx - ex * fz, cz = ex * fy - ey * fx;
                double s = Math.sqrt(cx * cx + cy * cy + cz * cz), delta = angles.ideal()[g] - Math.atan2(s, c);
                energy += w * delta * delta;
                factor = -2 * w * delta / Math.max(s, FLOOR);
            }
            double a = factor / p, b = factor / q;
            double ix = a * (c * ex - fx), iy = a * (c * ey - fy), iz = a * (c * ez - fz);
            double kx = b * (c * fx - ex), ky = b * (c * fy - ey), kz = b * (c * fz - ez);
            GeometryTarget.put(slots, at, ix, iy, iz);
            GeometryTarget.put(slots, at + 3, -ix - kx, -iy - ky, -iz - kz);
            GeometryTarget.put(slots, at + 6, kx, ky, kz);
        }
        return energy;
    }
}
