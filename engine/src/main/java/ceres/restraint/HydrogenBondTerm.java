package ceres.restraint;

/// E = w L^2 (1 - exp(-D^2 / L^2)), D = d0 - d, w = 1/sigma^2: quadratic near the ideal, level far from it, so that a wrong annotation lets
/// go instead of bending the chain.
record HydrogenBondTerm(Restraints.HydrogenBonds bonds) implements GeometryTarget.Term {
    @Override
    public int size() { return bonds.size(); }

    @Override
    public int slots() { return 2 * bonds.size(); }

    @Override
    public int atom(int slot) { return (slot & 1) == 0 ? bonds.i()[slot >> 1] : bonds.j()[slot >> 1]; }

    @Override
    public double energy(double[] xyz, double[] slots, int base, int from, int to) {
        double energy = 0;
        for (int b = from; b < to; b++) {
            int i = 3 * bonds.i()[b], j = 3 * bonds.j()[b];
            double x = xyz[i] - xyz[j], y = xyz[i + 1] - xyz[j + 1], z = xyz[i + 2] - xyz[j + 2];
            double d = Math.sqrt(x * x + y * y + z * z), w = 1 / (bonds.sigma()[b] * bonds.sigma()[b]),
                    delta = bonds.ideal()[b] - d;
            double l2 = bonds.limit()[b] * bonds.limit()[b], decay = Math.exp(-delta * delta / l2);
            energy += w * l2 * (1 - decay);
            double f = d > 1e-6 ? -2 * w * delta * decay / d : 0;
            GeometryTarget.put(slots, base + 6 * b, f * x, f * y, f * z);
            GeometryTarget.put(slots, base + 6 * b + 3, -f * x, -f * y, -f * z);
        }
        return energy;
    }
}
