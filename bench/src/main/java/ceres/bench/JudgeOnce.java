package ceres.bench;

import ceres.chem.Dictionary;
import ceres.chem.ReferenceData;
import ceres.io.ModelFile;
import ceres.io.ModelReader;
import ceres.metric.Metric;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Parallel;
import ceres.progress.Progress;
import ceres.restraint.InterpretOptions;
import ceres.restraint.Interpretation;
import ceres.restraint.Interpreter;
import ceres.validate.ModelQuality;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// Judges one model as a process of its own: what [JudgeBenchmark] starts and times. Prints `key value` lines.
///
/// Arguments: model file, copies (the model beside itself, to see how cost grows), rounds in the same process.
public final class JudgeOnce {
    private JudgeOnce() {}

    public static void main(String[] args) throws IOException {
        ModelFile file = ModelReader.read(Path.of(args[0]));
        int copies = args.length > 1 ? Integer.parseInt(args[1]) : 1, rounds = args.length > 2 ? Integer.parseInt(args[2]) : 1;
        Structure structure = copies == 1 ? file.structure() : beside(file.structure(), copies);
        for (int round = 0; round < rounds; round++) once(file, structure);
        System.out.println("cpu " + cpu() / 1e9);
        for (String line : Files.readAllLines(Path.of("/proc/self/status")))
            if (line.startsWith("VmHWM")) System.out.println("peakMB " + Integer.parseInt(line.replaceAll("\\D", "")) / 1024);
    }

    private static void once(ModelFile file, Structure structure) {
        long t0 = System.nanoTime(), cpu0 = cpu();
        Interpretation model = Interpreter.interpret(structure, file.header(), Dictionary.standard(), InterpretOptions.DEFAULT);
        long t1 = System.nanoTime(), cpu1 = cpu();
        try (var team = Parallel.of(Runtime.getRuntime().availableProcessors())) {
            var quality = ModelQuality.measure(model, file.header(), ReferenceData.standard(), team, Progress.NONE);
            System.out.println("atoms " + structure.atomCount());
            System.out.println("interpretSeconds " + (t1 - t0) / 1e9);
            System.out.println("measureSeconds " + (System.nanoTime() - t1) / 1e9);
            System.out.println("interpretCpu " + (cpu1 - cpu0) / 1e9);
            System.out.println("measureCpu " + (cpu() - cpu1) / 1e9);
            for (var metric : new Metric[]{Metric.CLASHSCORE, Metric.RAMA_FAVORED, Metric.RAMA_Z})
                quality.measurements().value(metric).ifPresent(v -> System.out.println(metric.id() + " " + v));
        }
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /// The model and copies of it, 400 A apart, so that nothing new touches.
    private static Structure beside(Structure s, int copies) {
        var b = new StructureBuilder();
        for (int copy = 0; copy < copies; copy++)
            for (int r = 0; r < s.residueCount(); r++) {
                int chain = s.chainOf(r);
                b.chain(s.authChain(chain) + copy, s.chains().labelId()[chain] + "_" + copy, s.chains().entity()[chain]);
                b.newResidue(s.residueName(r), s.seq(r), s.icode(r), s.residues().labelSeq()[r], s.residues().hetero()[r]);
                for (int a = s.atomStart(r); a < s.atomEnd(r); a++)
                    b.atom(s.atomName(a), s.element(a).number(), 0, s.altloc(a), s.x(a) + 400 * copy, s.y(a), s.z(a),
                            s.occupancy(a), s.b(a));
            }
        return b.build();
    }
}
