package ceres.density;

import java.util.ArrayList;
import java.util.List;

/// The resolution at which a model map with one B for all atoms resembles a map most: what detail the map really shows.
///
/// Source: Afonine2018b (d_model).
///
/// @param d resolution with the overall B that fits best, A
/// @param b that overall B, A^2
/// @param dWithoutB resolution with B = 0, A
public record ModelResolution(double d, double b, double dWithoutB) {
    private static final int LOWEST_B = -500, HIGHEST_B = 495, STEP_B = 5;

    /// @param profile of the map (first) and the model map with all B factors 0 (second)
    /// @param dFscModel resolution at which model and map cease to correlate at all, A; finer coefficients are left out for `d` and `b`
    public static ModelResolution of(RadialProfile profile, double dFscModel) {
        double dWithoutB = best(profile, 0, 0);
        double b = overallB(profile, dFscModel);
        return new ModelResolution(best(profile, b, dFscModel), b, dWithoutB);
    }

    /// The B that makes the correlation of all coefficients with d >= dMin highest. From one B to the next every shell is damped by the
    /// same factor again.
    private static double overallB(RadialProfile p, double dMin) {
        int n = p.shells();
        double[] damping = new double[n], factor = new double[n];
        for (int i = 0; i < n; i++) {
            double s2 = p.meanD(i) < dMin ? 0 : 1 / (p.meanD(i) * p.meanD(i));
            damping[i] = s2 > 0 ? Math.exp(-LOWEST_B * s2 / 4) : 0;
            factor[i] = Math.exp(-STEP_B * s2 / 4);
        }
        double best = 0, highest = Double.NEGATIVE_INFINITY;
        for (int b = LOWEST_B; b <= HIGHEST_B; b += STEP_B) {
            double cross = 0, model = 0;
            for (int i = 0; i < n; i++) {
                cross += damping[i] * p.fg[i];
                model += damping[i] * damping[i] * p.gg[i];
                damping[i] *= factor[i];
            }
            double cc = cross / Math.sqrt(model);
            if (cc > highest) {
                highest = cc;
                best = b;
            }
        }
        return best;
    }

    /// The trial resolution at which the map and the model map cut there correlate best.
    private static double best(RadialProfile p, double b, double dMin) {
        int n = p.shells();
        double[] cross = new double[n + 1], model = new double[n + 1]; // sums over shells i and coarser
        int first = n;
        for (int i = n - 1; i >= 0 && p.meanD(i) >= dMin; i--) {
            double damping = Math.exp(-b / (4 * p.meanD(i) * p.meanD(i)));
            cross[i] = cross[i + 1] + damping * p.fg[i];
            model[i] = model[i + 1] + damping * damping * p.gg[i];
            first = i;
        }
        double bestD = Double.NaN, highest = Double.NEGATIVE_INFINITY;
        int shell = first;
        for (double d : trials(p.meanD(Math.min(first, n - 1)))) {
            while (shell < n && p.meanD(shell) < d) shell++;
            double cc = cross[shell] / Math.sqrt(model[shell]);
            if (cc > highest) {
                highest = cc;
                bestD = d;
            }
        }
        return bestD;
    }

    /// From the finest resolution in steps of 0.1 A, beyond 11 A of 1 A, to an end that depends on the start.
    private static List<Double> trials(double start) {
        double end = start < 5 ? 10 : start < 10 ? 20 : start < 20 ? 40 : 100;
        var all = new ArrayList<Double>();
        for (int i = (int) (start * 10); i < 30; i++) all.add(i / 10.0);
        for (int i = 300; i < 610; i += 10) all.add(i / 100.0);
        for (int i = 65; i < 105; i++) all.add(i / 10.0);
        for (int i = 11; i < 100; i++) all.add((double) i);
        return all.stream().filter(d -> d >= start && d <= end).toList();
    }
}
