package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.map.DensityMap;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A helix with an outlier in it, in maps with more and less noise.
class MainChainEvidenceTest {
    private static final Parallel TEAM = Parallel.single();
    private static final int ODD = 10;
    private static final double D = 2.5;
    private static final Structure TRUTH = Helix.build(-62, -42, ODD, 120, 120);
    private static final DensityMap CLEAN = Helix.map(TRUTH, D, 0, TEAM);

    /// Odds go by the square of what the noise is weaker: of what is no map at all they are none.
    @Test
    void aMapTellsAnOutlierTheBetterTheLessItsNoise() {
        double clear = lnOdds(0.5), noisy = lnOdds(1), hidden = lnOdds(100);
        assertTrue(noisy > Math.log(100), noisy + " with noise");
        assertEquals(4, clear / noisy, 1.5, clear + ", " + noisy);
        assertTrue(hidden < Math.log(100), hidden + " where nothing shows");
    }

    /// What is allowed has nothing to be supported.
    @Test
    void aResidueOfTheHelixIsNoOutlier() { assertEquals(0, evidence(1).lnOddsOfTruth(ODD + 6)); }

    private static double lnOdds(double noise) { return evidence(noise).lnOddsOfTruth(ODD); }

    /// @param noise of a voxel, of the rms of the map
    private static MainChainEvidence evidence(double noise) {
        double square = 0;
        for (float v : CLEAN.values()) square += v * v;
        double sd = noise * Math.sqrt(square / CLEAN.values().length);
        var random = new SplittableRandom(3);
        float[] v = CLEAN.values().clone();
        for (int i = 0; i < v.length; i++) v[i] += (float) (sd * random.nextGaussian());
        return new MainChainEvidence(Helix.interpret(TRUTH), new DensityMap(CLEAN.grid(), v), D, 1 / (2 * sd * sd), TEAM);
    }
}
