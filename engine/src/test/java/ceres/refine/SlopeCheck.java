package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.refine.energy.Energy;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Gradients against central differences, along seeded coordinates.
final class SlopeCheck {
    private SlopeCheck() {}

    /// An energy without the map as a whole.
    static void gradientIsTheSlope(Refiner r, Energy energy) {
        double[] x = Arrays.copyOf(r.xyz, 3 * r.model.heavyCount()), g = new double[x.length];
        energy.at(x, g);
        var random = new SplittableRandom(4);
        double h = 1e-6, worst = 0;
        for (int n = 0; n < 150; n++) {
            int i = random.nextInt(x.length);
            double[] lo = x.clone(), hi = x.clone(), none = new double[x.length];
            lo[i] -= h;
            hi[i] += h;
            double slope = (energy.at(hi, none) - energy.at(lo, none)) / (2 * h);
            worst = Math.max(worst, Math.abs(slope - g[i]) / Math.max(10, Math.abs(slope)));
        }
        assertTrue(worst < 2e-6, "worst relative gap " + worst);
    }

    /// What the map as a whole adds. It is computed in single precision: its slope is compared over a wider step, and to fewer digits.
    static void pullsAsItsSlopeSays(Refiner r, Energy with, Energy without) {
        double[] x = Arrays.copyOf(r.xyz, 3 * r.model.heavyCount()), g = new double[x.length], g0 = g.clone();
        with.at(x, g);
        without.at(x, g0);
        var random = new SplittableRandom(4);
        double h = 5e-3, worst = 0, largest = 0;
        for (int i = 0; i < x.length; i++) largest = Math.max(largest, Math.abs(g[i] - g0[i]));
        for (int n = 0; n < 40; n++) {
            int i = random.nextInt(x.length);
            double[] lo = x.clone(), hi = x.clone(), none = new double[x.length];
            lo[i] -= h;
            hi[i] += h;
            double slope = (with.at(hi, none) - without.at(hi, none) - with.at(lo, none) + without.at(lo, none)) / (2 * h);
            worst = Math.max(worst, Math.abs(slope - g[i] + g0[i]) / largest);
        }
        assertTrue(worst < 1e-3, "worst gap " + worst + " of the largest slope");
    }
}
