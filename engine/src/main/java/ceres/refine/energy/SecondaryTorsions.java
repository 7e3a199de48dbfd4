package ceres.refine.energy;

import ceres.model.SecondaryStructure;
import ceres.numerics.Parallel;
import ceres.refine.moving.Backbone;
import ceres.refine.moving.MovingModel;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/// Phi and psi of residues inside helices and strands, held near the ideals of their kind.
///
/// Alpha helix -62, -41 degrees, free within 10 (Barlow1988); strand -125, 125, free within 30, in which both the parallel sheet, -119, 113, and the
/// antiparallel, -139, 135 (Arnott1967), lie; letting go 40 degrees beyond. Sigma is 8 degrees at 5 A and grows as the square of what the
/// map shows: 12.5 degrees at 4 A.
///
/// A residue is inside if both neighbours are of its kind too, so that a helix seen one residue longer or shorter changes nothing at once.
/// 3-10 and pi helices are left alone.
public final class SecondaryTorsions {
    private static final double LIMIT = Math.toRadians(40), SIGMA_AT_FIVE = Math.toRadians(8);
    private static final double[] HELIX = rad(-62, -41, 10), STRAND = rad(-125, 125, 30);

    private final TorsionTarget helices, strands;
    private final int size;

    private SecondaryTorsions(TorsionTarget helices, TorsionTarget strands, int size) {
        this.helices = helices;
        this.strands = strands;
        this.size = size;
    }

    private static double[] rad(double... deg) { return Arrays.stream(deg).map(Math::toRadians).toArray(); }

    /// @param found of the model's heavy atoms
    /// @param resolution A
    public static SecondaryTorsions of(MovingModel model, Backbone backbone, SecondaryStructure found, double resolution) {
        char[] code = found.code();
        double sigma = SIGMA_AT_FIVE * Math.pow(5 / resolution, 2);
        var h = sites(backbone, r -> inside(code, r, 'H'));
        var e = sites(backbone, r -> inside(code, r, 'E'));
        return new SecondaryTorsions(target(model, h, HELIX, sigma), target(model, e, STRAND, sigma), h.size() + e.size());
    }

    private static boolean inside(char[] code, int r, char kind) {
        return r > 0 && r + 1 < code.length && code[r - 1] == kind && code[r] == kind && code[r + 1] == kind;
    }

    private static List<Backbone.Site> sites(Backbone backbone, IntPredicate wanted) {
        return backbone.sites().stream().filter(s -> wanted.test(s.residue())).toList();
    }

    private static TorsionTarget target(MovingModel model, List<Backbone.Site> sites, double[] kind, double sigma) {
        int n = sites.size();
        var atoms = new int[4][2 * n];
        double[] ideal = new double[2 * n], sigmas = new double[2 * n], period = new double[2 * n];
        for (int q = 0; q < n; q++) {
            var s = sites.get(q);
            int[] phi = {s.carbonBefore(), s.n(), s.alpha(), s.carbon()}, psi = {s.n(), s.alpha(), s.carbon(), s.nAfter()};
            for (int d = 0; d < 4; d++) {
                atoms[d][2 * q] = phi[d];
                atoms[d][2 * q + 1] = psi[d];
            }
            ideal[2 * q] = kind[0];
            ideal[2 * q + 1] = kind[1];
        }
        Arrays.fill(sigmas, sigma);
        Arrays.fill(period, 2 * Math.PI);
        return new TorsionTarget(model.total(), atoms[0], atoms[1], atoms[2], atoms[3], ideal, sigmas, period)
                .within(kind[2], LIMIT);
    }

    /// Residues held.
    public int size() { return size; }

    SecondaryTorsions only(boolean[] moving) { return new SecondaryTorsions(helices.only(moving), strands.only(moving), size); }

    double evaluate(double[] xyz, double[] gradient, Parallel team) {
        return helices.evaluate(xyz, gradient, team) + strands.evaluate(xyz, gradient, team);
    }
}
