package ceres.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.metric.Metric;
import ceres.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Clashes against Probe 2.25 on hydrogens of Reduce 4.16, built from source, run 2026-08-22.
class ContactParityTest {
    private static final String ORACLE = "expected/spec-data/oracle";

    /// On given hydrogens the counts are those of Probe.
    @ParameterizedTest
    @CsvSource({"1UBQ,13,1231", "2ERL,3,604", "4HUM,670,8507", "4PRF,3,3918", "4a7h_chainC,84,10982", "pae,20,11213",
        "1EHZ,17,2330"})
    void clashesOnGivenHydrogensAreThoseOfProbe(String name, int clashes, int atoms) {
        Path file = SharedData.require(ORACLE + "/reduced/" + name + ".reduced.pdb.gz");
        var quality = Oracle.measure(file, MeasureOptions.DEFAULT.withKeptHydrogens(true));
        assertEquals(atoms, quality.atomsInContacts());
        assertEquals(clashes, quality.clashes().size());
    }

    /// With hydrogens of our own. Left out: 1EHZ and 2ERL, whose modified bases and ethanol got no hydrogens from that Reduce, and pdb1zff,
    /// whose atom names are those of PDB format 2.
    @Test
    void clashscoresOnOwnHydrogensAreThoseOfReduceAndProbe() throws IOException {
        Map<String, double[]> reference = new HashMap<>();
        for (String line : Files.readAllLines(SharedData.require(ORACLE + "/clash_counts.csv"))) {
            String[] w = line.split(",");
            if (!w[0].equals("model")) reference.put(w[0], new double[]{Double.parseDouble(w[1]), Double.parseDouble(w[3])});
        }
        int within = 0, compared = 0;
        for (var entry : reference.entrySet()) {
            String name = entry.getKey();
            if (name.equals("1EHZ") || name.equals("2ERL") || name.equals("pdb1zff")) continue;
            var quality = Oracle.measure(SharedData.require(ORACLE + "/models/" + name + ".pdb.gz"), MeasureOptions.DEFAULT);
            double ours = quality.measurements().value(Metric.CLASHSCORE).orElseThrow(), theirs = entry.getValue()[1];
            assertEquals(theirs, ours, Math.max(2, 0.08 * theirs), name);
            assertEquals(entry.getValue()[0], quality.atomsInContacts(), 0.006 * entry.getValue()[0], name);
            if (Math.abs(ours - theirs) <= Math.max(0.5, 0.03 * theirs)) within++;
            compared++;
        }
        assertTrue(within >= 0.9 * compared, within + " of " + compared);
    }
}
