package ceres.pipeline;

import ceres.fault.ReasonCode;
import ceres.io.MapReader;
import ceres.io.ModelReader;
import ceres.io.ModelWriter;
import ceres.io.RefinementRecord;
import ceres.numerics.Parallel;
import ceres.pipeline.bundle.Software;
import ceres.progress.Progress;
import ceres.refine.Checkpoints;
import ceres.refine.Refinement;
import ceres.refine.RefinementParameters;
import ceres.refine.RefinementProblem;
import ceres.refine.RefinementResult;
import ceres.restraint.InterpretOptions;
import ceres.restraint.Interpreter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// What `refine` does: one refinement, one file.
public final class RefineAlone {
    private RefineAlone() {}

    /// @param out the refined mmCIF
    /// @param outcome REFINED or INPUT_KEPT
    /// @param moved mean move of heavy atoms, A
    public record Done(String out, String outcome, @Nullable String reason, double ccMaskInitial, double ccMaskRefined,
            double moved,
            int cycles, Map<String, String> parameters, List<String> notes) {}

    /// @throws Stopped if the progress was cancelled
    public static Done refine(Path model, Path map, List<Path> halfMaps, OptionalDouble resolution, List<Path> ligands,
            RefinementParameters parameters, Path out, Parallel team, Progress progress) {
        Inputs.requireReadable("model", model, ReasonCode.UNREADABLE_MODEL);
        Inputs.requireReadable("map", map, ReasonCode.UNREADABLE_MAP);
        var file = ModelReader.read(model);
        var density = MapReader.read(map);
        Validation.requireOrthogonal(map, density.map());
        var notes = new ArrayList<String>(file.warnings());
        notes.addAll(density.warnings());
        double d = Validation.resolution(resolution, file, model);
        var problem = Interpreter.interpret(file.structure(), file.header(), Dictionaries.of(ligands), InterpretOptions.DEFAULT);
        notes.addAll(problem.report().notes());
        var result = Refinement.refine(
                new RefinementProblem(problem, density.map(), Validation.halves(halfMaps, notes), d, parameters),
                Checkpoints.NONE, team, progress);
        if (result.outcome() == RefinementResult.Outcome.CANCELLED) throw new Stopped();
        write(file, result, d, out);
        return done(result, out, notes);
    }

    private static void write(ceres.io.ModelFile file, RefinementResult result, double resolution, Path out) {
        var record = new RefinementRecord(Software.NAME, Software.VERSION, OptionalDouble.of(resolution), Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), List.of(),
                "Refined in real space by " + Software.NAME + " " + Software.VERSION + ".");
        var part = out.resolveSibling("." + out.getFileName() + ".part");
        try {
            ModelWriter.writeCif(file, result.refined(), record, part);
            Files.move(part, out, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ceres.fault.Fault.Usage(out, "cannot be written: " + e.getMessage(), "name another file with --out");
        }
    }

    private static Done done(RefinementResult r, Path out, List<String> notes) {
        double first = r.cycles().isEmpty() ? 0 : r.cycles().getFirst().ccMask();
        double last = r.cycles().stream().filter(c -> c.accepted()).reduce((a, b) -> b).map(c -> c.ccMask()).orElse(first);
        return new Done(out.toString(), r.outcome().name(), r.reason().orElse(null), first, last, r.moved(),
                Math.max(0, r.cycles().size() - 1),
                r.parameters(), notes);
    }
}
