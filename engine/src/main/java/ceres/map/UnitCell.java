package ceres.map;

/// A unit cell: edges a, b, c in A, angles alpha, beta, gamma in degrees; a along x, b in the xy plane (PDB convention).
public record UnitCell(double a, double b, double c, double alphaDeg, double betaDeg, double gammaDeg) {
    public UnitCell {
        if (!(a > 0 && b > 0 && c > 0))
            throw new IllegalArgumentException("cell edges must be positive, got %s %s %s A".formatted(a, b, c));
    }

    public static UnitCell orthogonal(double a, double b, double c) { return new UnitCell(a, b, c, 90, 90, 90); }

    /// True if all angles are 90 degrees within 0.001.
    public boolean isOrthogonal() {
        return Math.abs(alphaDeg - 90) < 1e-3 && Math.abs(betaDeg - 90) < 1e-3 && Math.abs(gammaDeg - 90) < 1e-3;
    }

    /// Row-major 3 x 3 matrix M with r = M f: fractional to Cartesian, A.
    public double[] orthogonalisation() {
        double ca = Math.cos(Math.toRadians(alphaDeg)), cb = Math.cos(Math.toRadians(betaDeg));
        double cg = Math.cos(Math.toRadians(gammaDeg)), sg = Math.sin(Math.toRadians(gammaDeg));
        if (isOrthogonal()) return new double[]{a, 0, 0, 0, b, 0, 0, 0, c};
        double v = Math.sqrt(Math.max(1e-12, 1 - ca * ca - cb * cb - cg * cg + 2 * ca * cb * cg));
        return new double[]{a, b * cg, c * cb, 0, b * sg, c * (ca - cb * cg) / sg, 0, 0, c * v / sg};
    }
}
