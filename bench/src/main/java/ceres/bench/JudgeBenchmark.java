package ceres.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Model metrics as a whole process, start of the JVM, reading and restraints included, against the seconds that cctbx 2022.9 with Reduce
/// and Probe took for the same; and how the cost grows with the number of atoms.
///
/// Run: `bench/run-judge SHARED`, where SHARED is the folder of reference data. Every answer is compared with the reference's before its
/// time is printed.
public final class JudgeBenchmark {
    private static final List<String> PARTS = List.of("load", "restraints", "geometry", "geometry_outliers", "rama", "rota",
            "cbeta", "omega",
            "rama_z", "clash", "flips", "cablam", "mp_score", "rna");
    private static final int BEST_OF = 3;

    private final Path shared;

    private JudgeBenchmark(Path shared) { this.shared = shared; }

    public static void main(String[] args) throws IOException, InterruptedException {
        var benchmark = new JudgeBenchmark(Path.of(args[0]));
        System.out.printf(
                "| model | atoms | reference, s | process, s | CPU, s | peak, MB | times faster |%n|---|---:|---:|---:|---:|---:|---:|%n");
        for (String name : List.of("models/6i5a", "models/6nwp", "models/5ni1", "pairs/emd30342_7cec__7cec_A",
                "pairs/emd5778_3j5p__pdb3j5p",
                "models/3j63", "models/6x79", "models/1aon"))
            benchmark.against(name);
        System.out.printf(
                "%n| atoms | interpret, CPU s | judge, CPU s | judge, CPU microseconds an atom |%n|---:|---:|---:|---:|%n");
        benchmark.growth("models/cryoem_pdb/6i5a.pdb", 1);
        benchmark.growth("models/cryoem_pdb/3j63.pdb", 1);
        benchmark.growth("models/huge/1aon.pdb.gz", 1);
        benchmark.growth("models/huge/1aon.pdb.gz", 5);
    }

    private void against(String name) throws IOException, InterruptedException {
        JsonNode answers;
        try (var in = new GZIPInputStream(Files.newInputStream(shared.resolve("expected/" + name + ".json.gz")))) {
            answers = new JsonMapper().readTree(in);
        }
        Path model = find(name, answers.path("model").asString());
        double reference = 0, seconds = Double.MAX_VALUE;
        for (String part : PARTS)
            reference += answers.path("seconds").path(part).asDouble(0);
        Map<String, Double> best = Map.of();
        for (int run = 0; run < BEST_OF; run++) {
            long start = System.nanoTime();
            var values = child(model, 1, 1);
            double wall = (System.nanoTime() - start) / 1e9;
            verify(name, answers.path("metrics"), values);
            if (wall < seconds) {
                seconds = wall;
                best = values;
            }
        }
        System.out.printf("| %s | %.0f | %.2f | %.2f | %.2f | %.0f | %.0f |%n", name, best.get("atoms"), reference, seconds,
                best.get("cpu"), best.get("peakMB"), reference / seconds);
    }

    private Path find(String name, String file) throws IOException {
        Path root = name.startsWith("pairs/")
                ? shared.resolve("pairs/" + name.substring(6).split("__")[0])
                : shared.resolve("models");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(p -> p.getFileName().toString().replace(".gz", "").equals(file)).findFirst().orElseThrow();
        }
    }

    private static void verify(String name, JsonNode metrics, Map<String, Double> ours) {
        double clash = metrics.path("clash").path("clashscore").asDouble();
        if (Math.abs(ours.get("clashscore") - clash) > Math.max(1, 0.03 * clash))
            throw new AssertionError(name + ": clashscore " + ours.get("clashscore") + ", reference " + clash);
        double favored = metrics.path("rama").path("favored_percent").asDouble();
        if (Math.abs(ours.get("rama_favored") - favored) > 1e-3)
            throw new AssertionError(name + ": Ramachandran favored " + ours.get("rama_favored") + ", reference " + favored);
    }

    private void growth(String model, int copies) throws IOException, InterruptedException {
        var values = child(shared.resolve(model), copies, 4);
        double atoms = values.get("atoms"), judge = values.get("measureCpu");
        System.out.printf("| %.0f | %.2f | %.2f | %.1f |%n", atoms, values.get("interpretCpu"), judge, 1e6 * judge / atoms);
    }

    /// Runs [JudgeOnce] in a JVM of its own with the flags of the launcher; the last value of each key counts.
    private static Map<String, Double> child(Path model, int copies, int rounds) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx2g"));
        String flags = System.getenv("JUDGE_FLAGS");
        if (flags != null && !flags.isBlank()) command.addAll(List.of(flags.strip().split("\\s+")));
        command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-cp", System.getProperty("java.class.path"),
                JudgeOnce.class.getName(),
                model.toString(), "" + copies, "" + rounds));
        var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        var values = new HashMap<String, Double>();
        for (String line : new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
            String[] w = line.split(" ");
            if (w.length == 2) values.put(w[0], Double.parseDouble(w[1]));
        }
        if (process.waitFor() != 0) throw new IOException("judging " + model + " failed");
        return values;
    }
}
