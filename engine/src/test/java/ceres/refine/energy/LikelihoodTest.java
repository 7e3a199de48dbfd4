package ceres.refine.energy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// The law by which a map pulls: a line, the logarithm, a line.
class LikelihoodTest {
    private static final Likelihood LAW = new Likelihood(60, 600, 3);

    @Test
    void thePullIsTheSlope() {
        double h = 1e-7;
        for (double cc = -0.5; cc < 0.9999; cc += 0.00373)
            assertEquals((LAW.energy(cc - h) - LAW.energy(cc + h)) / (2 * h), LAW.pull(cc), 1e-2, "at " + cc);
    }

    @Test
    void itIsALineWhereTheFitIsPoorAndWhereItIsPerfect() {
        assertEquals(-60 * 0.7, LAW.energy(0.7), 1e-12);
        assertEquals(60, LAW.pull(0.7));
        assertEquals(600, LAW.pull(0.9999));
        assertEquals(-600 * 0.0005, LAW.energy(0.9998) - LAW.energy(0.9993), 1e-9);
    }

    @Test
    void betweenThemItIsMinusTwiceTheLogarithmOfTheLikelihood() {
        assertTrue(LAW.rules(0.97));
        assertFalse(LAW.rules(0.94));
        assertEquals(3 * Math.log((1 - 0.98 * 0.98) / (1 - 0.97 * 0.97)), LAW.energy(0.98) - LAW.energy(0.97), 1e-12);
    }

    @Test
    void withoutALeastWeightALowCorrelationHardlyCounts() {
        var law = new Likelihood(0, 600, 3);
        assertEquals(3 * Math.log(1 - 0.25), law.energy(0.5), 1e-12);
        assertEquals(0, law.pull(-0.2));
    }

    /// A cube of 30 A at 3 A: 1000 cubes of the resolution, 4 pi / 3 values in each.
    @Test
    void theDataOfAMapGoByItsVolumeAndResolution() { assertEquals(4188.8, Likelihood.data(27000, 3), 0.1); }
}
