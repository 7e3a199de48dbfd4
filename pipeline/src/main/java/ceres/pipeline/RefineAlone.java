package ceres.pipeline;

import ceres.fault.Fault;
import ceres.fault.ReasonCode;
import ceres.io.MapReader;
import ceres.io.ModelFile;
import ceres.io.ModelReader;
import ceres.io.ModelWriter;
import ceres.io.RefinementRecord;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.pipeline.bundle.Software;
import ceres.pipeline.curate.Expansion;
import ceres.progress.Progress;
import ceres.refine.Checkpoints;
import ceres.refine.Refinement;
import ceres.refine.RefinementParameters;
import ceres.refine.RefinementProblem;
import ceres.refine.RefinementResult;
import ceres.restraint.InterpretOptions;
import ceres.restraint.Interpreter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// What `refine` does: one refinement, one file. A refinement that was stopped or killed goes on from its last macro-cycle when it is asked
/// for again.
public final class RefineAlone {
    private RefineAlone() {}

    /// @param out the refined mmCIF
    /// @param unit where the map showed an assembly of the input: the chains of the input in another file; null if the input was refined as it stood
    /// @param outcome REFINED or INPUT_KEPT
    /// @param moved mean move of heavy atoms, A
    public record Done(String out, @Nullable String unit, String outcome, @Nullable String reason, double ccMaskInitial,
            double ccMaskRefined,
            double moved,
            int cycles, Map<String, String> parameters, List<String> notes) {}

    /// @throws Stopped if the progress was cancelled
    public static Done refine(Path model, Path map, List<Path> halfMaps, OptionalDouble resolution, List<Path> ligands,
            RefinementParameters parameters, Path out, Parallel team, Progress progress) {
        Inputs.requireReadable("model", model, ReasonCode.UNREADABLE_MODEL);
        Inputs.requireReadable("map", map, ReasonCode.UNREADABLE_MAP);
        try (var work = WorkFolder.beside(out, () -> {})) {
            var done = refine(model, map, halfMaps, resolution, ligands, parameters, out, work, team, progress);
            work.finish();
            return done;
        } catch (IOException | UncheckedIOException e) {
            throw unwritable(out, e);
        }
    }

    private static Done refine(Path model, Path map, List<Path> halfMaps, OptionalDouble resolution, List<Path> ligands,
            RefinementParameters parameters, Path out, Checkpoints checkpoints, Parallel team, Progress progress) {
        var file = ModelReader.read(model);
        var density = MapReader.read(map);
        Validation.requireOrthogonal(map, density.map());
        var notes = new ArrayList<String>(file.warnings());
        notes.addAll(density.warnings());
        double d = Validation.resolution(resolution, file, model);
        var expansion = Expansion.find(file, density.map(), team, notes::add);
        expansion.ifPresent(e -> {
            notes.add(e.sentence());
            progress.log(e.sentence());
        });
        var whole = expansion.map(Expansion::whole).orElse(file);
        var problem = Interpreter.interpret(whole.structure(), whole.header(), Dictionaries.of(ligands),
                InterpretOptions.forMap(d));
        notes.addAll(problem.report().notes());
        var result = Refinement.refine(
                new RefinementProblem(problem, density.map(), Validation.halves(halfMaps, notes), d, parameters),
                checkpoints, team, progress);
        if (result.outcome() == RefinementResult.Outcome.CANCELLED) throw new Stopped();
        write(whole, result.refined(), d, out);
        var unit = expansion.map(e -> unit(e, result, d, out));
        notes.addAll(result.notes());
        return done(result, out, unit.map(Path::toString).orElse(null), notes);
    }

    /// The chains of the input out of a refined assembly, beside it: `refined_unit.cif`.
    private static Path unit(Expansion expansion, RefinementResult result, double resolution, Path out) {
        var beside = out.resolveSibling(Journey.stem(out.getFileName().toString()) + "_unit.cif");
        write(expansion.unit(), expansion.unitOf(result.refined()), resolution, beside);
        return beside;
    }

    private static void write(ModelFile file, Structure refined, double resolution, Path out) {
        var record = new RefinementRecord(Software.NAME, Software.VERSION, OptionalDouble.of(resolution), Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), List.of(),
                "Refined in real space by " + Software.NAME + " " + Software.VERSION + ".");
        var part = out.resolveSibling("." + out.getFileName() + ".part");
        try {
            ModelWriter.writeCif(file, refined, record, part);
            Files.move(part, out, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritable(out, e);
        }
    }

    private static Fault.Usage unwritable(Path out, Exception e) {
        return new Fault.Usage(out, "cannot be written: " + e.getMessage(), "name another file with --out, or make room");
    }

    private static Done done(RefinementResult r, Path out, @Nullable String unit, List<String> notes) {
        double first = r.cycles().isEmpty() ? 0 : r.cycles().getFirst().ccMask();
        double last = r.cycles().stream().filter(c -> c.accepted()).reduce((a, b) -> b).map(c -> c.ccMask()).orElse(first);
        return new Done(out.toString(), unit, r.outcome().name(), r.reason().orElse(null), first, last, r.moved(),
                Math.max(0, r.cycles().size() - 1),
                r.parameters(), notes);
    }
}
