package ceres.restraint;

/// E = sum of w_i (n . (r_i - c))^2 about the best plane: the least eigenvalue of S = sum w q q^T. As centroid c and normal n are optimal,
/// their change does not count to first order and the gradient is 2 w_i (n . q_i) n, exactly. Where the plane is not defined (two
/// equal least eigenvalues) the energy is still right and the gradient is one of its subgradients.
record PlaneTerm(Restraints.Planes planes) implements GeometryTarget.Term {
    @Override
    public int size() { return planes.size(); }

    @Override
    public int slots() { return planes.atom().length; }

    @Override
    public int atom(int slot) { return planes.atom()[slot]; }

    @Override
    public double energy(double[] xyz, double[] slots, int base, int from, int to) {
        var moments = new Moments();
        int[] start = planes.start(), atom = planes.atom();
        double energy = 0;
        for (int g = from; g < to; g++) {
            moments.normal(xyz, atom, planes.sigma(), start[g], start[g + 1]);
            double nx = moments.vectors[0], ny = moments.vectors[1], nz = moments.vectors[2];
            double[] c = moments.centroid;
            for (int p = start[g]; p < start[g + 1]; p++) {
                int a = 3 * atom[p];
                double w = Moments.weight(planes.sigma(), p);
                double height = nx * (xyz[a] - c[0]) + ny * (xyz[a + 1] - c[1]) + nz * (xyz[a + 2] - c[2]);
                energy += w * height * height;
                double f = 2 * w * height;
                GeometryTarget.put(slots, base + 3 * p, f * nx, f * ny, f * nz);
            }
        }
        return energy;
    }
}
