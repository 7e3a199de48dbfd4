package ceres.refine.density;

import ceres.model.Structure;
import java.util.stream.IntStream;

/// Heavy atoms as the correlation sees them: scattering, and the B factor in carbon's terms. Where a model has images, those scatter too.
public final class Scatterers {
    public static final double LEAST_B = 2;

    private final double[] scattering, shift;
    /// of each scatterer: the heavy atom it is or is the image of, -1 for none
    private final int[] heavyOf;
    /// scattering factor times occupancy of each scatterer
    public final double[] weight;

    public Scatterers(Structure heavy, ScatteringShape shape) {
        this(heavy, IntStream.range(0, heavy.atomCount()).toArray(), shape);
    }

    /// @param heavyOf of each scatterer the heavy atom whose scattering, B factor and occupancy it has, -1 where it scatters nothing; heavy
    ///        atoms come first, as themselves
    public Scatterers(Structure heavy, int[] heavyOf, ScatteringShape shape) {
        this.heavyOf = heavyOf;
        int n = heavy.atomCount();
        this.scattering = new double[n];
        this.shift = new double[n];
        this.weight = new double[heavyOf.length];
        for (int a = 0; a < n; a++) {
            int z = heavy.atoms().element()[a];
            scattering[a] = shape.factor(z);
            shift[a] = shape.shift(z);
        }
        occupancies(heavy.atoms().occupancy());
    }

    public void occupancies(double[] occupancy) { System.arraycopy(weights(occupancy), 0, weight, 0, weight.length); }

    /// What [#weight] would be.
    ///
    /// @param occupancy of heavy atoms
    public double[] weights(double[] occupancy) {
        var w = new double[heavyOf.length];
        for (int k = 0; k < w.length; k++) if (heavyOf[k] >= 0) w[k] = scattering[heavyOf[k]] * occupancy[heavyOf[k]];
        return w;
    }

    /// Number of scatterers.
    public int size() { return heavyOf.length; }

    /// Adds what is sought at images to what is sought at their heavy atoms.
    ///
    /// @param slope one number a scatterer
    public void collect(double[] slope) {
        for (int k = scattering.length; k < heavyOf.length; k++) if (heavyOf[k] >= 0) slope[heavyOf[k]] += slope[k];
    }

    public double scattering(int a) { return scattering[a]; }

    /// ln of the B factors to give to the mesh, one a scatterer.
    public double[] lnB(double[] b) {
        var ln = new double[heavyOf.length];
        for (int k = 0; k < ln.length; k++)
            if (heavyOf[k] >= 0)
                ln[k] = k == heavyOf[k] ? Math.log(Math.max(LEAST_B, b[k] + shift[k])) : ln[heavyOf[k]];
        return ln;
    }

    /// What the mesh must span: B factors in carbon's terms.
    public double[] effective(double[] b) {
        var e = new double[b.length];
        for (int a = 0; a < b.length; a++) e[a] = Math.max(LEAST_B, b[a] + shift[a]);
        return e;
    }
}
