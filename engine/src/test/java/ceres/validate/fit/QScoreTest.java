package ceres.validate.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ceres.io.MapReader;
import ceres.io.ModelReader;
import ceres.numerics.Parallel;
import ceres.testing.SharedData;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class QScoreTest {
    private static final Parallel TEAM = Parallel.of(2);

    /// Reference: cctbx, regression test of its Q-score (non_zero_origin model and map, shells 0 to 2 A, 32 points); means of MapQ-like
    /// sampling from the validation notes, 21.3.
    @Test
    void theRegressionVectorOfCctbx() {
        var folder = SharedData.require("pairs/cctbx_nonzero_origin");
        var model = ModelReader.read(folder.resolve("cctbx_non_zero_origin_model.pdb")).structure();
        var map = MapReader.read(folder.resolve("cctbx_non_zero_origin_map.ccp4")).map();
        double[] q = QScore.of(model, map, QScore.Sampling.CCTBX, TEAM, 0.6)[0];
        double[] expected = {0.79852, 0.80609, 0.80133, 0.72103, 0.75883, 0.81456, 0.82049};
        for (int a = 0; a < expected.length; a++) assertThat(q[a]).as("atom " + a).isCloseTo(expected[a], within(1e-4));
        assertThat(mean(q)).isCloseTo(0.78710, within(1e-4));
        double[][] mapq = QScore.of(model, map, QScore.Sampling.MAPQ, TEAM, 0.6, 0.4);
        assertThat(mean(mapq[0])).isCloseTo(0.7823, within(1e-3));
        assertThat(mean(mapq[1])).isCloseTo(0.6605, within(1e-3));
    }

    /// Reference: MapQ 1.9 on EMD-30342 with 7cec chain A, sigma 0.6 (file qscore_reference_residues.txt).
    @Test
    void residuesAgreeWithMapQ() throws Exception {
        var folder = SharedData.require("pairs/emd30342_7cec");
        var model = ModelReader.read(folder.resolve("7cec_A.cif")).structure();
        var map = MapReader.read(folder.resolve("390_emd_30342_A_z4.mrc.gz")).map();
        double[] q = QScore.of(model, map, QScore.Sampling.MAPQ, TEAM, 0.6)[0];
        int compared = 0;
        double squares = 0, sum = 0;
        var rows = Files.readAllLines(folder.resolve("qscore_reference_residues.txt")).stream().map(line -> line.split("\t"))
                .filter(row -> row.length > 5 && row[0].equals("A") && row[1].length() == 3).toList();
        for (var row : rows)
            for (int r = 0; r < model.residueCount(); r++) {
                if (model.seq(r) != Integer.parseInt(row[2]) || !model.residueName(r).equals(row[1])) continue;
                double mine = mean(Arrays.copyOfRange(q, model.atomStart(r), model.atomEnd(r)));
                double gap = mine - Double.parseDouble(row[5]);
                squares += gap * gap;
                sum += gap;
                compared++;
            }
        assertThat(compared).isEqualTo(553);
        assertThat(Math.abs(sum / compared)).isLessThan(0.01);
        assertThat(Math.sqrt(squares / compared)).isLessThan(0.02);
    }

    private static double mean(double[] q) { return Arrays.stream(q).filter(Double::isFinite).average().orElse(Double.NaN); }
}
