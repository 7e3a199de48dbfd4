package ceres.restraint;

/// E = w (V0 - V)^2, V = (r_a - r_c) . ((r_b - r_c) x (r_d - r_c)), w = 1/sigma^2; where either hand is right, |V| stands for V.
record ChiralityTerm(Restraints.Chiralities rows) implements GeometryTarget.Term {
    @Override
    public int size() { return rows.size(); }

    @Override
    public int slots() { return 4 * rows.size(); }

    @Override
    public int atom(int slot) { return GeometryTarget.ofFour(slot, rows.centre(), rows.a(), rows.b(), rows.d()); }

    @Override
    public double energy(double[] xyz, double[] slots, int base, int from, int to) {
        double energy = 0;
        for (int v = from; v < to; v++) {
            int c = 3 * rows.centre()[v], a = 3 * rows.a()[v], b = 3 * rows.b()[v], d = 3 * rows.d()[v], at = base + 12 * v;
            double ax = xyz[a] - xyz[c], ay = xyz[a + 1] - xyz[c + 1], az = xyz[a + 2] - xyz[c + 2];
            double bx = xyz[b] - xyz[c], by = xyz[b + 1] - xyz[c + 1], bz = xyz[b + 2] - xyz[c + 2];
            double dx = xyz[d] - xyz[c], dy = xyz[d + 1] - xyz[c + 1], dz = xyz[d + 2] - xyz[c + 2];
            double px = by * dz - bz * dy, py = bz * dx - bx * dz, pz = bx * dy - by * dx;
            double volume = ax * px + ay * py + az * pz, w = 1 / (rows.sigma()[v] * rows.sigma()[v]);
            double hand = rows.both()[v] && volume < 0 ? -1 : 1, delta = rows.ideal()[v] - hand * volume;
            energy += w * delta * delta;
            double f = -2 * w * delta * hand;
            double qx = dy * az - dz * ay, qy = dz * ax - dx * az, qz = dx * ay - dy * ax;
            double rx = ay * bz - az * by, ry = az * bx - ax * bz, rz = ax * by - ay * bx;
            GeometryTarget.put(slots, at, -f * (px + qx + rx), -f * (py + qy + ry), -f * (pz + qz + rz));
            GeometryTarget.put(slots, at + 3, f * px, f * py, f * pz);
            GeometryTarget.put(slots, at + 6, f * qx, f * qy, f * qz);
            GeometryTarget.put(slots, at + 9, f * rx, f * ry, f * rz);
        }
        return energy;
    }
}
