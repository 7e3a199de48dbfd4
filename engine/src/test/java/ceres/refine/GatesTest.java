package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Every line of "do no harm" on its own.
class GatesTest {
    private static final Quality INPUT = new Quality(8, 30, 95, 0.5, 1, 1, 0.012, 1.3, 0, 0, 2.3, 1);
    private final Gates gates = new Gates(INPUT, 0.8, 0.1);

    private void fails(String word, Quality q, double cc) {
        List<String> failures = gates.failures(q, cc);
        assertEquals(1, failures.size(), failures.toString());
        assertTrue(failures.getFirst().contains(word), failures.toString());
    }

    @Test
    void theInputItselfAndWhatIsBetterPass() {
        assertEquals(List.of(), gates.failures(INPUT, 0.8));
        assertEquals(List.of(), gates.failures(new Quality(0, 0, 100, 0, 0, 0, 0.003, 0.6, 0, 0, 2.6, 0), 0.85));
    }

    @Test
    void eachMetricHasAGate() {
        fails("CC (mask)", INPUT, 0.79);
        fails("CC (mask)", INPUT, Double.NaN);
        fails("clashscore", new Quality(9, 30, 95, 0.5, 1, 1, 0.012, 1.3, 0, 0, 2.3, 1), 0.8);
        fails("favoured", new Quality(8, 30, 93.9, 0.5, 1, 1, 0.012, 1.3, 0, 0, 2.3, 1), 0.8);
        fails("Ramachandran outliers", new Quality(8, 30, 95, 0.7, 1, 1, 0.012, 1.3, 0, 0, 2.3, 1), 0.8);
        fails("rotamer", new Quality(8, 30, 95, 0.5, 1.2, 1, 0.012, 1.3, 0, 0, 2.3, 1), 0.8);
        fails("C-beta", new Quality(8, 30, 95, 0.5, 1, 2, 0.012, 1.3, 0, 0, 2.3, 1), 0.8);
        fails("bonds", new Quality(8, 30, 95, 0.5, 1, 1, 0.016, 1.3, 0, 0, 2.3, 1), 0.8);
        fails("angles", new Quality(8, 30, 95, 0.5, 1, 1, 0.012, 1.6, 0, 0, 2.3, 1), 0.8);
        fails("hand", new Quality(8, 30, 95, 0.5, 1, 1, 0.012, 1.3, 1, 0, 2.3, 1), 0.8);
        fails("cis", new Quality(8, 30, 95, 0.5, 1, 1, 0.012, 1.3, 0, 1, 2.3, 1), 0.8);
        fails("nonbonded", new Quality(8, 30, 95, 0.5, 1, 1, 0.012, 1.3, 0, 0, 1.8, 1), 0.8);
        fails("CaBLAM", new Quality(8, 30, 95, 0.5, 1, 1, 0.012, 1.3, 0, 0, 2.3, 1.3), 0.8);
    }

    /// In a small model one residue is more than 0.2 %: one is let through, two are not.
    @Test
    void ofCarbonylsOneResidueIsNoDifference() {
        var small = new Gates(INPUT, 0.8, 0.7);
        assertEquals(List.of(), small.failures(new Quality(8, 30, 95, 0.5, 1, 1, 0.012, 1.3, 0, 0, 2.3, 1.7), 0.8));
        assertEquals(1, small.failures(new Quality(8, 30, 95, 0.5, 1, 1, 0.012, 1.3, 0, 0, 2.3, 2.4), 0.8).size());
    }
}
