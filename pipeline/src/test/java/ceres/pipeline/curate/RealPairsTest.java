package ceres.pipeline.curate;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.fault.ReasonCode;
import ceres.io.MapFile;
import ceres.io.MapReader;
import ceres.io.ModelReader;
import ceres.model.Structure;
import ceres.testing.SharedData;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealPairsTest {
    private static Curation curate(String model, String map, double resolution) {
        return Curator.curate(new CurationInput(SharedData.require(model), SharedData.require(map), List.of(), Optional.empty(),
                resolution > 0 ? OptionalDouble.of(resolution) : OptionalDouble.empty(), Set.of()));
    }

    @ParameterizedTest
    @CsvSource({"emd20026_apoferritin/3ajo_fitted_refined.pdb,emd20026_apoferritin/emd20026_prot.mrc.gz,1.75",
        "emd5830_3j63/start_with_H.pdb,emd5830_3j63/A_box.ccp4.gz,3.8",
        "emd5830_3j63/phenix_rsr.pdb,emd5830_3j63/A_box.ccp4.gz,3.8",
        "emd5778_emringer/test_model.pdb,emd5778_emringer/test_map.ccp4.gz,3.4",
        "emd30342_7cec/7cec_A.cif,emd30342_7cec/390_emd_30342_A_z4.mrc.gz,0",
        "emd5778_3j5p/pdb3j5p.pdb,emd5778_3j5p/5778_ChainA.mrc.gz,0", "emd6374_3jb0/3jb0-D.pdb,emd6374_3jb0/6374.mrc.gz,2.9",
        "emd4413_6i5a/start_with_H.pdb,emd4413_6i5a/6i5a_box.ccp4.gz,2.3",
        "emd5185_3j06/start_with_H.pdb,emd5185_3j06/3j06_no_ligand_box.ccp4.gz,3.3",
        "cctbx_nonzero_origin/cctbx_non_zero_origin_model.pdb,cctbx_nonzero_origin/cctbx_non_zero_origin_map.ccp4,3"})
    void pairsThatBelongTogetherAreAccepted(String model, String map, double resolution) {
        var c = curate("pairs/" + model, "pairs/" + map, resolution);
        assertThat(c.accepted()).as("%s", c.findings()).isTrue();
        assertThat(c.findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"pairs/emd5830_3j63/3j63_deposited_original_frame.pdb,pairs/emd5830_3j63/A_box.ccp4.gz",
        "pairs/emd4413_6i5a/6i5a_deposited_original_frame.pdb,pairs/emd4413_6i5a/6i5a_box.ccp4.gz",
        "edge_maps/emd6824_AF_model_UNPLACED.pdb,edge_maps/emd6824_resampled_unit_sd.mrc.gz",
        "edge_maps/emd_1461_af2_UNPLACED.pdb,edge_maps/emd_1461.mrc.gz"})
    void modelsThatDoNotBelongAreRefused(String model, String map) {
        var c = curate(model, map, 0);
        assertThat(c.accepted()).isFalse();
        assertThat(c.findings().getFirst().code()).isIn(ReasonCode.MODEL_OUTSIDE_MAP, ReasonCode.MODEL_MAP_MISPLACED);
    }

    /// EMDB says 3.275 A, the PDB file 3.28 A and 3.275 A; the header's voxels are those of the map.
    @ParameterizedTest
    @CsvSource({"emd-5778-v19.xml", "emd-5778-v30.xml"})
    void theHeaderOfTheMapTakesPartInTheConsensus(String header) {
        var c = Curator.curate(new CurationInput(SharedData.require("pairs/emd5778_3j5p/pdb3j5p.pdb"),
                SharedData.require("pairs/emd5778_3j5p/5778_ChainA.mrc.gz"),
                List.of(), Optional.of(SharedData.require("pairs/emd5778_3j5p/" + header)), OptionalDouble.empty(), Set.of()));
        assertThat(c.findings()).isEmpty();
        assertThat(c.resolution()).hasValue(3.275);
        assertThat(c.resolutionSource()).contains("EMD-5778 header");
    }

    /// A real model somewhere else in its own map: turned about its centre, and moved if that keeps it inside.
    @ParameterizedTest
    @CsvSource({"emd5830_3j63/start_with_H.pdb,emd5830_3j63/A_box.ccp4.gz,3.8",
        "emd30342_7cec/7cec_A.cif,emd30342_7cec/390_emd_30342_A_z4.mrc.gz,3.9",
        "emd5778_3j5p/pdb3j5p.pdb,emd5778_3j5p/5778_ChainA.mrc.gz,3.28", "emd6374_3jb0/3jb0-D.pdb,emd6374_3jb0/6374.mrc.gz,2.9",
        "emd4413_6i5a/start_with_H.pdb,emd4413_6i5a/6i5a_box.ccp4.gz,2.3",
        "emd5185_3j06/start_with_H.pdb,emd5185_3j06/3j06_no_ligand_box.ccp4.gz,3.3"})
    void aModelTurnedOrMovedInItsMapIsNotOnItsDensity(String model, String map, double resolution) {
        Structure s = ModelReader.read(SharedData.require("pairs/" + model)).structure();
        MapFile file = MapReader.read(SharedData.require("pairs/" + map));
        var random = new Random(3);
        int missed = 0, tried = 12;
        for (int t = 0; t < tried; t++) {
            var findings = new Findings(Set.of());
            Placement.check(s.withXyz(elsewhere(s.atoms().xyz(), random, t % 2 == 0)), file, OptionalDouble.of(resolution),
                    findings);
            if (!findings.hasErrors()) missed++;
        }
        assertThat(missed).isZero();
    }

    private static double[] elsewhere(double[] xyz, Random random, boolean turn) {
        double[] centre = new double[3], out = new double[xyz.length], axis = new double[3];
        for (int i = 0; i < xyz.length; i++) centre[i % 3] += xyz[i] * 3 / xyz.length;
        for (int k = 0; k < 3; k++) axis[k] = random.nextGaussian();
        double norm = Math.sqrt(axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2]), angle = 1 + 4 * random.nextDouble();
        for (int k = 0; k < 3; k++) axis[k] /= norm;
        double c = Math.cos(angle), s = Math.sin(angle);
        for (int i = 0; i < xyz.length; i += 3) {
            double[] d = {xyz[i] - centre[0], xyz[i + 1] - centre[1], xyz[i + 2] - centre[2]};
            double along = d[0] * axis[0] + d[1] * axis[1] + d[2] * axis[2];
            double[] cross = {axis[1] * d[2] - axis[2] * d[1], axis[2] * d[0] - axis[0] * d[2], axis[0] * d[1] - axis[1] * d[0]};
            for (int k = 0; k < 3; k++)
                out[i + k] = turn ? centre[k] + c * d[k] + s * cross[k] + (1 - c) * along * axis[k] : xyz[i + k] + 9 * axis[k];
        }
        return out;
    }
}
