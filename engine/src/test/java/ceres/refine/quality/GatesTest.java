package ceres.refine.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every line of "do no harm" on its own.
class GatesTest {
    private static final Quality INPUT = new Quality(8, 30, 95, 0.5, 1, 1, 0.012, 1.3, 0, 0, 2.3, 1, -2.5, 3);
    private static final Quality GOOD = new Quality(0, 0, 100, 0, 0, 0, 0.003, 0.6, 0, 0, 2.6, 0, 0.1, 0);
    private final Gates gates = new Gates(INPUT, 0.8, 0.1);

    /// The input with one number changed, by the name of the component.
    private static Quality input(String name, double value) { return with(INPUT, name, value); }

    private static Quality with(Quality q, String name, double value) {
        var types = new ArrayList<Class<?>>();
        var values = new ArrayList<Object>();
        try {
            for (var c : Quality.class.getRecordComponents()) {
                types.add(c.getType());
                Object old = c.getAccessor().invoke(q);
                values.add(!c.getName().equals(name) ? old : c.getType() == int.class ? (Object) (int) value : (Object) value);
            }
            return Quality.class.getDeclaredConstructor(types.toArray(Class[]::new)).newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void fails(String word, Quality q, double cc) {
        List<String> failures = gates.failures(q, cc);
        assertEquals(1, failures.size(), failures.toString());
        assertTrue(failures.getFirst().contains(word), failures.toString());
    }

    private void passes(Quality q) { assertEquals(List.of(), gates.failures(q, 0.8)); }

    @Test
    void theInputItselfAndWhatIsBetterPass() {
        passes(INPUT);
        assertEquals(List.of(), gates.failures(GOOD, 0.85));
    }

    @Test
    void eachMetricHasAGate() {
        fails("CC (mask)", INPUT, 0.79);
        fails("CC (mask)", INPUT, Double.NaN);
        fails("clashscore", input("clashscore", 9), 0.8);
        fails("favoured", input("ramaFavored", 93.9), 0.8);
        fails("Ramachandran outliers", input("ramaOutliers", 0.7), 0.8);
        fails("Rama-Z", input("ramaZ", -2.6), 0.8);
        fails("Rama-Z", input("ramaZ", 2.6), 0.8);
        fails("rotamer", input("rotamerOutliers", 1.2), 0.8);
        fails("C-beta", input("cBetaDeviations", 2), 0.8);
        fails("bonds", input("rmsBonds", 0.016), 0.8);
        fails("angles", input("rmsAnglesDeg", 1.6), 0.8);
        fails("hand", input("inversions", 1), 0.8);
        fails("cis", input("newCisPeptides", 1), 0.8);
        fails("nonbonded", input("minNonbonded", 1.8), 0.8);
        fails("CaBLAM", input("cablamOutliers", 1.3), 0.8);
    }

    /// A good start has no outlier to lose; what a result may have all the same is what the field calls good.
    @Test
    void aPerfectStartLeavesTheRoomThatTheFieldCallsGood() {
        var strict = new Gates(GOOD, 0.8, 0.1);
        for (var fine : List.of(with(GOOD, "clashscore", 4.9), with(GOOD, "ramaOutliers", 0.2),
                with(GOOD, "rotamerOutliers", 0.5),
                with(GOOD, "ramaZ", -2), with(GOOD, "ramaFavored", 99.1), with(GOOD, "rmsBonds", 0.014),
                with(GOOD, "rmsAnglesDeg", 1.4),
                with(GOOD, "minNonbonded", 1.95)))
            assertEquals(List.of(), strict.failures(fine, 0.8), fine.toString());
        for (var bad : List.of(with(GOOD, "clashscore", 5.1), with(GOOD, "ramaOutliers", 0.3), with(GOOD, "rotamerOutliers", 0.6),
                with(GOOD, "ramaZ", -2.1), with(GOOD, "cBetaDeviations", 1)))
            assertEquals(1, strict.failures(bad, 0.8).size(), bad.toString());
    }

    /// In a small model one residue is more than 0.2 %: one is let through, two are not.
    @Test
    void ofCarbonylsOneResidueIsNoDifference() {
        var small = new Gates(INPUT, 0.8, 0.7);
        assertEquals(List.of(), small.failures(input("cablamOutliers", 1.7), 0.8));
        assertEquals(1, small.failures(input("cablamOutliers", 2.4), 0.8).size());
    }

    @Test
    void amongGoodModelsTheOneWithTheMoreNormalBackboneWins() {
        assertTrue(Gates.score(GOOD, 0.8) > Gates.score(with(GOOD, "ramaZ", 3), 0.8));
        assertEquals(Gates.score(GOOD, 0.8), Gates.score(with(GOOD, "ramaZ", -1.5), 0.8));
    }
}
