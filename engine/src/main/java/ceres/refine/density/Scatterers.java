package ceres.refine.density;

import ceres.model.Structure;

/// Heavy atoms as the correlation sees them: scattering, and the B factor in carbon's terms.
public final class Scatterers {
    public static final double LEAST_B = 2;

    private final double[] scattering, shift;
    public final double[] weight;

    public Scatterers(Structure heavy, ScatteringShape shape) {
        int n = heavy.atomCount();
        this.scattering = new double[n];
        this.shift = new double[n];
        this.weight = new double[n];
        for (int a = 0; a < n; a++) {
            int z = heavy.atoms().element()[a];
            scattering[a] = shape.factor(z);
            shift[a] = shape.shift(z);
        }
        occupancies(heavy.atoms().occupancy());
    }

    public void occupancies(double[] occupancy) {
        for (int a = 0; a < weight.length; a++) weight[a] = scattering[a] * occupancy[a];
    }

    public double scattering(int a) { return scattering[a]; }

    /// ln of the B factors to give to the mesh.
    public double[] lnB(double[] b) {
        var ln = new double[b.length];
        for (int a = 0; a < b.length; a++) ln[a] = Math.log(Math.max(LEAST_B, b[a] + shift[a]));
        return ln;
    }

    /// What the mesh must span: B factors in carbon's terms.
    public double[] effective(double[] b) {
        var e = new double[b.length];
        for (int a = 0; a < b.length; a++) e[a] = Math.max(LEAST_B, b[a] + shift[a]);
        return e;
    }

    public double shift(int a) { return shift[a]; }
}
