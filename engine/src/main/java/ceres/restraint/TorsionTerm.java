package ceres.restraint;

import ceres.numerics.Geometry;
/// Torsions i-j-k-l, phi in radians, D = phi0 - phi, w = 1/sigma^2.
///
/// * period n >= 1: E = w (2/3) (2 pi / (3 n))^2 (1 - cos n D): 9600/n^2 (1 - cos n D) with sigma and phi in degrees;
/// * period 0: E = w D^2 with D wrapped to (-pi, pi], about the nearer of one or two ideals.
///
/// Gradient: with b1 = r_j - r_i, b2 = r_k - r_j, b3 = r_l - r_k, m = b1 x b2, n = b2 x b3 and L = |b2|: g_i = -(L/m^2) m, g_l = (L/n^2) n,
/// g_j = -(1 + s12) g_i + s32 g_l, g_k = -(1 + s32) g_l + s12 g_i, s12 = b1.b2/L^2, s32 = b3.b2/L^2. Where three atoms are in line the torsion
/// is not defined: such a row has neither energy nor force.
record TorsionTerm(Restraints.Dihedrals rows) implements GeometryTarget.Term {
    private static final double IN_LINE = 1e-8;
    private static final double SCALE = 2.0 / 3.0 * (2 * Math.PI / 3) * (2 * Math.PI / 3);

    @Override
    public int size() { return rows.size(); }

    @Override
    public int slots() { return 4 * rows.size(); }

    @Override
    public int atom(int slot) { return GeometryTarget.ofFour(slot, rows.i(), rows.j(), rows.k(), rows.l()); }

    @Override
    public double energy(double[] xyz, double[] slots, int base, int from, int to) {
        double energy = 0;
        for (int t = from; t < to; t++) {
            int i = 3 * rows.i()[t], j = 3 * rows.j()[t], k = 3 * rows.k()[t], l = 3 * rows.l()[t], at = base + 12 * t;
            double ax = xyz[j] - xyz[i], ay = xyz[j + 1] - xyz[i + 1], az = xyz[j + 2] - xyz[i + 2];
            double bx = xyz[k] - xyz[j], by = xyz[k + 1] - xyz[j + 1], bz = xyz[k + 2] - xyz[j + 2];
            double cx = xyz[l] - xyz[k], cy = xyz[l + 1] - xyz[k + 1], cz = xyz[l + 2] - xyz[k + 2];
            double mx = ay * bz - az * by, my = az * bx - ax * bz, mz = ax * by - ay * bx;
            double nx = by * cz - bz * cy, ny = bz * cx - bx * cz, nz = bx * cy - by * cx;
            double m2 = mx * mx + my * my + mz * mz, n2 = nx * nx + ny * ny + nz * nz, l2 = bx * bx + by * by + bz * bz;
            if (m2 < IN_LINE || n2 < IN_LINE || l2 < IN_LINE) {
                GeometryTarget.zero(slots, at, 4);
                continue;
            }
            double length = Math.sqrt(l2), w = 1 / (rows.sigma()[t] * rows.sigma()[t]), slope;
            double phi = Math.atan2(length * (ax * nx + ay * ny + az * nz), mx * nx + my * ny + mz * nz);
            int period = rows.period()[t];
            if (period >= 1) {
                double turn = period * (rows.ideal()[t] - phi);
                energy += w * SCALE / (period * period) * (1 - Math.cos(turn));
                slope = -w * SCALE / period * Math.sin(turn);
            } else {
                double delta = deviation(t, phi);
                energy += w * delta * delta;
                slope = -2 * w * delta;
            }
            double s12 = (ax * bx + ay * by + az * bz) / l2, s32 = (cx * bx + cy * by + cz * bz) / l2;
            double p = -slope * length / m2, q = slope * length / n2;
            double ix = p * mx, iy = p * my, iz = p * mz, lx = q * nx, ly = q * ny, lz = q * nz;
            GeometryTarget.put(slots, at, ix, iy, iz);
            GeometryTarget.put(slots, at + 3, -(1 + s12) * ix + s32 * lx, -(1 + s12) * iy + s32 * ly, -(1 + s12) * iz + s32 * lz);
            GeometryTarget.put(slots, at + 6, -(1 + s32) * lx + s12 * ix, -(1 + s32) * ly + s12 * iy, -(1 + s32) * lz + s12 * iz);
            GeometryTarget.put(slots, at + 9, lx, ly, lz);
        }
        return energy;
    }

    private double deviation(int t, double phi) {
        double delta = Geometry.wrap(rows.ideal()[t] - phi);
        if (Double.isNaN(rows.alternative()[t])) return delta;
        double other = Geometry.wrap(rows.alternative()[t] - phi);
        return Math.abs(other) < Math.abs(delta) ? other : delta;
    }
}
