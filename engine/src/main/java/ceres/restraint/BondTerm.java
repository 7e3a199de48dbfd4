package ceres.restraint;

/// E = w (d0 - d)^2, w = 1/sigma^2; the gradient on i is -2 w (d0 - d) (r_i - r_j) / d. Coinciding atoms have an energy and no force.
record BondTerm(Restraints.Bonds bonds) implements GeometryTarget.Term {
    private static final double COINCIDE = 1e-6;

    @Override
    public int size() { return bonds.size(); }

    @Override
    public int slots() { return 2 * bonds.size(); }

    @Override
    public int atom(int slot) { return (slot & 1) == 0 ? bonds.i()[slot >> 1] : bonds.j()[slot >> 1]; }

    @Override
    public double energy(double[] xyz, double[] slots, int base, int from, int to) {
        int[] first = bonds.i(), second = bonds.j();
        double[] ideal = bonds.ideal(), sigma = bonds.sigma();
        double energy = 0;
        for (int b = from; b < to; b++) {
            int i = 3 * first[b], j = 3 * second[b];
            double x = xyz[i] - xyz[j], y = xyz[i + 1] - xyz[j + 1], z = xyz[i + 2] - xyz[j + 2];
            double d = Math.sqrt(x * x + y * y + z * z), w = 1 / (sigma[b] * sigma[b]), delta = ideal[b] - d;
            energy += w * delta * delta;
            double f = d > COINCIDE ? -2 * w * delta / d : 0;
            GeometryTarget.put(slots, base + 6 * b, f * x, f * y, f * z);
            GeometryTarget.put(slots, base + 6 * b + 3, -f * x, -f * y, -f * z);
        }
        return energy;
    }
}
