package ceres.refine.energy;

/// How hard a map pulls that fits as well as this one.
///
/// Where what the model leaves unexplained is Gaussian noise of unknown strength, -2 ln L = m ln(1 - CC^2) for m independent data, and the
/// correlation counts by -dE/dCC = 2 m CC / (1 - CC^2): the more, the less is left unexplained. A weight of its own, chosen so that geometry
/// holds where a map is poor, is the least it counts; a model is not perfect even where its map is, so there is a most. Between the two
///
///     E = m ln(1 - CC^2) + constant
///
/// and beyond them a straight line, with no step in E or its slope.
///
/// Source: the likelihood of Yamashita2021 with one variance over all (shells weighted before, [ceres.refine.density.ShellWeights]), the
/// variance put at its best value.
///
/// @param least weight of the correlation per atom where the fit is poor
/// @param most where it is perfect
/// @param data m per atom
public record Likelihood(double least, double most, double data) {
    /// Independent values that a map of this resolution has in a volume: the coefficients within 1/d of a box of that volume, real and
    /// imaginary parts, Friedel mates counted once.
    ///
    /// @param volume A^3
    /// @param resolution d, A
    public static double data(double volume, double resolution) { return 4 * Math.PI / 3 * volume / Math.pow(resolution, 3); }

    /// True if the likelihood pulls harder than the least weight at this correlation.
    public boolean rules(double cc) { return told(cc) > least; }

    private double told(double cc) { return cc <= 0 ? 0 : 2 * data * cc / Math.max(1e-12, 1 - cc * cc); }

    /// -dE/dCC per atom.
    public double pull(double cc) { return Math.clamp(told(cc), least, Math.max(least, most)); }

    /// E per atom.
    public double energy(double cc) {
        double from = at(least), to = Math.max(from, at(most));
        double e = -least * Math.min(cc, from);
        if (cc > from) e += data * Math.log((1 - square(Math.min(cc, to))) / (1 - from * from));
        if (cc > to) e -= Math.max(least, most) * (cc - to);
        return e;
    }

    /// The correlation at which the likelihood pulls with this weight.
    private double at(double weight) { return weight == 0 ? 0 : (Math.sqrt(data * data + weight * weight) - data) / weight; }

    private static double square(double x) { return x * x; }
}
