package ceres.journey;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.ObjectMapper;

/// The same command gives the same bytes on 1, 2 and 8 threads, and a second time.
@Tag("slow")
class SameAnswerTest {
    private static final int SECONDS = 900;
    private static final List<String> FILES = List.of("initial.cif", "refined.cif", "changes.json", "residues.json",
            "curves.json",
            "plots/ramachandran.svg");
    /// The column of seconds in the table of cycles: between what passed and what the cycle was.
    private static final String CYCLE_SECONDS = "(?m)(  (?:yes|no )) +\\d+\\.\\d(  [a-zB].*)$";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource({"emd5830_3j63, start_with_H.pdb, A_box.ccp4.gz, 3.8, false",
        "emd4413_6i5a, start_with_H.pdb, 6i5a_box.ccp4.gz, 2.3, true"})
    void whateverTheThreads(String pair, String model, String map, String resolution, boolean halfMaps) throws IOException {
        var first = answer(pair, model, map, resolution, halfMaps, "1", "1");
        for (var threads : List.of("2", "8", "2"))
            assertThat(answer(pair, model, map, resolution, halfMaps, threads, threads + "-" + System.nanoTime()))
                    .as(threads + " threads").isEqualTo(first);
    }

    /// What a run leaves, by file: digests of those that hold no time, and the rest without it.
    private Map<String, String> answer(String pair, String model, String map, String resolution, boolean halfMaps, String threads,
            String name) throws IOException {
        var out = folder.resolve(name);
        var words = new ArrayList<>(List.of("run", file(pair, model), file(pair, map), "--resolution", resolution, "--threads",
                threads, "--out", out.toString()));
        if (halfMaps)
            words.addAll(List.of("--half-maps", file(pair, "SIMULATED_half_map_1.map.gz"),
                    file(pair, "SIMULATED_half_map_2.map.gz")));
        var answer = Launcher.run(SECONDS, words.toArray(String[]::new));
        assertThat(answer.exit()).as(answer.err()).isZero();
        var left = new TreeMap<String, String>();
        for (var f : FILES) left.put(f, Files.readString(out.resolve(f)));
        left.put("table1.json", new ObjectMapper().readTree(out.resolve("table1.json").toFile()).toString());
        left.put("refine.log", Files.readString(out.resolve("refine.log")).replaceAll(CYCLE_SECONDS, "$1$2"));
        left.replaceAll(
                (file, text) -> file.equals("refine.log") ? text : text.length() + " characters, hash " + text.hashCode());
        return left;
    }

    private static String file(String pair, String name) { return SharedData.require("pairs/" + pair + "/" + name).toString(); }
}
