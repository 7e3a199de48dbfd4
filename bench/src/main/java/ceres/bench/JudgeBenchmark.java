package ceres.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `./ceres validate` as a user runs it, start of the JVM and launcher included, against the reference programs; and how the cost grows with
/// the number of atoms. Every answer is compared with the reference's before its time is printed.
///
/// Run: `bench/run-judge SHARED`, where SHARED is the folder of reference data. Three tables: against the seconds that cctbx 2022.9 with
/// Reduce and Probe took when the answers were made; against cctbx on this machine, now, where it can be had; cost per atom.
public final class JudgeBenchmark {
    /// What the recorded programs did that `validate` without a map does.
    private static final List<String> PARTS = List.of("load", "restraints", "geometry", "geometry_outliers", "rama", "rota",
            "cbeta", "omega", "rama_z", "clash", "flips", "cablam", "mp_score", "rna");
    private static final int RUNS = 7;
    private static final JsonMapper JSON = new JsonMapper();

    /// One run of a process: wall and processor seconds, peak memory in MB (0 where it cannot be had), and what it printed.
    private record Run(double wall, double cpu, double peakMB, String output) {}

    private final Path home;
    private final Path shared;

    private JudgeBenchmark(Path home, Path shared) {
        this.home = home;
        this.shared = shared;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        var benchmark = new JudgeBenchmark(Path.of("").toAbsolutePath(), Path.of(args[0]));
        benchmark.recorded();
        benchmark.sideBySide();
        benchmark.growth();
    }

    // ---- against recorded seconds

    private void recorded() throws IOException, InterruptedException {
        System.out.printf(
                "| model | atoms | reference, s | ceres, wall s | ceres, CPU s | peak, MB | times faster, wall | by CPU |%n|---|---:|---:|---:|---:|---:|---:|---:|%n");
        for (String name : List.of("models/6i5a", "models/6nwp", "pairs/emd30342_7cec__7cec_A", "models/5ni1",
                "pairs/emd5778_3j5p__pdb3j5p", "models/3j63", "models/6x79", "models/1aon")) {
            JsonNode answers;
            try (var in = new GZIPInputStream(Files.newInputStream(shared.resolve("expected/" + name + ".json.gz")))) {
                answers = JSON.readTree(in);
            }
            double reference = 0;
            for (String part : PARTS) reference += answers.path("seconds").path(part).asDouble(0);
            var run = ours(find(name, answers.path("model").asString()), answers);
            System.out.printf("| %s | %d | %.2f | %.2f | %.2f | %.0f | %.0f | %.0f |%n", name,
                    answers.path("summary").path("atoms").asInt(), reference, run.wall,
                    run.cpu, run.peakMB, reference / run.wall, reference / run.cpu);
        }
    }

    /// The median of several runs, after those that fill the launcher's cache.
    private Run ours(Path model, JsonNode answers) throws IOException, InterruptedException {
        var table = List.of(home.resolve("ceres").toString(), "validate", model.toString(), "--quiet");
        var json = new ArrayList<>(table);
        json.add("--json");
        verify(model, answers.path("metrics"), JSON.readTree(run(json).output).path("metrics"));
        run(table);
        Thread.sleep(9000);
        var runs = new ArrayList<Run>();
        for (int k = 0; k < RUNS; k++) runs.add(run(table));
        runs.sort(Comparator.comparingDouble(Run::wall));
        return runs.get(RUNS / 2);
    }

    private static int atoms(Run run) {
        return JSON.readTree(run.output).path("model_details").path("composition").path("atoms").asInt();
    }

    private Path find(String name, String file) throws IOException {
        Path root = name.startsWith("pairs/")
                ? shared.resolve("pairs/" + name.substring(6).split("__")[0])
                : shared.resolve("models");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(p -> p.getFileName().toString().replace(".gz", "").equals(file)).findFirst().orElseThrow();
        }
    }

    private static void verify(Path model, JsonNode expected, JsonNode ours) {
        same(model, "clashscore", expected.path("clash").path("clashscore").asDouble(), ours, 1, 0.03);
        same(model, "rama_favored", expected.path("rama").path("favored_percent").asDouble(), ours, 1e-3, 0);
    }

    private static void same(Path model, String metric, double expected, JsonNode ours, double within, double share) {
        double value = ours.path(metric).path("value").asDouble(Double.NaN);
        if (!(Math.abs(value - expected) <= Math.max(within, share * Math.abs(expected))))
            throw new AssertionError(model + ": " + metric + " " + value + ", reference " + expected);
    }

    // ---- against cctbx, now

    private void sideBySide() throws IOException, InterruptedException {
        System.out.printf(
                "%nSide by side in this run; cctbx judges Ramachandran, rotamers, C-beta, omega and Rama-Z only, ceres everything.%n");
        System.out.printf(
                "%n| model | cctbx, wall s | cctbx, CPU s | ceres, wall s | ceres, CPU s | times faster, wall | by CPU |%n"
                        + "|---|---:|---:|---:|---:|---:|---:|%n");
        for (String file : List.of("pairs/emd30342_7cec/7cec_A.cif", "models/cryoem_pdb/5ni1.pdb",
                "models/cryoem_pdb/3j63.pdb")) {
            var model = shared.resolve(file);
            var theirs = run(
                    List.of("/usr/bin/python3", home.resolve("bench/peers/judge_cctbx.py").toString(), model.toString()));
            if (theirs.output.isBlank()) {
                System.out.println("\nskipped: see the words of bench/peers/judge_cctbx.py above");
                return;
            }
            var answer = JSON.readTree(theirs.output);
            var own = run(List.of(home.resolve("ceres").toString(), "validate", model.toString(), "--json", "--quiet"));
            var metrics = JSON.readTree(own.output).path("metrics");
            same(model, "rama_favored", answer.path("rama_favored").asDouble(), metrics, 1e-3, 0);
            same(model, "rotamer_outliers", answer.path("rotamer_outliers").asDouble(), metrics, 0.3, 0);
            same(model, "cbeta_deviations", answer.path("cbeta_deviations").asDouble(), metrics, 0, 0);
            same(model, "rama_z", answer.path("rama_z").asDouble(), metrics, 0.02, 0);
            System.out.printf("| %s | %.2f | %.2f | %.2f | %.2f | %.0f | %.0f |%n", model.getFileName(), theirs.wall, theirs.cpu,
                    own.wall, own.cpu, theirs.wall / own.wall, theirs.cpu / own.cpu);
        }
    }

    /// Runs a command under `time`, so that its children's processor time and memory count.
    private static Run run(List<String> command) throws IOException, InterruptedException {
        Path report = Files.createTempFile("time", ".txt");
        var timed = new ArrayList<String>(List.of("/usr/bin/time", "-o", report.toString(), "-f", "%U %S %M"));
        timed.addAll(command);
        long start = System.nanoTime();
        var process = new ProcessBuilder(timed).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(1, TimeUnit.HOURS);
        double wall = (System.nanoTime() - start) / 1e9;
        String[] w = Files.readAllLines(report).getLast().split(" ");
        Files.delete(report);
        return new Run(wall, Double.parseDouble(w[0]) + Double.parseDouble(w[1]), Double.parseDouble(w[2]) / 1024, output);
    }

    // ---- growth

    private void growth() throws IOException, InterruptedException {
        System.out.printf("%nIn one process, once it is warm (about 60,000 atoms judged before):%n");
        System.out.printf(
                "%n| model | atoms | interpret, CPU s | judge, CPU s | both, CPU microseconds an atom |%n|---|---:|---:|---:|---:|%n");
        grow("models/cryoem_pdb/6i5a.pdb", 1, 50);
        grow("pairs/emd30342_7cec/7cec_A.cif", 1, 15);
        grow("models/cryoem_pdb/3j63.pdb", 1, 8);
        grow("models/huge/1xnr.cif.gz", 1, 4);
        grow("models/huge/1aon.pdb.gz", 1, 3);
        grow("models/huge/ribosome_powerfit.pdb.gz", 1, 3);
        grow("models/huge/1aon.pdb.gz", 5, 2);
    }

    private void grow(String model, int copies, int rounds) throws IOException, InterruptedException {
        var values = child(shared.resolve(model), copies, rounds);
        double atoms = values.get("atoms"), interpret = values.get("interpretCpu"), judge = values.get("measureCpu");
        System.out.printf("| %s | %.0f | %.3f | %.3f | %.1f |%n",
                (copies > 1 ? copies + " x " : "") + Path.of(model).getFileName(),
                atoms, interpret, judge, 1e6 * (interpret + judge) / atoms);
    }

    /// Runs [JudgeOnce] in a JVM of its own; the last value of each key counts.
    private static Map<String, Double> child(Path model, int copies, int rounds) throws IOException, InterruptedException {
        var command = List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx3g", "-cp",
                System.getProperty("java.class.path"), JudgeOnce.class.getName(), model.toString(), "" + copies, "" + rounds);
        var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var values = new HashMap<String, Double>();
        for (String line : new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
            String[] w = line.split(" ");
            if (w.length == 2) values.put(w[0], Double.parseDouble(w[1]));
        }
        if (process.waitFor() != 0) throw new IOException("judging " + model + " failed");
        return values;
    }
}
