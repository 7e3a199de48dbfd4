package ceres.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ceres.cli.CeresTest.Answer;
import ceres.pipeline.bundle.Json;
import ceres.testing.SharedData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Maps of every odd kind from the command line: right values, or a refusal in words; never a stack trace, never more memory than the file's
/// true size asks for.
final class EdgeMapsTest {
    @TempDir
    Path folder;

    /// Size and statistics as numpy 1.24 reads them (mode, byte order, axis order and length of the header by a program of its own).
    @ParameterizedTest
    @Tag("slow")
    @CsvSource({"EMD-3197.map, 20, 20, 20, -4.133746, 5.576737, 0.783612, 2.399953",
        "betaGal_bin.mrc.gz, 100, 100, 100, -0.05296945, 0.196958, -6.782992e-05, 0.01650597",
        "emd6824_resampled_unit_sd.mrc.gz, 70, 70, 70, -3.201867, 9.4161, -8.075548e-09, 0.9999985",
        "emd_1155.ccp4.gz, 141, 91, 281, -128, 127, 5.03894, 12.39986",
        "emd_1461.mrc.gz, 75, 80, 96, -2.164986, 3.111454, 0.05255307, 0.3257511",
        "emd_1788.map.gz, 34, 50, 49, -4.733866, 5.69783, 0.1062933, 0.755376",
        "emd_1832.map.gz, 64, 64, 64, -0.1593799, 2.05233, -0.00245379, 0.1550012",
        "emd_3576.map.gz, 96, 96, 96, -12.90236, 24.30138, 0.001340022, 0.9243033",
        "emd_3578.map.gz, 96, 96, 96, -11.15212, 20.25898, 0.01073936, 0.9472576",
        "emd_5625.map.gz, 56, 56, 56, -1.499978, 7.940685, 0.252162, 0.869321",
        "emd_8216.map.gz, 100, 50, 83, -0.4796273, 1.143594, -0.0008480896, 0.1572795",
        "gemmi_5i55_tiny.ccp4, 6, 8, 10, -0.5310383, 2.398828, 0.3471205, 0.6912229",
        "gemmi_iota_yzx.ccp4.gz, 4, 1, 2, 60, 187, 123.5, 46.96009",
        "low-res-emd-32143.map.gz, 100, 100, 100, -0.03637525, 0.07981668, 0.0005232831, 0.004234777",
        "pymol_h2o-elf-nstart-origin.mrc.gz, 40, 40, 40, -0.015082, 0.99631, 0.06915449, 0.1720047",
        "pymol_h2o-elf-nstart-skwtrn.ccp4.gz, 40, 40, 40, -0.015082, 0.99631, 0.06915449, 0.1720047",
        "sfftk_mergeable_1.map, 10, 10, 10, 0, 1, 0.333, 0.4712865",
        "sfftk_test_unfixable_mask.map, 46, 46, 46, 0, 1, 0.02343429, 0.1327929",
        "sfftk_tiny1.map, 3, 3, 3, 0, 9, 4.185185, 2.906405"})
    void isReadRightAndMeasured(String name, int nx, int ny, int nz, double min, double max, double mean, double sd)
            throws IOException {
        var file = SharedData.require("edge_maps/" + name);
        var map = json(CeresTest.ceres("inspect", file.toString(), "--json", "--quiet"), 0).path("map");
        assertThat(map.path("voxels").values()).extracting(JsonNode::asInt).containsExactly(nx, ny, nz);
        var s = map.path("statistics");
        assertThat(s.path("min").asDouble()).isCloseTo(min, within(1e-6 * Math.abs(min)));
        assertThat(s.path("max").asDouble()).isCloseTo(max, within(1e-6 * Math.abs(max)));
        assertThat(s.path("mean").asDouble()).isCloseTo(mean, within(1e-6 * sd));
        assertThat(s.path("sd").asDouble()).isCloseTo(sd, within(1e-6 * sd));
        isMeasuredOrRefused(file, model(map));
    }

    @ParameterizedTest
    @Tag("slow")
    @CsvSource({"sfftk_empty1.map, empty", "sfftk_test_data_corrupt_header.map, the file has 1108",
        "mrcfile_float16_mode12.mrc, single section"})
    void isRefusedInWords(String name, String words) {
        refused(CeresTest.ceres("inspect", SharedData.require("edge_maps/" + name).toString()), words);
    }

    private void isMeasuredOrRefused(Path map, Path model) {
        var a = CeresTest.ceres("validate", model.toString(), "--map", map.toString(), "--resolution", "4", "--json", "--quiet");
        assertThat(a.code()).as(a.err()).isIn(0, 2);
        assertThat(a.err()).doesNotContain("\tat ");
        var answer = Json.mapper().readTree(a.out());
        if (a.code() == 2) assertThat(answer.path("error").path("remedy").asString()).isNotBlank();
        for (var metric : answer.path("metrics").values())
            if (metric.has("value")) assertThat(metric.path("value").asDouble()).isFinite();
            else
            assertThat(metric.path("detail").asString()).isNotBlank();
    }

    /// A header of 64 000 million voxels and a kilobyte behind it.
    @Test
    void aHeaderThatLiesCostsNoMemory() throws IOException {
        var file = mrc(4000, 4000, 4000, 256, i -> i);
        refused(CeresTest.ceres("inspect", file.toString()), "4000 x 4000 x 4000 voxels");
    }

    @Test
    void constantAndBrokenValuesAreSaidToBeSo() throws IOException {
        var constant = mrc(16, 16, 16, 4096, i -> 0.5);
        var answer = json(validated(constant), 0);
        assertThat(answer.path("metrics").path("cc_mask").path("detail").asString()).contains("constant");
        var broken = mrc(16, 16, 16, 4096, i -> i == 77 ? Double.NaN : Math.sin(i));
        var a = validated(broken);
        refused(a, "1 of 4096 voxels are not finite numbers, the first at (13, 4, 0)");
        var flat = mrc(64, 64, 1, 4096, Math::sin);
        var absent = json(validated(flat), 0).path("metrics").path("cc_mask");
        assertThat(absent.path("absent").asString()).isEqualTo("NOT_APPLICABLE");
        assertThat(absent.path("detail").asString()).contains("an axis of 1 voxels");
    }

    @Test
    void aModelHalfOutsideAndAResolutionTooFineAreNoted() throws IOException {
        var random = new Random(1);
        var map = mrc(24, 24, 24, 13824, i -> random.nextGaussian());
        var model = folder.resolve("half.pdb");
        write(model, 12, 12, 23.5);
        var a = CeresTest.ceres("validate", model.toString(), "--map", map.toString(), "--resolution", "1.2", "--json",
                "--quiet");
        var notes = json(a, 0).path("notes").toString();
        assertThat(notes).contains("lie outside the map").contains("The grid cannot hold 1.20 A");
    }

    private Answer validated(Path map) throws IOException {
        var model = folder.resolve("m.pdb");
        write(model, 8, 8, 8);
        return CeresTest.ceres("validate", model.toString(), "--map", map.toString(), "--resolution", "4", "--json", "--quiet");
    }

    private static JsonNode json(Answer a, int code) {
        assertThat(a.code()).as(a.err() + a.out()).isEqualTo(code);
        return Json.mapper().readTree(a.out());
    }

    private static void refused(Answer a, String words) {
        assertThat(a.code()).isEqualTo(2);
        assertThat(a.err()).contains(words).contains("[UNREADABLE_MAP]").contains("\ntry: ").doesNotContain("\tat ");
    }

    /// A few residues in the middle of the map.
    private Path model(JsonNode map) throws IOException {
        double[] middle = new double[3];
        for (int k = 0; k < 3; k++)
            middle[k] = map.path("origin").get(k).asDouble()
                    + 0.5 * map.path("voxels").get(k).asInt() * map.path("spacing").get(k).asDouble();
        var file = folder.resolve("model.pdb");
        write(file, middle[0], middle[1], middle[2]);
        return file;
    }

    private static void write(Path file, double x, double y, double z) throws IOException {
        var lines = new StringBuilder();
        String[] names = {"N", "CA", "C", "O", "CB"};
        for (int i = 0; i < 20; i++)
            lines.append(String.format(Locale.ROOT, "ATOM  %5d  %-3s ALA A%4d    %8.3f%8.3f%8.3f  1.00 40.00           %s%n",
                    i + 1,
                    names[i % 5], i / 5 + 1, x + 1.3 * (i % 3) - 1.3, y + 1.3 * (i / 3 % 3) - 1.3, z + 1.3 * (i / 9) - 1.3,
                    names[i % 5].substring(0, 1)));
        Files.writeString(file, lines.append("END\n"));
    }

    private Path mrc(int nx, int ny, int nz, int values, IntToDoubleFunction value) throws IOException {
        var b = ByteBuffer.allocate(1024 + 4 * values).order(ByteOrder.LITTLE_ENDIAN);
        int[] size = {nx, ny, nz, 2, 0, 0, 0, nx, ny, nz};
        for (int i = 0; i < size.length; i++) b.putInt(4 * i, size[i]);
        for (int i = 0; i < 6; i++) b.putFloat(40 + 4 * i, i < 3 ? size[i] : 90);
        for (int i = 0; i < 3; i++) b.putInt(64 + 4 * i, i + 1);
        b.put(208, new byte[]{'M', 'A', 'P', ' ', 0x44, 0x44, 0, 0});
        for (int i = 0; i < values; i++) b.putFloat(1024 + 4 * i, (float) value.applyAsDouble(i));
        return Files.write(folder.resolve("map-%d-%d.mrc".formatted(nx, nz)), b.array());
    }
}
