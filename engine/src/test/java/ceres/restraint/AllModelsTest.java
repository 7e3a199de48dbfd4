package ceres.restraint;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.chem.Dictionary;
import ceres.fault.Fault;
import ceres.io.ModelReader;
import ceres.model.CompleteAssembly;
import ceres.numerics.Parallel;
import ceres.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every model at hand is either interpreted, with all of its atoms accounted for, or refused with a reason.
@Tag("slow")
class AllModelsTest {
    @Test
    void everyModelIsUnderstoodOrRefused() throws IOException {
        int understood = 0;
        for (Path file : models()) if (understand(file)) understood++;
        assertThat(understood).isGreaterThan(90);
    }

    private static List<Path> models() throws IOException {
        try (var files = Files.walk(SharedData.require("models")); var pairs = Files.walk(SharedData.require("pairs"))) {
            return java.util.stream.Stream.concat(files, pairs).filter(p -> p.toString().matches(".*\\.(pdb|ent|cif)(\\.gz)?"))
                    .sorted().toList();
        }
    }

    private static boolean understand(Path file) {
        try {
            var read = ModelReader.read(file);
            var in = Interpreter.interpret(read.structure(), read.header(), Dictionary.standard(), InterpretOptions.DEFAULT);
            var counts = in.report().counts();
            assertThat(counts.restrained() + counts.riding() + counts.free() + counts.held()).as(file.toString())
                    .isEqualTo(counts.atoms());
            assertThat(in.structure().atomCount()).isEqualTo(read.structure().atomCount());
            finite(file, in);
            return true;
        } catch (Fault.BadInput refused) {
            assertThat(refused.code()).as(file.toString()).isPresent();
            return false;
        }
    }

    private static void finite(Path file, Interpretation in) {
        var gradient = new double[3 * in.structure().atomCount()];
        try (var team = Parallel.of(2)) {
            double energy = new GeometryTarget(in.restraints()).evaluate(in.structure().atoms().xyz(), gradient, team);
            assertThat(energy).as(file.toString()).isFinite();
        }
        for (double g : gradient) assertThat(Double.isFinite(g)).as(file.toString()).isTrue();
    }

    /// 3j2w, the sixty copies of its unit: 1.86 million atoms. Processor time, for the machine may be busy with other things.
    @Test
    void aCapsidIsExpandedAndUnderstoodInAMinute() {
        var read = ModelReader.read(SharedData.require("models/cryoem_pdb/3j2w.pdb.gz"));
        long start = cpu();
        var whole = CompleteAssembly.of(read.structure(), read.header(), read.header().assemblies().getFirst());
        var in = Interpreter.interpret(whole.structure(), whole.header(), Dictionary.standard(), InterpretOptions.DEFAULT);
        double seconds = (cpu() - start) * 1e-9;
        assertThat(in.report().counts().atoms()).isEqualTo(60 * read.structure().atomCount());
        assertThat(in.report().counts().restrained()).isEqualTo(in.report().counts().atoms());
        assertThat(seconds).isLessThan(60);
    }

    private static long cpu() { return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime(); }
}
