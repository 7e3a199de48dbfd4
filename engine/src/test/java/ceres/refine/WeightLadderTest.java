package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.refine.quality.Quality;
import org.junit.jupiter.api.Test;

class WeightLadderTest {
    private static final Quality EASY = quality(0.7), STRAINED = quality(1.3);

    private static Quality quality(double rmsAnglesDeg) {
        return new Quality(0, 0, 100, 0, 0, 0, 0.004, rmsAnglesDeg, 0, 0, 2.5, 0, 0, 0);
    }

    @Test
    void risesWhileThereIsRoomAndFallsUnderStrainByAtMostAFactorOfOnePointFour() {
        var ladder = new WeightLadder(60, false);
        for (int cycle = 0; cycle < 9; cycle++) {
            double before = ladder.weight();
            ladder.adjust(EASY, false, false);
            assertTrue(ladder.weight() >= before && ladder.weight() <= 1.4 * before + 1e-9, ladder.weight() + " after " + before);
        }
        double most = ladder.weight();
        assertTrue(most > 100 && most <= 150 + 1e-9, "" + most);
        ladder.adjust(STRAINED, false, false);
        assertEquals(most / 1.4, ladder.weight(), 1e-9);
    }

    @Test
    void staysLateInARunAndWhereTheUserChoseIt() {
        var late = new WeightLadder(60, false);
        late.adjust(EASY, false, true);
        assertEquals(60, late.weight());
        var fixed = new WeightLadder(60, true);
        fixed.adjust(STRAINED, false, false);
        assertEquals(60, fixed.weight());
    }

    /// Strain in a map that is explained nearly whole is no reason to go below the first weight.
    @Test
    void keepsTheFirstWeightWhereTheMapRules() {
        var ladder = new WeightLadder(60, false);
        ladder.adjust(STRAINED, true, false);
        assertEquals(60, ladder.weight());
    }

    @Test
    void doesNotRiseAgainOnceLowered() {
        var ladder = new WeightLadder(60, false);
        ladder.lower();
        double low = ladder.weight();
        ladder.adjust(EASY, false, false);
        assertTrue(low < 60, "" + low);
        assertEquals(low, ladder.weight());
    }
}
