package ceres.validate.geometry;

import ceres.numerics.SymmetricEigen;

/// The best plane through points, and how far each is from it.
public final class PlaneFit {
    private PlaneFit() {}

    /// Signed distances from the least-squares plane, A.
    public static double[] deviations(double[] xyz, int[] atoms) {
        int n = atoms.length;
        double[] centre = centre(xyz, atoms), normal = normal(xyz, atoms);
        var off = new double[n];
        for (int a = 0; a < n; a++) for (int k = 0; k < 3; k++) off[a] += (xyz[3 * atoms[a] + k] - centre[k]) * normal[k];
        return off;
    }

    /// The centroid.
    public static double[] centre(double[] xyz, int[] atoms) {
        var centre = new double[3];
        for (int a : atoms) for (int k = 0; k < 3; k++) centre[k] += xyz[3 * a + k] / atoms.length;
        return centre;
    }

    /// Unit normal of the least-squares plane.
    public static double[] normal(double[] xyz, int[] atoms) {
        double[] centre = centre(xyz, atoms), m = new double[9];
        for (int a : atoms)
            for (int i = 0; i < 3; i++)
                for (int j = 0; j < 3; j++) m[3 * i + j] += (xyz[3 * a + i] - centre[i]) * (xyz[3 * a + j] - centre[j]);
        double[] vectors = SymmetricEigen.of(m, 3).vectors();
        return new double[]{vectors[0], vectors[1], vectors[2]};
    }
}
