package ceres.refine.energy;

import ceres.numerics.Parallel;
import ceres.refine.density.DirectCorrelation;
import ceres.refine.density.LocalCorrelation;
import ceres.refine.density.ParticleMesh;
import java.util.Arrays;

/// What the map as a whole says of the heavy atoms: a function of its correlation with the model map.
public interface MapTerm {
    /// E at these places; its gradient, 1/A, is added.
    ///
    /// @param xyz the heavy atoms first, A
    double evaluate(double[] xyz, double[] gradient, Parallel team);

    /// E = -weight CC, by direct sums.
    ///
    /// @param direct its mask and atoms set
    static MapTerm linear(DirectCorrelation direct, double weight) {
        return (xyz, gradient, team) -> -weight * direct.correlate(xyz, -weight, gradient, team);
    }

    /// The same where only a few atoms move.
    static MapTerm linear(LocalCorrelation local, double weight) {
        return (xyz, gradient, team) -> -weight * local.correlate(xyz, -weight, gradient, team);
    }

    /// E as the likelihood has it, by the correlation's definition: near a perfect fit the errors of direct sums, ripples cut off, are
    /// larger than what is left to explain, and lead away from it.
    ///
    /// @param mesh its mask and levels set
    /// @param lnB of all that scatters, ln of B in A^2; `scattering` the factors
    /// @param atoms of the model itself, by which the law counts
    static MapTerm likely(ParticleMesh mesh, double[] lnB, double[] scattering, Likelihood law, int atoms) {
        int n = lnB.length;
        var slope = new double[3 * n];
        return (xyz, gradient, team) -> {
            Arrays.fill(slope, 0);
            double cc = mesh.correlate(n, xyz, lnB, scattering, new ParticleMesh.Slopes(1, slope, null, null), team);
            double pull = atoms * law.pull(cc);
            for (int i = 0; i < slope.length; i++) gradient[i] -= pull * slope[i];
            return atoms * law.energy(cc);
        };
    }
}
