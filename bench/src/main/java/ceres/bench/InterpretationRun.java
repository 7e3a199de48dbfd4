package ceres.bench;

import ceres.chem.Dictionary;
import ceres.io.ModelReader;
import ceres.model.Assemblies;
import ceres.model.CompleteAssembly;
import ceres.restraint.InterpretOptions;
import ceres.restraint.Interpretation;
import ceres.restraint.Interpreter;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;

/// Models interpreted in a fresh Java machine, as a user meets them: wall and processor time of reading, expansion and interpretation, highest
/// heap; every atom accounted for.
///
///     java -Xmx3g -cp "bench/target/lib/*:bench/target/classes" ceres.bench.InterpretationRun MODELS/cryoem_pdb/3j2w.pdb.gz expand
///     java -Xmx3g -cp "bench/target/lib/*:bench/target/classes" ceres.bench.InterpretationRun MODELS/huge/1aon.pdb.gz
///
/// With `expand` the largest assembly of the file is made first; with a number after that the interpretation is repeated so often.
public final class InterpretationRun {
    private InterpretationRun() {}

    public static void main(String[] args) {
        Path file = Path.of(args[0]);
        boolean expand = args.length > 1 && args[1].equals("expand");
        int times = args.length > 1 && args[args.length - 1].matches("[0-9]+") ? Integer.parseInt(args[args.length - 1]) : 1;
        var clock = new Clock();
        var read = ModelReader.read(file);
        clock.say("read");
        var structure = read.structure();
        var header = read.header();
        if (expand) {
            var largest = header.assemblies().stream()
                    .max(Comparator.comparingInt(a -> Assemblies.missing(read.header(), a).size()))
                    .orElseThrow();
            var whole = CompleteAssembly.of(structure, header, largest);
            structure = whole.structure();
            header = whole.header();
            clock.say("expanded to " + (whole.copies().size() + 1) + " copies");
        }
        for (int n = 0; n < times; n++) {
            var in = Interpreter.interpret(structure, header, Dictionary.standard(), InterpretOptions.DEFAULT);
            clock.say("interpreted");
            check(in);
        }
        System.out.printf(Locale.ROOT, "%d atoms; highest heap %d MB%n", structure.atomCount(), heap() >> 20);
    }

    private static void check(Interpretation in) {
        var c = in.report().counts();
        if (c.restrained() + c.riding() + c.free() + c.held() != c.atoms()) throw new AssertionError("atoms are missing: " + c);
    }

    private static long heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(p -> p.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage).mapToLong(u -> u.getUsed()).sum();
    }

    private static final class Clock {
        private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        private long wall = System.nanoTime(), processor = system.getProcessCpuTime();

        void say(String what) {
            long now = System.nanoTime(), used = system.getProcessCpuTime();
            System.out.printf(Locale.ROOT, "%-26s %7.2f s wall %7.2f s processor%n", what, (now - wall) * 1e-9,
                    (used - processor) * 1e-9);
            wall = now;
            processor = used;
        }
    }
}
