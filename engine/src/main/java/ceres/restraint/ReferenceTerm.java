package ceres.restraint;

/// E = w |r - r0|^2, or with a finite limit L the form that lets go: w L^2 (1 - exp(-|r - r0|^2 / L^2)).
record ReferenceTerm(Restraints.References references) implements GeometryTarget.Term {
    @Override
    public int size() { return references.size(); }

    @Override
    public int slots() { return references.size(); }

    @Override
    public int atom(int slot) { return references.atom()[slot]; }

    @Override
    public double energy(double[] xyz, double[] slots, int base, int from, int to) {
        double energy = 0;
        for (int r = from; r < to; r++) {
            int a = 3 * references.atom()[r];
            double x = xyz[a] - references.xyz()[3 * r], y = xyz[a + 1] - references.xyz()[3 * r + 1];
            double z = xyz[a + 2] - references.xyz()[3 * r + 2], d2 = x * x + y * y + z * z;
            double w = 1 / (references.sigma()[r] * references.sigma()[r]), limit = references.limit()[r];
            boolean held = Double.isInfinite(limit);
            double decay = held ? 1 : Math.exp(-d2 / (limit * limit));
            energy += held ? w * d2 : w * limit * limit * (1 - decay);
            double f = 2 * w * decay;
            GeometryTarget.put(slots, base + 3 * r, f * x, f * y, f * z);
        }
        return energy;
    }
}
