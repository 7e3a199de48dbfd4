package ceres.restraint;

import ceres.numerics.Parallel;

/// The energy of all restraints of a model and its gradient.
public final class GeometryTarget {
    private final Restraints restraints;

    public GeometryTarget(Restraints restraints) { this.restraints = restraints; }

    public Restraints restraints() { return restraints; }

    /// E = sum of weighted squared deviations (dimensionless).
    ///
    /// @param xyz 3n coordinates, A
    /// @param gradient 3n, dE/dxyz is added to it
    public double evaluate(double[] xyz, double[] gradient, Parallel team) { return 0; }
}
