package ceres.refine.moving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.refine.Helix;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TorsionTest {
    /// Looking from j to k, l is a quarter turn clockwise of i: +90 degrees by the IUPAC rule.
    @Test
    void hasTheSignOfIupac() {
        double[] x = {0, 1, 0, 0, 0, 0, 0, 0, 1, -1, 0, 1};
        assertEquals(Math.PI / 2, Math.abs(Torsion.angle(x, 0, 1, 2, 3)), 1e-12);
        double[] helix = Helix.truth().atoms().xyz();
        var s = Helix.truth();
        assertEquals(Math.toRadians(-62),
                Torsion.angle(helix, s.find(3, "C"), s.find(4, "N"), s.find(4, "CA"), s.find(4, "C")), 1e-9);
    }

    @Test
    void gradientIsTheSlope() {
        var random = new SplittableRandom(2);
        double h = 1e-6, worst = 0;
        for (int n = 0; n < 300; n++) {
            double[] x = random.doubles(12, -2, 2).toArray(), g = new double[12];
            Torsion.addGradient(x, 0, 1, 2, 3, 1, g);
            double sharp = 0;
            for (double v : g) sharp = Math.max(sharp, Math.abs(v));
            if (sharp > 50) continue; // three points nearly in a line: the angle itself is ill defined
            for (int i = 0; i < 12; i++) {
                double[] lo = x.clone(), hi = x.clone();
                lo[i] -= h;
                hi[i] += h;
                double slope = Torsion.wrap(Torsion.angle(hi, 0, 1, 2, 3) - Torsion.angle(lo, 0, 1, 2, 3)) / (2 * h);
                worst = Math.max(worst, Math.abs(slope - g[i]) / Math.max(1, Math.abs(slope)));
            }
        }
        assertTrue(worst < 1e-6, "worst gap " + worst);
    }
}
