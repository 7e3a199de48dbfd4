package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefinementParametersTest {
    @Test
    void takesValuesByName() {
        var p = RefinementParameters.DEFAULT.with("macro_cycles=3").with("correlation_weight = 45.5").with("flips=no")
                .with("hydrogens=all");
        assertEquals(3, p.macroCycles());
        assertEquals(45.5, p.correlationWeight());
        assertEquals(false, p.flips());
        assertEquals(RefinementParameters.Hydrogens.ALL, p.hydrogens());
        assertEquals(RefinementParameters.BFactorModel.TWO_PER_RESIDUE, p.with("b_factor_model=two_per_residue").bFactorModel());
        assertEquals("45.5", p.asMap().get("correlation_weight"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"macro_cycles", "macrocycles=3", "macro_cycles=three", "macro_cycles=-1", "correlation_weight=NaN",
        "flips=perhaps",
        "hydrogens=some", "b_factor_model=some", "=1"})
    void saysWhatIsWrongAndWhatIsRight(String assignment) {
        var fault = assertThrows(Fault.Usage.class, () -> RefinementParameters.DEFAULT.with(assignment));
        assertTrue(fault.getMessage().contains("try: "));
    }

    @ParameterizedTest
    @CsvSource({"macro_cycles=-1, whole number that is not negative", "seed=x, whole number",
        "flips=perhaps, 'word: true, false'",
        "hydrogens=some, word: "})
    void theRemedyNamesWhatItTakes(String assignment, String remedy) {
        var fault = assertThrows(Fault.Usage.class, () -> RefinementParameters.DEFAULT.with(assignment));
        assertTrue(fault.remedy().startsWith("give a " + remedy), fault.remedy());
    }
}
