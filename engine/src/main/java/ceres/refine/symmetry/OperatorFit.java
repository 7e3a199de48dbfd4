package ceres.refine.symmetry;

import ceres.density.MapBox;
import ceres.density.MapCorrelation;
import ceres.density.SincMap;
import ceres.map.DensityMap;
import ceres.map.SplineMap;
import ceres.model.Structure;
import ceres.numerics.Lbfgs;
import ceres.numerics.Parallel;
import ceres.numerics.Superposition;
import ceres.refine.placement.RigidBody;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Where operators of symmetry lead in a map, refined against the map under guard: none turns by more than 5 degrees or moves by more than
/// 1 A.
final class OperatorFit {
    private static final double MOST_SHIFT = 1, MOST_TURN = Math.toRadians(5), REACH = 20;
    private static final int STEPS = 20, MOST_POINTS = 2000, ROUNDS = 5;
    /// How far points lie from atoms along each axis, A; and what an operator must gain in agreement to be changed.
    private static final double AROUND = 2, GAIN = 0.001;
    /// Of the box in which a copy is looked for, round its atoms, A; and fits in vain after which no more are tried.
    private static final double AROUND_COPY = 8;
    private static final int PATIENCE = 8;
    /// Above this correlation of densities the noise of a map repeats; and how many operators its mean is taken over then.
    private static final double REPEATS = 0.99;
    private static final int FEW = 12;

    private OperatorFit() {}

    /// What the density at point k costs, and its slope by the density.
    interface Cost {
        double of(int k, double density);

        double slope(int k, double density);

        /// The denser the better.
        Cost DENSITY = new Cost() {
            @Override
            public double of(int k, double density) { return -density; }

            @Override
            public double slope(int k, double density) { return -1; }
        };

        /// The nearer to these densities the better.
        static Cost like(double[] wanted) {
            return new Cost() {
                @Override
                public double of(int k, double density) { return (density - wanted[k]) * (density - wanted[k]); }

                @Override
                public double slope(int k, double density) { return 2 * (density - wanted[k]); }
            };
        }
    }

    /// Moves points as one body to where their density costs least.
    ///
    /// @param start 3n coordinates, A
    /// @return where they end; the start itself if that is too far
    static double[] fit(SplineMap map, double[] start, Cost cost) {
        double[] moved = new double[start.length], centre = new double[3], g = new double[start.length], v = new double[6],
                scratch = new double[24];
        for (int q = 0; q < start.length; q++) centre[q % 3] += 3 * start[q] / start.length;
        var result = Lbfgs.minimise((x, slope) -> {
            double[] w = {x[3] / REACH, x[4] / REACH, x[5] / REACH};
            RigidBody.move(start, centre, RigidBody.rotation(w), x, moved);
            Arrays.fill(g, 0);
            double sum = 0;
            for (int k = 0; k < start.length / 3; k++) {
                double density = map.evaluate(moved[3 * k], moved[3 * k + 1], moved[3 * k + 2], g, 3 * k, 1, scratch),
                        pull = cost.slope(k, density);
                sum += cost.of(k, density);
                for (int d = 0; d < 3; d++) g[3 * k + d] *= pull;
            }
            slopes(moved, centre, x, w, g, slope);
            return sum;
        }, v, new Lbfgs.Options(6, STEPS, 0.3, 3, 1e-7));
        double turn = Math.sqrt(v[3] * v[3] + v[4] * v[4] + v[5] * v[5]) / REACH,
                shift = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
        if (!Double.isFinite(result.value()) || turn > MOST_TURN || shift > MOST_SHIFT) return start;
        RigidBody.move(start, centre, RigidBody.rotation(new double[]{v[3] / REACH, v[4] / REACH, v[5] / REACH}), v, moved);
        return moved;
    }

    private static void slopes(double[] moved, double[] centre, double[] x, double[] w, double[] g, double[] slope) {
        double[] torque = new double[3], j = RigidBody.jacobian(w);
        for (int q = 0; q < g.length; q += 3) {
            double px = moved[q] - centre[0] - x[0], py = moved[q + 1] - centre[1] - x[1], pz = moved[q + 2] - centre[2] - x[2];
            torque[0] += py * g[q + 2] - pz * g[q + 1];
            torque[1] += pz * g[q] - px * g[q + 2];
            torque[2] += px * g[q + 1] - py * g[q];
            for (int d = 0; d < 3; d++) slope[d] += g[q + d];
        }
        for (int q = 0; q < 3; q++) slope[3 + q] = (j[q] * torque[0] + j[3 + q] * torque[1] + j[6 + q] * torque[2]) / REACH;
    }

    /// Operators that lead from a unit to its copies, each laid so that the map there agrees best with the mean of the others; one that gains
    /// less than 0.001 in correlation stays as it was. The model has no say but for where is looked: near its atoms. Those that agree least come
    /// first; where eight in a row have nothing to gain, no other is expected to.
    ///
    /// @param unit heavy atoms
    static List<Superposition> refined(List<Superposition> operators, DensityMap map, Structure unit, Parallel team) {
        double[] points = points(unit.atoms().xyz());
        var now = operators;
        // what one of them brought to the mean of the others may have been wrong
        for (int round = 0; round < ROUNDS; round++) {
            var next = refinedOnce(now, map, unit, points, team);
            if (next.equals(now)) break;
            now = next;
        }
        return now;
    }

    private static List<Superposition> refinedOnce(List<Superposition> operators, DensityMap map, Structure unit, double[] points,
            Parallel team) {
        int n = points.length / 3, all = operators.size();
        double[] total = at(map, points);
        var seen = new double[all][];
        for (int k = 0; k < all; k++) {
            seen[k] = at(map, operators.get(k).apply(points));
            for (int p = 0; p < n; p++) total[p] += seen[k][p];
        }
        var others = new double[all][n];
        var agreement = new double[all];
        for (int k = 0; k < all; k++) {
            for (int p = 0; p < n; p++) others[k][p] = (total[p] - seen[k][p]) / all;
            agreement[k] = correlation(others[k], seen[k]);
        }
        var refined = new ArrayList<>(operators);
        int inVain = 0;
        for (int k : ascending(agreement)) {
            if (inVain == PATIENCE || agreement[k] > 1 - GAIN) break;
            var operator = operators.get(k);
            Structure copy = unit.withXyz(operator.apply(unit.atoms().xyz()));
            var there = SplineMap.of(MapBox.around(copy, map, AROUND_COPY), team);
            double[] moved = fit(there, operator.apply(points), Cost.like(others[k]));
            boolean better = correlation(others[k], at(map, moved)) > agreement[k] + GAIN;
            if (better) refined.set(k, Superposition.of(points, moved));
            inVain = better ? 0 : inVain + 1;
        }
        return refined;
    }

    private static int[] ascending(double[] values) {
        return IntStream.range(0, values.length).boxed().sorted(Comparator.comparingDouble(k -> values[k]))
                .mapToInt(Integer::intValue).toArray();
    }

    /// As many operators, evenly taken, as it needs to tell the map from its interpolation where the same density, noise included, is at the end of
    /// each; all where it is not.
    ///
    /// @param xyz heavy atoms of the unit
    static List<Superposition> telling(List<Superposition> operators, DensityMap map, double[] xyz) {
        double[] points = points(xyz), here = at(map, points);
        for (var operator : operators)
            if (!(correlation(here, at(map, operator.apply(points))) > REPEATS)) return operators;
        int every = (operators.size() + FEW - 1) / FEW;
        return IntStream.range(0, operators.size()).filter(k -> k % every == 0).mapToObj(operators::get).toList();
    }

    /// Places about the atoms, at random but the same in every run.
    private static double[] points(double[] xyz) {
        int atoms = xyz.length / 3, n = Math.min(MOST_POINTS, 4 * atoms);
        var random = new SplittableRandom(atoms);
        var points = new double[3 * n];
        for (int p = 0; p < n; p++)
            for (int d = 0; d < 3; d++)
                points[3 * p + d] = xyz[3 * (int) ((long) p * atoms / n) + d] + random.nextDouble(-AROUND, AROUND);
        return points;
    }

    /// The density at points; 0 outside the map.
    private static double[] at(DensityMap map, double[] points) {
        var sinc = new SincMap(map);
        var values = new double[points.length / 3];
        for (int p = 0; p < values.length; p++) {
            double value = sinc.at(points[3 * p], points[3 * p + 1], points[3 * p + 2]);
            values[p] = Double.isNaN(value) ? 0 : value;
        }
        return values;
    }

    private static double correlation(double[] u, double[] v) {
        var sums = new MapCorrelation.Sums();
        for (int p = 0; p < u.length; p++) sums.add(u[p], v[p]);
        return sums.correlation().orElse(0);
    }
}
