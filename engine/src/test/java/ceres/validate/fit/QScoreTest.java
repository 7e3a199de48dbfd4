package ceres.validate.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ceres.density.Trilinear;
import ceres.io.MapReader;
import ceres.io.ModelReader;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.UnitCell;
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

    /// Reference: MapQ 1.7 on EMD-30342 with 7cec chain A, sigma 0.6 (file qscore_reference_residues.txt).
    ///
    /// Run on several processes, MapQ first cuts the map into pieces whose voxels lie at whole multiples of the spacing, and this map's
    /// origin does not (131.02, 101.37 and 108.28 voxels): its numbers are those of a map interpolated twice. On that map all ours are
    /// the same; on the map itself the mean is higher by 0.006.
    @Test
    void residuesAgreeWithMapQOnTheMapThatItMeasured() throws Exception {
        var folder = SharedData.require("pairs/emd30342_7cec");
        var model = ModelReader.read(folder.resolve("7cec_A.cif")).structure();
        var map = MapReader.read(folder.resolve("390_emd_30342_A_z4.mrc.gz")).map();
        double[] q = QScore.of(model, resampled(map), QScore.Sampling.MAPQ, TEAM, 0.6)[0];
        int compared = 0;
        double sum = 0;
        var rows = Files.readAllLines(folder.resolve("qscore_reference_residues.txt")).stream().map(line -> line.split("\t"))
                .filter(row -> row.length > 5 && row[0].equals("A") && row[1].length() == 3).toList();
        for (var row : rows)
            for (int r = 0; r < model.residueCount(); r++) {
                if (model.seq(r) != Integer.parseInt(row[2]) || !model.residueName(r).equals(row[1])) continue;
                double mine = mean(Arrays.copyOfRange(q, model.atomStart(r), model.atomEnd(r)));
                double theirs = Double.parseDouble(row[5]);
                assertThat(mine).as("residue " + row[2]).isCloseTo(theirs, within(1e-3));
                sum += mine - theirs;
                compared++;
            }
        assertThat(compared).isEqualTo(553);
        assertThat(sum / compared).isCloseTo(0, within(1e-4));
        double direct = mean(QScore.of(model, map, QScore.Sampling.MAPQ, TEAM, 0.6)[0]);
        assertThat(direct - mean(q)).isCloseTo(0.0063, within(5e-4));
    }

    /// The map at whole multiples of its spacing, by trilinear interpolation; 0 outside.
    private static DensityMap resampled(DensityMap map) {
        var g = map.grid();
        double d = g.dx();
        var at = new Trilinear(map);
        var grid = new Grid(g.nx() + 8, g.ny() + 8, g.nz() + 8,
                UnitCell.orthogonal((g.nx() + 8) * d, (g.ny() + 8) * d, (g.nz() + 8) * d),
                (Math.round(g.originX() / d) - 4) * d, (Math.round(g.originY() / d) - 4) * d,
                (Math.round(g.originZ() / d) - 4) * d);
        var v = new float[grid.voxels()];
        for (int k = 0; k < grid.nz(); k++)
            for (int j = 0; j < grid.ny(); j++)
                for (int i = 0; i < grid.nx(); i++) {
                    double x = grid.originX() + i * d, y = grid.originY() + j * d, z = grid.originZ() + k * d;
                    if (at.covers(x, y, z)) v[grid.index(i, j, k)] = (float) at.at(x, y, z);
                }
        return new DensityMap(grid, v);
    }

    private static double mean(double[] q) { return Arrays.stream(q).filter(Double::isFinite).average().orElse(Double.NaN); }
}
