package ceres.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.chem.HydrogenGeometry;
import ceres.chem.ReferenceData;
import ceres.metric.Metric;
import ceres.model.ModelHeader;
import ceres.numerics.Parallel;
import ceres.progress.Progress;
import ceres.testing.SharedData;
import ceres.validate.ligand.SugarQuality;
import org.junit.jupiter.api.Test;

class RealModelTest {
    private static final String UBIQUITIN = "expected/spec-data/oracle/models/1UBQ.pdb.gz";

    /// Non-regression: N-acetylglucosamine of a well-refined glycoprotein stands in the 4C1 chair, whose Q is about 0.6 A.
    @Test
    void sugarsOfAGlycoproteinAreChairs() {
        var q = Oracle.measure(SharedData.require("models/glyco/6x79.cif.gz"), MeasureOptions.DEFAULT);
        assertEquals(51, q.sugars().size());
        assertTrue(q.sugars().stream().allMatch(SugarQuality::chair));
        for (var s : q.sugars()) assertEquals(0.6, s.amplitude(), 0.1);
        assertEquals(39, q.sugars().stream().filter(SugarQuality::sequon).count());
        assertEquals(51, q.ligands().size());
    }

    @Test
    void theNumberOfThreadsDoesNotMatter() {
        var model = Oracle.interpret(SharedData.require(UBIQUITIN));
        ModelQuality one = measure(model, 1), four = measure(model, 4);
        assertEquals(one.measurements().asMap(), four.measurements().asMap());
        assertEquals(one.clashes(), four.clashes());
        assertEquals(one.flips(), four.flips());
    }

    private static ModelQuality measure(ceres.restraint.Interpretation model, int threads) {
        try (var team = Parallel.of(threads)) {
            return ModelQuality.measure(model, ModelHeader.EMPTY, ReferenceData.standard(), team, Progress.NONE);
        }
    }

    /// Nuclear positions are farther out and their hydrogens smaller: other clashes, the same number of atoms.
    @Test
    void theLengthOfBondsToHydrogenIsAnOption() {
        var file = SharedData.require(UBIQUITIN);
        var cloud = Oracle.measure(file, MeasureOptions.DEFAULT);
        var nuclear = Oracle.measure(file, MeasureOptions.DEFAULT.withLength(HydrogenGeometry.Length.NUCLEAR));
        assertEquals(cloud.atomsInContacts(), nuclear.atomsInContacts());
        assertNotEquals(cloud.clashes(), nuclear.clashes());
    }

    /// Flips are reported for every ASN, GLN and HIS; applying those that help lowers the clashscore of ubiquitin as Reduce's own flips do.
    @Test
    void flipsAreReportedAndAppliedOnlyWhenAsked() {
        var file = SharedData.require(UBIQUITIN);
        var kept = Oracle.measure(file, MeasureOptions.DEFAULT);
        assertEquals(9, kept.flips().size());
        var flipped = Oracle.measure(file, MeasureOptions.DEFAULT.withFlips(true));
        double before = kept.measurements().value(Metric.CLASHSCORE).orElseThrow();
        assertTrue(flipped.measurements().value(Metric.CLASHSCORE).orElseThrow() <= before);
    }

    /// A user's folder with the published grids gives the same calls as the tables of this build.
    @Test
    void publishedGridsCanReplaceOurs() {
        var data = ReferenceData.in(SharedData.require("reference/01_ramachandran"));
        var model = Oracle.interpret(SharedData.require(UBIQUITIN));
        try (var team = Parallel.single()) {
            var theirs = ModelQuality.measure(model, ModelHeader.EMPTY, data, team, Progress.NONE);
            var ours = ModelQuality.measure(model, ModelHeader.EMPTY, ReferenceData.standard(), team, Progress.NONE);
            for (int i = 0; i < ours.rama().size(); i++) {
                assertEquals(ours.rama().get(i).call(), theirs.rama().get(i).call());
                assertEquals(ours.rama().get(i).percentile(), theirs.rama().get(i).percentile(), 1e-4);
            }
            assertTrue(theirs.versions().getFirst().contains("01_ramachandran"));
        }
    }
}
