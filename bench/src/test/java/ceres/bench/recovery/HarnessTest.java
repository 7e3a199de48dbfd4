package ceres.bench.recovery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.map.DensityMap;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The harness itself: what it does to a model and to a map is what it says.
class HarnessTest {
    /// A stretch of poly-serine: the atoms of a residue in a row, residues side by side.
    private static Structure serines() {
        var b = new StructureBuilder().chain("A", "A", "1");
        String[] names = {"N", "CA", "C", "O", "CB", "OG"};
        double[][] at = {{0, 0, 0}, {1.46, 0, 0}, {2.0, 1.42, 0}, {1.4, 2.45, 0.3}, {2.0, -0.77, 1.2}, {1.6, -2.1, 1.1}};
        int[] element = {7, 6, 6, 8, 6, 8};
        for (int r = 0; r < 20; r++) {
            b.residue("SER", r + 1, '\0', r + 1, false);
            for (int a = 0; a < 6; a++)
                b.atom(names[a], element[a], 0, '\0', at[a][0] + 3.2 * (r % 5), at[a][1] + 5 * (r / 5), at[a][2], 1, 60);
        }
        return b.build();
    }

    @Test
    void aDisturbanceIsAsLargeAsStatedAndTheSameForTheSameSeed() {
        Structure truth = serines();
        var pair = SimulatedPair.of(truth, 3, 1, 1);
        Structure shaken = new Disturbance(truth, 3).shaken(0.5).structure();
        assertEquals(0.5, Agreement.of(pair, shaken).all(), 0.08);
        assertArrayEquals(shaken.atoms().xyz(), new Disturbance(truth, 3).shaken(0.5).structure().atoms().xyz(), 0);
        Structure moved = new Disturbance(truth, 3).displaced(5, 0).structure();
        assertEquals(5, Agreement.centreShift(pair, moved), 1e-9);
        Structure turned = new Disturbance(truth, 5).wrongRotamers(1).structure();
        var a = Agreement.of(pair, turned);
        assertEquals(20, a.rotamers());
        assertEquals(20, a.wrongRotamers());
        assertEquals(0, a.backbone(), 1e-12);
        assertEquals(0, Agreement.of(pair, truth).all(), 0);
    }

    /// Odds go by the square of what the noise is weaker, and are none where the truth is a rotamer itself.
    @Test
    void aMapTellsAnOutlierTheBetterTheLessItsNoise() {
        Structure plain = serines();
        SideChain chain = SideChain.of(plain).get(7);
        Structure odd = plain.withXyz(new Disturbance(plain, 1).turned(chain, new double[]{Math.toRadians(120)}));
        double clear = new SideChainEvidence(SimulatedPair.of(odd, 2, 0.9, 1)).lnOddsOfTruth(7),
                noisy = new SideChainEvidence(SimulatedPair.of(odd, 2, 0.3, 1)).lnOddsOfTruth(7);
        assertTrue(noisy > Math.log(100), noisy + " with noise");
        assertEquals(0.9 / 0.1 * 0.7 / 0.3, clear / noisy, 5);
        Structure common = plain.withXyz(new Disturbance(plain, 1).turned(chain, new double[]{Math.toRadians(63)}));
        assertTrue(new SideChainEvidence(SimulatedPair.of(common, 2, 0.3, 1)).lnOddsOfTruth(7) < 1);
    }

    @Test
    void halfMapsDifferByTheirNoiseOnly() {
        Structure truth = serines();
        assertEquals(0, difference(SimulatedPair.of(truth, 3, 1, 1)), 0);
        double mild = difference(SimulatedPair.of(truth, 3, 0.5, 1)), strong = difference(SimulatedPair.of(truth, 3, 0.143, 1));
        // N ~ (1 - f) / f
        assertEquals(Math.sqrt(0.857 / 0.143), strong / mild, 0.02 * strong / mild);
        assertTrue(mild > 0);
    }

    private static double difference(SimulatedPair pair) {
        DensityMap a = pair.halves().first(), b = pair.halves().second();
        double sum = 0;
        for (int v = 0; v < a.values().length; v++) sum += Math.pow(a.values()[v] - b.values()[v], 2);
        return Math.sqrt(sum / a.values().length);
    }

    @Test
    void tablesComeBackAsTheyWereWritten(@TempDir Path folder) throws IOException {
        var table = new Table("t", "chain", "d, A", "value");
        table.add("6i5a", Table.number(3, 1), Table.number(-0.001, 2));
        table.add("x, y", Table.number(4, 1), Table.number(Double.NaN, 2));
        table.write(folder);
        var again = Table.read(folder, "t");
        assertEquals(table.headings(), again.headings());
        assertEquals(table.rows(), again.rows());
        assertEquals(0, again.at(0, "value"), 0);
        assertTrue(Double.isNaN(again.at(1, "value")));
    }
}
