package ceres.bench;

import ceres.chem.Dictionary;
import ceres.density.ModelMap;
import ceres.io.ModelReader;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.UnitCell;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Fft3;
import ceres.numerics.Parallel;
import ceres.progress.Progress;
import ceres.refine.Checkpoints;
import ceres.refine.Refinement;
import ceres.refine.RefinementParameters;
import ceres.refine.RefinementProblem;
import ceres.restraint.InterpretOptions;
import ceres.restraint.Interpreter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/// A whole refinement of a model of any size against its own map, to see how time and memory grow: the first chains of a model, or copies of
/// it side by side; every atom shaken by 0.3 A; B factors as they are in the file. Answers verified: a model
/// that passes the gates must fit better than the start after the same treatment of B factors. The distance from the model that the map was made
/// of is printed; it holds that model's own outliers, which refinement mends.
///
///     java --add-modules jdk.incubator.vector -Xmx3500m -cp "bench/target/lib/*:bench/target/classes" ceres.bench.ScaleRun MODEL ATOMS [name=value ...]
///
/// ATOMS heavy atoms are taken, whole chains, the model again and again beside itself until there are enough.
public final class ScaleRun {
    private static final double D_MIN = 3, SPACING = 1, ROOM = 10, SHAKE = 0.3, APART = 15;
    private static final int THREADS = 2;

    private ScaleRun() {}

    public static void main(String[] args) throws IOException {
        var file = ModelReader.read(Path.of(args[0]));
        Structure truth = taken(file.structure(), Integer.parseInt(args[1]));
        var parameters = RefinementParameters.DEFAULT.with("ncs=false");
        for (int k = 2; k < args.length; k++) parameters = parameters.with(args[k]);
        try (var team = Parallel.of(THREADS)) {
            DensityMap map = ModelMap.compute(truth, grid(truth), D_MIN, team);
            Structure start = shaken(truth);
            double cpu = cpu(), wall = System.nanoTime();
            var model = Interpreter.interpret(start, file.header(), Dictionary.standard(), InterpretOptions.DEFAULT);
            System.out.printf(Locale.ROOT, "interpreted: %.1f CPU s%n", cpu() - cpu);
            var result = Refinement.refine(new RefinementProblem(model, map, Optional.empty(), D_MIN, parameters),
                    Checkpoints.NONE,
                    team, new Progress() {
                        @Override
                        public void report(String stage, double fraction, String detail) {}

                        @Override
                        public void log(String line) { System.out.printf(Locale.ROOT, "%8.1f  %s%n", cpu() - cpu, line); }
                    });
            double before = rmsd(start, truth), after = rmsd(result.refined(), truth);
            System.out.printf(Locale.ROOT,
                    "%d heavy atoms, %d voxels: %.1f CPU s, %.1f s, %d MB; rmsd to the truth %.3f -> %.3f A%n",
                    truth.atomCount(), map.values().length, cpu() - cpu, (System.nanoTime() - wall) / 1e9, peak(), before, after);
            var first = result.cycles().getFirst();
            if (result.cycles().stream().noneMatch(c -> c.accepted() && c.cycle() > 0 && c.ccMask() > first.ccMask()))
                throw new AssertionError("fast and wrong");
        }
    }

    /// Heavy atoms of whole chains, the model beside itself as often as needed, in a square.
    private static Structure taken(Structure s, int atoms) {
        double[] edge = extent(s);
        var b = new StructureBuilder();
        int copies = 1;
        for (int left = atoms; left > heavy(s); left -= heavy(s)) copies++;
        int side = (int) Math.ceil(Math.sqrt(copies)), count = 0;
        for (int copy = 0; copy < copies; copy++)
            for (int c = 0; c < s.chainCount() && count < atoms; c++) {
                b.chain(s.authChain(c) + copy, s.chains().labelId()[c] + "_" + copy, s.chains().entity()[c]);
                for (int r = s.residueStart(c); r < s.residueEnd(c); r++) {
                    b.newResidue(s.residueName(r), s.seq(r), s.icode(r), s.residues().labelSeq()[r], s.residues().hetero()[r]);
                    for (int a = s.atomStart(r); a < s.atomEnd(r); a++) {
                        if (s.isHydrogen(a)) continue;
                        count++;
                        b.atom(s.atomName(a), s.element(a).number(), 0, s.altloc(a), s.x(a) + copy % side * (edge[0] + APART),
                                s.y(a) + copy / side * (edge[1] + APART), s.z(a), s.occupancy(a), Math.max(20, s.b(a)));
                    }
                }
            }
        return b.build();
    }

    private static int heavy(Structure s) {
        int n = 0;
        for (int a = 0; a < s.atomCount(); a++) if (!s.isHydrogen(a)) n++;
        return n;
    }

    private static double[] low(Structure s) {
        double[] low = {1e9, 1e9, 1e9};
        for (int i = 0; i < 3 * s.atomCount(); i++) low[i % 3] = Math.min(low[i % 3], s.atoms().xyz()[i]);
        return low;
    }

    private static double[] extent(Structure s) {
        double[] low = low(s), extent = new double[3];
        for (int i = 0; i < 3 * s.atomCount(); i++) extent[i % 3] = Math.max(extent[i % 3], s.atoms().xyz()[i] - low[i % 3]);
        return extent;
    }

    static Grid grid(Structure s) {
        double[] low = low(s), extent = extent(s);
        var n = new int[3];
        for (int d = 0; d < 3; d++) n[d] = Fft3.smoothAtLeast((int) Math.ceil((extent[d] + 2 * ROOM) / SPACING));
        return new Grid(n[0], n[1], n[2], UnitCell.orthogonal(n[0] * SPACING, n[1] * SPACING, n[2] * SPACING), low[0] - ROOM,
                low[1] - ROOM, low[2] - ROOM);
    }

    private static Structure shaken(Structure s) {
        var random = new SplittableRandom(1);
        double[] xyz = s.atoms().xyz().clone();
        for (int i = 0; i < xyz.length; i++) xyz[i] += SHAKE / Math.sqrt(3) * random.nextGaussian();
        return s.withXyz(xyz);
    }

    static double rmsd(Structure a, Structure b) {
        double sum = 0;
        for (int i = 0; i < 3 * b.atomCount(); i++) sum += Math.pow(a.atoms().xyz()[i] - b.atoms().xyz()[i], 2);
        return Math.sqrt(sum / b.atomCount());
    }

    static double cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime()
                / 1e9;
    }

    static int peak() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status")))
            if (line.startsWith("VmHWM")) return Integer.parseInt(line.replaceAll("\\D", "")) / 1024;
        return 0;
    }
}
