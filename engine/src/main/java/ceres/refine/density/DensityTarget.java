package ceres.refine.density;

import ceres.map.SplineMap;
import ceres.numerics.Parallel;

/// The density at the atoms: E = -sum over atoms of weight * rho(r). Reaches far, knows neither B factors nor neighbours.
public final class DensityTarget {
    private static final int PIECE = 512;

    private final SplineMap map;
    private final double[] weight;

    /// @param weight one a heavy atom: the overall weight, occupancy and scattering of the element in it
    public DensityTarget(SplineMap map, double[] weight) {
        this.map = map;
        this.weight = weight;
    }

    /// The density of these atoms alone.
    public DensityTarget only(boolean[] moving) {
        double[] some = weight.clone();
        for (int a = 0; a < some.length; a++) if (!moving[a]) some[a] = 0;
        return new DensityTarget(map, some);
    }

    /// @param xyz the heavy atoms first
    public double evaluate(double[] xyz, double[] gradient, Parallel team) {
        return -team.sum(weight.length, PIECE, (piece, from, to) -> {
            var scratch = new double[24];
            double sum = 0;
            for (int a = from; a < to; a++)
                if (weight[a] != 0)
                    sum += weight[a] * map.evaluate(xyz[3 * a], xyz[3 * a + 1], xyz[3 * a + 2], gradient, 3 * a, -weight[a],
                            scratch);
            return sum;
        });
    }
}
