package ceres.pipeline.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ceres.density.FscCurve;
import ceres.io.MapReader;
import ceres.io.ModelReader;
import ceres.map.HalfMaps;
import ceres.metric.Measurement;
import ceres.metric.Metric;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.pipeline.bundle.Json;
import ceres.progress.Progress;
import ceres.testing.SharedData;
import ceres.validate.fit.MapFit;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The map's side of every shared pair against cctbx 2022.9 (map_model_cc, mtriage, emringer; August 2026).
///
/// Tolerances: CC 0.005, per residue 0.01, d99 0.02 A, FSC resolutions 0.03 A, d_model 0.1 A (one step of its grid), EMRinger 0.01. CC_volume
/// alone of emd4413 has 0.006: cctbx' structure factors by FFT deviate from its own direct summation, which gives our number
/// (docs/science/map-metrics.md).
@Tag("slow")
class MapFitParityTest {
    private static final Parallel TEAM = Parallel.of(2);

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"emd20026_apoferritin, 3ajo_fitted_refined.pdb, emd20026_prot.mrc.gz, 0.005",
        "emd30342_7cec, 7cec_A.cif, 390_emd_30342_A_z4.mrc.gz, 0.005",
        "emd4413_6i5a, phenix_rsr.pdb, 6i5a_box.ccp4.gz, 0.006", "emd4413_6i5a, start_with_H.pdb, 6i5a_box.ccp4.gz, 0.006",
        "emd5185_3j06, start_with_H.pdb, 3j06_no_ligand_box.ccp4.gz, 0.005",
        "emd5778_3j5p, pdb3j5p.pdb, 5778_ChainA.mrc.gz, 0.005",
        "emd5778_emringer, test_model.pdb, test_map.ccp4.gz, 0.005",
        "emd5830_3j63, phenix_rsr.pdb, A_box.ccp4.gz, 0.005", "emd5830_3j63, start_with_H.pdb, A_box.ccp4.gz, 0.005",
        "emd6374_3jb0, 3jb0-D.pdb, 6374.mrc.gz, 0.005"})
    void agreesWithTheReference(String pair, String model, String map, double ccVolumeTolerance) throws IOException {
        var expected = expected(pair + "__" + model.replaceAll("\\.(pdb|cif)$", ""));
        var structure = ModelReader.read(SharedData.require("pairs/" + pair + "/" + model)).structure();
        var fit = MapFit.measure(structure, MapReader.read(SharedData.require("pairs/" + pair + "/" + map)).map(), halves(pair),
                expected.path("resolution").asDouble(), OptionalDouble.empty(), TEAM, Progress.NONE);
        var m = expected.path("metrics");
        var soft = new SoftAssertions();
        for (var metric : new Metric[]{Metric.CC_MASK, Metric.CC_BOX, Metric.CC_PEAKS})
            check(soft, fit, metric, m.path("map_cc").path(metric.id()), 0.005);
        check(soft, fit, Metric.CC_VOLUME, m.path("map_cc").path("cc_volume"), ccVolumeTolerance);
        var masked = m.path("mtriage").path("masked");
        resolution(soft, fit, Metric.D_FSC, masked, "fsc_half", 0.143, 0.03);
        resolution(soft, fit, Metric.D_FSC_MODEL_05, masked, "fsc_model", 0.5, 0.03);
        resolution(soft, fit, Metric.D_FSC_MODEL_0143, masked, "fsc_model", 0.143, 0.03);
        resolution(soft, fit, Metric.D_FSC_MODEL_0, masked, "fsc_model", 0, 0.1);
        check(soft, fit, Metric.D_MODEL, masked.path("d_model"), 0.101);
        check(soft, fit, Metric.D_MODEL_B0, masked.path("d_model_b0"), 0.101);
        check(soft, fit, Metric.B_OVERALL, masked.path("b_iso_overall"), 5.01);
        check(soft, fit, Metric.EMRINGER, m.path("emringer").path("score"), 0.01);
        var bare = m.path("mtriage").path("unmasked");
        check(soft, fit, Metric.D99, bare.path("d99"), 0.02);
        details(soft, fit, bare, masked, m.path("map_cc"));
        if (IntStream.range(0, structure.residueCount()).noneMatch(r -> structure.residueName(r).equals("UNK"))) {
            // unknown amino acids have a main chain here, in the reference they have not
            check(soft, fit, "cc_main_chain", m.path("map_cc").path("cc_main_chain"), 0.005);
            check(soft, fit, "cc_side_chain", m.path("map_cc").path("cc_side_chain"), 0.005);
        }
        locally(soft, fit, structure, m.path("map_cc"));
        soft.assertAll();
    }

    private static void check(SoftAssertions soft, MapFit fit, Metric metric, JsonNode expected, double tolerance) {
        if (!expected.isNumber()) return;
        soft.assertThat(fit.measurements().value(metric)).as(metric.id()).isPresent();
        fit.measurements().value(metric)
                .ifPresent(v -> soft.assertThat(v).as(metric.id()).isCloseTo(expected.asDouble(), within(tolerance)));
    }

    /// The reference's own curve says where it crosses, by an exact parabola; what the reference printed is compared where it follows
    /// from that curve: its fit stops after five cycles, and on a noisy curve ends up elsewhere.
    private static void resolution(SoftAssertions soft, MapFit fit, Metric metric, JsonNode expected, String curve, double cutoff,
            double tolerance) {
        if (!expected.path(curve).path("fsc").isArray()) return;
        double[] s = numbers(expected.path(curve).path("d_inv")), fsc = numbers(expected.path(curve).path("fsc"));
        var crossing = new FscCurve(s, fsc, s).resolutionAt(cutoff);
        assertThat(crossing).isPresent();
        double mine = fit.measurements().value(metric).orElse(Double.NaN);
        soft.assertThat(mine).as(metric.id() + " on the curve of the reference").isCloseTo(crossing.getAsDouble(),
                within(tolerance));
        var printed = expected.path(metric.id());
        if (Math.abs(printed.asDouble() - crossing.getAsDouble()) < tolerance) check(soft, fit, metric, printed, tolerance);
    }

    private static double[] numbers(JsonNode list) {
        var v = new double[list.size()];
        for (int i = 0; i < v.length; i++) v[i] = list.get(i).asDouble();
        return v;
    }

    private static void details(SoftAssertions soft, MapFit fit, JsonNode bare, JsonNode masked, JsonNode cc) {
        check(soft, fit, "d_fsc_unmasked", bare.path("d_fsc"), 0.03);
        check(soft, fit, "d99_half1", bare.path("d99_1"), 0.02);
        check(soft, fit, "d99_half2", bare.path("d99_2"), 0.02);
        check(soft, fit, "d99_masked", masked.path("d99"), 0.02);
        check(soft, fit, "d_model_unmasked", bare.path("d_model"), 0.101);
        check(soft, fit, "cc_radius", cc.path("atom_radius"), 0.05);
    }

    private static void check(SoftAssertions soft, MapFit fit, String detail, JsonNode expected, double tolerance) {
        if (!expected.isNumber()) return;
        var found = fit.detail(detail);
        soft.assertThat(found).as(detail).containsInstanceOf(Measurement.Value.class);
        if (found.orElse(null) instanceof Measurement.Value(double v))
            soft.assertThat(v).as(detail).isCloseTo(expected.asDouble(), within(tolerance));
    }

    private static void locally(SoftAssertions soft, MapFit fit, Structure s, JsonNode cc) {
        for (var row : cc.path("chains")) {
            if (Stream.concat(fit.chains().stream(), fit.wholeChains().stream())
                    .noneMatch(c -> c.atoms() == row.path("n").asInt()))
                continue; // the reference takes what follows the polymer together
            soft.assertThat(Stream.concat(fit.chains().stream(), fit.wholeChains().stream())).as("chain " + row)
                    .anySatisfy(c -> {
                        assertThat(c.chain()).isEqualTo(row.path("chain").asString());
                        assertThat(c.atoms()).isEqualTo(row.path("n").asInt());
                        assertThat(c.cc().orElseThrow()).isCloseTo(row.path("cc").asDouble(), within(0.005));
                    });
        }
        int compared = 0, beyond = 0;
        double worst = 0;
        for (var row : cc.path("residues"))
            for (var r : fit.residues()) {
                if (!matches(s, r.residue(), row) || r.cc().isEmpty()) continue;
                double gap = Math.abs(r.cc().getAsDouble() - row.path("cc").asDouble());
                worst = Math.max(worst, gap);
                if (gap > 0.01) beyond++;
                compared++;
            }
        soft.assertThat(compared).as("residues compared").isGreaterThanOrEqualTo(cc.path("residues").size() * 95 / 100);
        // a voxel on the very edge of a sphere may fall to either side: one residue of all pairs, of five atoms
        soft.assertThat(beyond).as("residue CC beyond 0.01").isLessThanOrEqualTo(1);
        soft.assertThat(worst).as("worst residue CC").isLessThan(0.013);
    }

    private static boolean matches(Structure s, int r, JsonNode row) {
        return String.valueOf(s.seq(r)).equals(row.path("resseq").asString().strip())
                && s.residueName(r).equals(row.path("resname").asString().strip())
                && s.authChain(s.chainOf(r)).equals(row.path("chain").asString())
                && s.atomEnd(r) - s.atomStart(r) == row.path("n").asInt();
    }

    private static Optional<HalfMaps> halves(String pair) {
        return SharedData.find("pairs/" + pair + "/SIMULATED_half_map_1.map.gz")
                .map(one -> new HalfMaps(MapReader.read(one).map(),
                        MapReader.read(SharedData.require("pairs/" + pair + "/SIMULATED_half_map_2.map.gz")).map()));
    }

    private static JsonNode expected(String name) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(SharedData.require("expected/pairs/" + name + ".json.gz")))) {
            return Json.mapper().readTree(in);
        }
    }
}
