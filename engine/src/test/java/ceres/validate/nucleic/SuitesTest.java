package ceres.validate.nucleic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.chem.NucleicTables;
import org.junit.jupiter.api.Test;

class SuitesTest {
    /// The centre of every cluster is named after it, with full suiteness.
    @Test
    void everyClusterCentreIsItself() {
        int clusters = 0;
        for (String bin : NucleicTables.standard().bins())
            for (var cluster : NucleicTables.standard().clusters(bin)) {
                var suite = Suites.named(cluster.anglesDeg());
                assertEquals(cluster.name(), suite.name(), bin);
                assertEquals(bin, suite.bin());
                assertEquals(1, suite.suiteness(), 1e-12);
                clusters++;
            }
        assertEquals(54, clusters);
    }

    @Test
    void impossibleAnglesAreTriaged() {
        var suite = Suites.named(new double[]{82, 100, 289, 295, 174, 54, 81});
        assertTrue(suite.outlier());
        assertEquals("trig", suite.bin());
        assertEquals(0, suite.suiteness());
    }

    @Test
    void aPointFarFromAllClustersOfItsBinIsAnOutlier() {
        var suite = Suites.named(new double[]{82, 250, 60, 200, 100, 54, 81});
        assertTrue(suite.outlier());
        assertEquals("33p", suite.bin());
    }
}
