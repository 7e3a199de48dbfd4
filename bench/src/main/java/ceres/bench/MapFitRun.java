package ceres.bench;

import ceres.density.ModelMap;
import ceres.io.MapReader;
import ceres.io.ModelReader;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.HalfMaps;
import ceres.map.UnitCell;
import ceres.metric.Metric;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Parallel;
import ceres.progress.Progress;
import ceres.validate.fit.MapFit;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

/// All metrics of data and fit of one pair, in a fresh Java machine, as a user meets them; answers verified.
///
///     java --add-modules jdk.incubator.vector -Xmx3g -cp ... ceres.bench.MapFitRun PAIRS/emd30342_7cec
///     java --add-modules jdk.incubator.vector -Xmx3600m -cp ... ceres.bench.MapFitRun large 500 100000
///
/// The first reads EMD-30342 with half-maps and holds the answers against cctbx 2022.9; the second makes a box of that edge (voxels of
/// 0.8 A), that many atoms, a map to 2.5 A and two half-maps with noise, and holds d_model and CC against what was made.
public final class MapFitRun {
    private static final int THREADS = 2;

    private MapFitRun() {}

    public static void main(String[] args) throws IOException {
        if (args.length == 3 && args[0].equals("large")) large(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        else if (args.length == 1 || args.length == 2)
            pair(Path.of(args[0]), args.length == 2 ? answers(Path.of(args[1])) : RECORDED);
        else
            throw new IllegalArgumentException(
                    "usage: MapFitRun FOLDER of emd30342_7cec [ANSWERS], or: MapFitRun large EDGE ATOMS");
    }

    /// Of cctbx 2022.9 for this pair, as recorded; without seconds.
    private static final Map<String, Double> RECORDED = Map.of("cc_mask", 0.807716, "cc_box", 0.914978, "d_fsc", 3.6529,
            "d_fsc_model_05", 4.13912, "d99", 4.20231, "d_model", 3.9);
    private static final Map<Metric, Double> TOLERANCE = Map.of(Metric.CC_MASK, 0.005, Metric.CC_BOX, 0.005, Metric.CC_VOLUME,
            0.005,
            Metric.CC_PEAKS, 0.005, Metric.D_FSC, 0.03, Metric.D_FSC_MODEL_05, 0.03, Metric.D99, 0.02, Metric.D_MODEL, 0.101);

    /// `id value` lines that a run of the peer left.
    private static Map<String, Double> answers(Path file) throws IOException {
        var map = new LinkedHashMap<String, Double>();
        for (var line : Files.readAllLines(file)) map.put(line.split(" ")[0], Double.valueOf(line.split(" ")[1]));
        return map;
    }

    private static void pair(Path folder, Map<String, Double> peer) throws IOException {
        long start = System.nanoTime();
        var model = ModelReader.read(folder.resolve("7cec_A.cif")).structure();
        var map = MapReader.read(folder.resolve("390_emd_30342_A_z4.mrc.gz")).map();
        var halves = new HalfMaps(MapReader.read(folder.resolve("SIMULATED_half_map_1.map.gz")).map(),
                MapReader.read(folder.resolve("SIMULATED_half_map_2.map.gz")).map());
        say("read", start);
        var fit = measure(model, map, halves, 3.9, Progress.NONE);
        say("read and measured", start);
        double cpu = cpuSeconds(),
                wall = (System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1e3;
        TOLERANCE.forEach((metric, tolerance) -> {
            if (peer.containsKey(metric.id())) near(fit, metric, peer.get(metric.id()), tolerance);
        });
        near(fit, Metric.EMRINGER, 1.83712, 0.01);
        System.out.println("answers as cctbx 2022.9 gives them");
        if (peer.containsKey("cpu_seconds"))
            System.out.printf(Locale.ROOT,
                    "whole process: cctbx %.1f s of processor, %.1f s of clock; ceres %.1f and %.1f; ratio %.1f and %.1f%n",
                    peer.get("cpu_seconds"), peer.get("wall_seconds"), cpu, wall, peer.get("cpu_seconds") / cpu,
                    peer.get("wall_seconds") / wall);
        memory();
    }

    private static void large(int edge, int atoms) throws IOException {
        long start = System.nanoTime();
        double side = 0.8 * edge;
        var grid = new Grid(edge, edge, edge, UnitCell.orthogonal(side, side, side), 0, 0, 0);
        var model = atoms(atoms, side);
        HalfMaps halves;
        DensityMap map;
        try (var team = Parallel.of(THREADS)) {
            map = ModelMap.compute(model, grid, 2.5, team);
        }
        halves = new HalfMaps(noisy(map, 1), noisy(map, 2));
        say("made", start);
        memory();
        long begin = System.nanoTime();
        var fit = measure(model, map, halves, 2.5, new Progress() {
            @Override
            public void report(String stage, double fraction, String detail) { say("  " + detail, begin); }
        });
        say("measured", begin);
        near(fit, Metric.CC_BOX, 1, 1e-3);
        near(fit, Metric.D_MODEL, 2.5, 0.2);
        memory();
    }

    private static MapFit measure(Structure model, DensityMap map, HalfMaps halves, double d, Progress progress) {
        try (var team = Parallel.of(THREADS)) {
            return MapFit.measure(model, map, Optional.of(halves), d, OptionalDouble.empty(), team, progress);
        }
    }

    /// Atoms on a jittered lattice of 2.1 A, as dense as protein, in residues of ten.
    private static Structure atoms(int count, double side) {
        var random = new Random(7);
        var builder = new StructureBuilder().chain("A", "A", "1");
        int perEdge = (int) Math.ceil(Math.cbrt(count));
        double start = side / 2 - perEdge * 1.05;
        for (int i = 0; i < count; i++) {
            double x = start + 2.1 * (i % perEdge), y = start + 2.1 * (i / perEdge % perEdge),
                    z = start + 2.1 * (i / perEdge / perEdge);
            builder.residue("UNL", i / 10, '\0', 0, true).atom("C" + i % 10, i % 5 == 0 ? 8 : i % 3 == 0 ? 7 : 6, 0, '\0',
                    x + random.nextDouble(-.4, .4), y + random.nextDouble(-.4, .4), z + random.nextDouble(-.4, .4), 1, 40);
        }
        return builder.build();
    }

    private static DensityMap noisy(DensityMap map, long seed) {
        var random = new Random(seed);
        var v = map.values().clone();
        double sum = 0;
        for (float x : v) sum += x * x;
        float amplitude = (float) Math.sqrt(3 * sum / v.length);
        for (int i = 0; i < v.length; i++) v[i] += amplitude * (2 * random.nextFloat() - 1);
        return new DensityMap(map.grid(), v);
    }

    private static void near(MapFit fit, Metric metric, double expected, double tolerance) {
        double found = fit.measurements().value(metric).orElseThrow();
        if (!(Math.abs(found - expected) <= tolerance))
            throw new AssertionError("fast and wrong: %s is %s, not %s".formatted(metric.id(), found, expected));
    }

    private static double cpuSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    private static void say(String what, long since) {
        System.out.printf(Locale.ROOT, "%-45s %7.2f s, %7.2f s of processor so far%n", what, (System.nanoTime() - since) / 1e9,
                cpuSeconds());
    }

    private static void memory() throws IOException {
        var status = Path.of("/proc/self/status");
        if (Files.exists(status))
            Files.readAllLines(status).stream().filter(l -> l.startsWith("VmHWM")).forEach(System.out::println);
    }
}
