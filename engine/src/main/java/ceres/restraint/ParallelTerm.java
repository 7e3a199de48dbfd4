package ceres.restraint;

/// Two planes side by side: E = w (1 - (n1 . n2)^2) / 2, w = 1/sigma^2, n the least-squares normals; E = w theta^2 / 2 for small angles
/// between the planes, whatever the signs of the normals.
///
/// The normal moves with the atoms by perturbation of the eigenvector: with y* = dE/dn, y = sum over the other eigenvectors v_k of
/// v_k (v_k . y*) / (l_0 - l_k), the gradient on atom i is y (q_i . n) + n (q_i . y). Eigenvalues closer than 1e-6 of the largest have no
/// defined normal: their share is left out.
record ParallelTerm(Restraints.Parallelities rows) implements GeometryTarget.Term {
    private static final double DEGENERATE = 1e-6;

    @Override
    public int size() { return rows.size(); }

    @Override
    public int slots() { return rows.atom().length; }

    @Override
    public int atom(int slot) { return rows.atom()[slot]; }

    @Override
    public double energy(double[] xyz, double[] slots, int base, int from, int to) {
        Moments first = new Moments(), second = new Moments();
        int[] start = rows.start();
        double energy = 0;
        for (int g = from; g < to; g++) {
            int a = start[2 * g], b = start[2 * g + 1], c = start[2 * g + 2];
            first.of(xyz, rows.atom(), null, a, b);
            second.of(xyz, rows.atom(), null, b, c);
            double cosine = 0;
            for (int d = 0; d < 3; d++) cosine += first.vectors[d] * second.vectors[d];
            double w = 1 / (rows.sigma()[g] * rows.sigma()[g]);
            energy += w * (1 - cosine * cosine) / 2;
            spread(xyz, slots, base, first, second.vectors, -w * cosine, a, b);
            spread(xyz, slots, base, second, first.vectors, -w * cosine, b, c);
        }
        return energy;
    }

    private void spread(double[] xyz, double[] slots, int base, Moments m, double[] other, double factor, int from, int to) {
        double yx = 0, yy = 0, yz = 0;
        for (int k = 1; k < 3; k++) {
            double gap = m.values[0] - m.values[k];
            if (!(-gap > DEGENERATE * m.values[2])) continue;
            double along = 0;
            for (int d = 0; d < 3; d++) along += m.vectors[3 * k + d] * factor * other[d];
            along /= gap;
            yx += along * m.vectors[3 * k];
            yy += along * m.vectors[3 * k + 1];
            yz += along * m.vectors[3 * k + 2];
        }
        double nx = m.vectors[0], ny = m.vectors[1], nz = m.vectors[2];
        for (int p = from; p < to; p++) {
            int a = 3 * rows.atom()[p];
            double qx = xyz[a] - m.centroid[0], qy = xyz[a + 1] - m.centroid[1], qz = xyz[a + 2] - m.centroid[2];
            double qn = qx * nx + qy * ny + qz * nz, q = qx * yx + qy * yy + qz * yz;
            GeometryTarget.put(slots, base + 3 * p, yx * qn + nx * q, yy * qn + ny * q, yz * qn + nz * q);
        }
    }
}
