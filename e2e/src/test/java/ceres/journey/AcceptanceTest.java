package ceres.journey;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The whole run on real pairs: what must be better, and what must not be worse. Its table is kept in docs/acceptance.md.
@Tag("slow")
class AcceptanceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> BUNDLE = List.of("manifest.json", "run.json", "curation.json", "table1.json",
            "residues.json",
            "changes.json", "curves.json", "initial.cif", "refined.cif", "map.bcif", "refine.log", "report.html");
    private static final int RUN_SECONDS = 900;

    @TempDir
    Path folder;

    /// @param resolution A, as published
    record Pair(String name, String model, String map, List<String> halfMaps, String resolution) {
        @Override
        public String toString() { return name; }

        private String file(String f) { return SharedData.require("pairs/" + name + "/" + f).toString(); }
    }

    private static final List<String> HALVES = List.of("SIMULATED_half_map_1.map.gz", "SIMULATED_half_map_2.map.gz");
    private static final List<Pair> PAIRS = List.of(
            new Pair("emd5830_3j63", "start_with_H.pdb", "A_box.ccp4.gz", List.of(), "3.8"),
            new Pair("emd4413_6i5a", "start_with_H.pdb", "6i5a_box.ccp4.gz", HALVES, "2.3"),
            new Pair("emd5185_3j06", "start_with_H.pdb", "3j06_no_ligand_box.ccp4.gz", HALVES, "3.3"),
            new Pair("emd6374_3jb0", "3jb0-D.pdb", "6374.mrc.gz", List.of(), "2.9"),
            new Pair("emd30342_7cec", "7cec_A.cif", "390_emd_30342_A_z4.mrc.gz", HALVES, "3.9"),
            new Pair("emd20026_apoferritin", "3ajo_fitted_refined.pdb", "emd20026_prot.mrc.gz", List.of(), "1.75"),
            new Pair("emd5778_3j5p", "pdb3j5p.pdb", "5778_ChainA.mrc.gz", List.of(), "3.28"));

    static Stream<Pair> pairs() {
        String only = System.getProperty("pairs", "");
        return PAIRS.stream().filter(p -> only.isEmpty() || List.of(only.split(",")).contains(p.name));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void refinesWithoutMakingAnythingWorse(Pair p) throws IOException {
        var out = folder.resolve("bundle");
        var words = new ArrayList<>(
                List.of("run", p.file(p.model), p.file(p.map), "--resolution", p.resolution, "--out", out.toString()));
        if (!p.halfMaps.isEmpty()) words.addAll(List.of("--half-maps", p.file(p.halfMaps.get(0)), p.file(p.halfMaps.get(1))));
        var answer = Launcher.run(RUN_SECONDS, words.toArray(String[]::new));
        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(BUNDLE).allMatch(f -> Files.exists(out.resolve(f)), "is in the bundle");
        assertThat(out.resolve("plots")).isDirectory();
        var table = JSON.readTree(out.resolve("table1.json").toFile());
        var run = JSON.readTree(out.resolve("run.json").toFile());
        System.out.println(row(p.name, table, run, answer.seconds()));
        judge(table);
    }

    private static void judge(JsonNode table) {
        var before = table.get("initial").get("metrics");
        var after = table.get("refined").get("metrics");
        var soft = new SoftAssertions();
        soft.assertThat(value(after, "cc_mask")).as("CC_mask").isGreaterThan(value(before, "cc_mask"));
        for (String id : List.of("rama_outliers", "rotamer_outliers", "cbeta_deviations"))
            soft.assertThat(value(after, id)).as(id).isLessThanOrEqualTo(value(before, id));
        soft.assertThat(value(after, "rms_bonds")).as("bonds").isLessThanOrEqualTo(0.015);
        soft.assertThat(value(after, "rms_angles")).as("angles").isLessThanOrEqualTo(1.6);
        soft.assertThat(value(after, "clashscore")).as("clashscore")
                .isLessThanOrEqualTo(Math.max(5, value(before, "clashscore")));
        soft.assertAll();
    }

    private static double value(JsonNode metrics, String id) { return metrics.get(id).get("value").asDouble(); }

    /// One line of the table in docs/acceptance.md.
    private static String row(String name, JsonNode table, JsonNode run, double seconds) {
        var line = new StringBuilder("| " + name);
        for (String id : List.of("cc_mask", "clashscore", "rama_outliers", "rama_favored", "rotamer_outliers", "cbeta_deviations",
                "rms_bonds", "rms_angles"))
            line.append(
                    String.format(Locale.ROOT, " | %s -> %s", shown(table.get("initial"), id), shown(table.get("refined"), id)));
        long peak = 0;
        for (var stage : run.findPath("stages")) peak = Math.max(peak, stage.findPath("peak_memory_bytes").asLong(0));
        return line.append(String.format(Locale.ROOT, " | %.0f s | %d MB |", seconds, peak >> 20)).toString();
    }

    private static String shown(JsonNode model, String id) {
        var m = model.get("metrics").get(id);
        return m.has("value")
                ? String.format(Locale.ROOT, id.startsWith("rms_b") || id.startsWith("cc") ? "%.3f" : "%.2f",
                        m.get("value").asDouble())
                : "-";
    }

    /// @param codes one of them is expected
    record Reject(String model, String map, String resolution, List<String> codes) {
        @Override
        public String toString() { return model; }
    }

    static Stream<Reject> rejects() {
        var misplaced = List.of("MODEL_OUTSIDE_MAP", "MODEL_MAP_MISPLACED");
        String map = "pairs/emd4413_6i5a/6i5a_box.ccp4.gz";
        return Stream.of(new Reject("pairs/emd4413_6i5a/6i5a_deposited_original_frame.pdb", map, "2.3", misplaced),
                new Reject("pairs/emd5830_3j63/3j63_deposited_original_frame.pdb", "pairs/emd5830_3j63/A_box.ccp4.gz", "3.8",
                        misplaced),
                new Reject("edge_maps/emd6824_AF_model_UNPLACED.pdb", "edge_maps/emd6824_resampled_unit_sd.mrc.gz", "3.5",
                        misplaced),
                new Reject("edge_maps/emd_1461_af2_UNPLACED.pdb", "edge_maps/emd_1461.mrc.gz", "4.5", misplaced),
                new Reject("models/odd/cf_1htq.pdb", map, "3", List.of("NOT_CRYO_EM")),
                new Reject("models/odd/pm_multi-model.pdb", map, "3", List.of("MULTI_MODEL")),
                new Reject("models/odd/pm_1v5a-3models.cif", map, "3", List.of("MULTI_MODEL", "NOT_CRYO_EM")),
                new Reject("models/odd/bp_2BEG.pdb", map, "3", List.of("MULTI_MODEL", "NOT_CRYO_EM")),
                new Reject("models/odd/ca_5778_predicted.pdb", "pairs/emd5778_3j5p/5778_ChainA.mrc.gz", "3.28",
                        List.of("SINGLE_ATOM_RESIDUES")),
                new Reject("models/odd/ca_mainmast_6374.pdb", "pairs/emd6374_3jb0/6374.mrc.gz", "2.9",
                        List.of("SINGLE_ATOM_RESIDUES")),
                new Reject("models/not_em/1x9m.pdb", map, "3", List.of("NOT_CRYO_EM")),
                new Reject("models/not_em/5mnt.pdb.gz", map, "3", List.of("NOT_CRYO_EM")),
                new Reject("models/not_em/6ijw.cif", map, "3", List.of("NOT_CRYO_EM")),
                new Reject("models/not_em/6owe.cif.gz", map, "3", List.of("NOT_CRYO_EM")),
                new Reject("models/not_em/6qvt.cif", map, "3", List.of("NOT_CRYO_EM")),
                new Reject("models/not_em/8pps.cif", map, "3", List.of("NOT_CRYO_EM")),
                new Reject("models/cryoem_pdb/5vm7.pdb", map, "5.7", List.of("RESOLUTION_TOO_LOW")),
                new Reject("models/odd/pm_no-polymer.pdb", "edge_maps/sfftk_test_data_corrupt_header.map", "3",
                        List.of("UNREADABLE_MAP")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rejects")
    void refusesWhatDoesNotBelong(Reject r) {
        var answer = Launcher.run(120, "run", SharedData.require(r.model).toString(), SharedData.require(r.map).toString(),
                "--resolution",
                r.resolution, "--json", "--out", folder.resolve("none").toString());
        assertThat(answer.exit()).as(answer.err()).isEqualTo(2);
        assertThat(answer.out() + answer.err()).containsAnyOf(r.codes.toArray(String[]::new));
        assertThat(answer.err()).contains("try: ");
        assertThat(answer.hasStackTrace()).isFalse();
    }

    static Stream<Path> models() throws IOException {
        var models = SharedData.find("models");
        if (models.isEmpty()) return Stream.of(Path.of("absent"));
        try (var files = Files.walk(models.get())) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    /// Proteins, RNA, DNA, glycans, ribosome and capsid, and the files of `models/odd`, which each have something wrong.
    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void givesAResultOrAClearErrorForEveryModel(Path file) {
        SharedData.require("models");
        var answer = Launcher.run(180, "validate", file.toString(), "--json");
        assertThat(answer.hasStackTrace()).as(answer.err()).isFalse();
        assertThat(answer.exit()).as(answer.err()).isIn(0, 2);
        var document = JSON.readTree(answer.out());
        if (answer.exit() == 0) assertThat(document.get("metrics").size()).isPositive();
        else
            assertThat(document.get("error").get("remedy").asString()).isNotBlank();
    }
}
