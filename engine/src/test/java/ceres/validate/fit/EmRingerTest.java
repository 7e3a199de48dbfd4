package ceres.validate.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ceres.io.MapReader;
import ceres.io.ModelReader;
import ceres.model.StructureBuilder;
import ceres.testing.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmRingerTest {
    /// Reference: phenix.emringer of cctbx 2022.9 on the simulated pair of the validation notes; exact to the digits given.
    @ParameterizedTest
    @CsvSource({"clean.mrc, 4.7927, 0.246683, 0.81081", "full.mrc, 4.6036, 0.298274, 0.86957"})
    void theSimulatedPair(String map, double score, double threshold, double ratio) {
        var folder = SharedData.require("expected/spec-data/syn");
        var scan = EmRinger.scan(ModelReader.read(folder.resolve("model.pdb")).structure(),
                MapReader.read(folder.resolve(map)).map()).orElseThrow();
        assertThat(scan.residues()).hasSize(47);
        assertThat(scan.score()).isCloseTo(score, within(1e-4));
        assertThat(scan.threshold()).isCloseTo(threshold, within(1e-5));
        assertThat(scan.rotamerRatio()).isCloseTo(ratio, within(1e-5));
    }

    /// Reference: phenix.emringer of cctbx 2022.9.
    @ParameterizedTest
    @CsvSource({"emd20026_apoferritin, 3ajo_fitted_refined.pdb, emd20026_prot.mrc.gz, 7.23695",
        "emd30342_7cec, 7cec_A.cif, 390_emd_30342_A_z4.mrc.gz, 1.83712",
        "emd4413_6i5a, start_with_H.pdb, 6i5a_box.ccp4.gz, 3.94841",
        "emd5185_3j06, start_with_H.pdb, 3j06_no_ligand_box.ccp4.gz, 2.92558",
        "emd5778_3j5p, pdb3j5p.pdb, 5778_ChainA.mrc.gz, 0.491191",
        "emd5778_emringer, test_model.pdb, test_map.ccp4.gz, 4.11377",
        "emd5830_3j63, phenix_rsr.pdb, A_box.ccp4.gz, 1.17777", "emd6374_3jb0, 3jb0-D.pdb, 6374.mrc.gz, 4.29886"})
    void realPairs(String pair, String model, String map, double score) {
        var folder = SharedData.require("pairs/" + pair);
        var scan = EmRinger.scan(ModelReader.read(folder.resolve(model)).structure(),
                MapReader.read(folder.resolve(map)).map()).orElseThrow();
        assertThat(scan.score()).isCloseTo(score, within(1e-3));
    }

    @Test
    void noSideChainNoScore() {
        var folder = SharedData.require("expected/spec-data/syn");
        var model = ModelReader.read(folder.resolve("model.pdb")).structure();
        var bare = StructureBuilder.subset(model, a -> "N CA C O CB".contains(model.atomName(a)));
        assertThat(EmRinger.scan(bare, MapReader.read(folder.resolve("clean.mrc")).map())).isEmpty();
    }
}
