package ceres.refine;

import ceres.refine.density.DensityBox;
import ceres.refine.density.Scatterers;
import ceres.refine.moving.MovingModel;
import ceres.numerics.CellList;
import ceres.numerics.Lbfgs;
import ceres.numerics.Parallel;

/// Isotropic B factors refined against the correlation in the mask.
///
///     E = -w N CC + sum over bonds (d ln B)^2 / 0.3^2 + sum over near pairs (d ln B)^2 / 0.75^2 + walls at 5 and 500 A^2
///
/// Variables are ln B of heavy atoms, or of groups of them ([BFactorGroups]); near is up to 4.2 A. Coordinates stay. The correlation does not know the absolute scale of the
/// map, but B factors change the model map's fall-off with resolution, and that it knows.
final class BFactors {
    static final double LOWEST = 5, HIGHEST = 500;
    private static final double NEAR = 4.2, SIGMA_BOND = 0.3, SIGMA_NEAR = 0.75, LEVEL_RATIO = 2;
    /// iterations after which the correlation by direct sums is tied to its definition anew
    private static final int ROUND = 20;

    private final MovingModel model;
    private final DensityBox box;
    private final Scatterers scatterers;
    private final BFactorGroups groups;

    BFactors(MovingModel model, DensityBox box, Scatterers scatterers, BFactorGroups groups) {
        this.groups = groups;
        this.model = model;
        this.box = box;
        this.scatterers = scatterers;
    }

    /// @param b B factors to start from, A^2
    /// @param weight w
    /// @return refined ones
    double[] refine(double[] xyz, double[] b, double weight, int iterations, Parallel team) {
        int n = model.heavyCount();
        box.mesh().levels(Scatterers.LEAST_B, 1.2 * HIGHEST, LEVEL_RATIO);
        var u = new double[n];
        for (int a = 0; a < n; a++) u[a] = Math.log(Math.clamp(b[a], LOWEST * 1.01, HIGHEST * 0.99));
        int[][] pairs = pairs(xyz, n);
        var grouped = groups.mean(u);
        double[] slope = new double[n];
        box.plain().atoms(scatterers.size(), xyz, effective(u), scatterers.weight);
        for (int left = iterations; left > 0;) {
            int asked = Math.min(left, ROUND);
            double[] ln = effective(groups.spread(grouped));
            box.plain().tieB(box.mesh().fit(scatterers.size(), xyz, ln, scatterers.weight, team), xyz, ln, scatterers.weight,
                    team);
            var round = Lbfgs.minimise((x, g) -> {
                double energy = energy(xyz, groups.spread(x), slope, pairs, weight, team);
                groups.collect(slope, g);
                return energy;
            }, grouped, new Lbfgs.Options(10, asked, 0.7, 1, 1e-6));
            left = round.iterations() < asked ? 0 : left - asked;
        }
        u = groups.spread(grouped);
        var refined = new double[n];
        for (int a = 0; a < n; a++) refined[a] = Math.clamp(Math.exp(u[a]), LOWEST, HIGHEST);
        return refined;
    }

    /// ln of the B factors in carbon's terms, one a scatterer.
    private double[] effective(double[] u) {
        var b = new double[u.length];
        for (int a = 0; a < b.length; a++) b[a] = Math.exp(u[a]);
        return scatterers.lnB(b);
    }

    private double energy(double[] xyz, double[] u, double[] g, int[][] pairs, double weight, Parallel team) {
        int n = u.length;
        double[] ln = effective(u), slope = new double[ln.length];
        double cc = box.plain().correlate(xyz, ln, scatterers.weight, -weight * n, slope, team);
        scatterers.collect(slope);
        double energy = -weight * n * cc;
        double low = Math.log(LOWEST), high = Math.log(HIGHEST);
        for (int a = 0; a < n; a++) {
            double over = Math.max(0, u[a] - high) - Math.max(0, low - u[a]);
            energy += 1e3 * over * over;
            // d ln(B + shift) / d ln B
            g[a] = slope[a] * Math.exp(u[a] - ln[a]) + 2e3 * over;
        }
        for (int p = 0; p < pairs[0].length; p++) {
            int i = pairs[0][p], j = pairs[1][p];
            double sigma = pairs[2][p] == 1 ? SIGMA_BOND : SIGMA_NEAR, w = 1 / (sigma * sigma), d = u[i] - u[j];
            energy += w * d * d;
            g[i] += 2 * w * d;
            g[j] -= 2 * w * d;
        }
        return energy;
    }

    /// First atoms, second atoms, 1 for a bond and 0 for a near pair.
    private int[][] pairs(double[] xyz, int n) {
        var cells = new CellList(xyz, n, NEAR);
        var i = new java.util.ArrayList<int[]>();
        for (int a = 0; a < n; a++) {
            int first = a;
            cells.near(xyz[3 * a], xyz[3 * a + 1], xyz[3 * a + 2], NEAR, a, b -> {
                if (model.meet(first, b)) i.add(new int[]{first, b, model.bonds().bonded(first, b) ? 1 : 0});
            });
        }
        var columns = new int[3][i.size()];
        for (int p = 0; p < i.size(); p++) for (int q = 0; q < 3; q++) columns[q][p] = i.get(p)[q];
        return columns;
    }
}
