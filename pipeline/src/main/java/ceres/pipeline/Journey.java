package ceres.pipeline;

import ceres.chem.Dictionary;
import ceres.fault.Fault;
import ceres.io.EmdbHeader;
import ceres.io.MapFile;
import ceres.io.ModelFile;
import ceres.map.HalfMaps;
import ceres.numerics.Parallel;
import ceres.pipeline.bundle.Bundle;
import ceres.pipeline.bundle.Manifest;
import ceres.pipeline.bundle.PairId;
import ceres.pipeline.bundle.RunRecord;
import ceres.pipeline.curate.Curation;
import ceres.pipeline.curate.Curator;
import ceres.pipeline.curate.Expansion;
import ceres.progress.Progress;
import ceres.refine.Refinement;
import ceres.refine.RefinementProblem;
import ceres.refine.RefinementResult;
import ceres.restraint.InterpretOptions;
import ceres.restraint.Interpretation;
import ceres.restraint.Interpreter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// One pair from its files to its bundle.
///
/// The stages are steps of [#travel]; what each leaves is the argument of the next. A run that was stopped or killed takes up the
/// refinement where its last checkpoint left it. There is a whole bundle in the end, or none.
public final class Journey {
    private final Order order;
    private final Parallel team;
    private final Logbook book;

    private Journey(Order order, Parallel team, Progress progress, Clock clock) {
        this.order = order;
        this.team = team;
        this.book = new Logbook(progress, clock);
    }

    /// Does what the order asks for.
    ///
    /// @return the bundle, as it was read back
    /// @throws Fault.BadInput if curation rejected the pair (with a bundle left behind where the order asks for one)
    /// @throws Fault.RefinementFailed if the refinement gave no model; likewise
    /// @throws Stopped if the progress was cancelled
    public static Bundle run(Order order, Parallel team, Progress progress) {
        try {
            return new Journey(order, team, progress, Clock.systemUTC()).travel();
        } catch (IOException e) {
            throw new Fault.Usage(order.out(), "cannot be written: " + e.getMessage(),
                    "name another folder with --out, or make room");
        } catch (UncheckedIOException e) {
            throw new Fault.Usage(order.out(), "cannot be written: " + e.getCause().getMessage(),
                    "name another folder with --out, or make room");
        }
    }

    /// The files of a curated pair.
    ///
    /// @param model as it is refined: the whole assembly where the file holds its unit
    /// @param expansion how the unit became the model; empty where the file is the model
    record Pair(Curation curation, ModelFile model, MapFile map, Optional<HalfMaps> halfMaps, double resolution,
            OptionalDouble contour, Optional<Expansion> expansion) {
        Measured.MapInput mapInput() { return new Measured.MapInput(map.map(), halfMaps, resolution, contour); }
    }

    private Bundle travel() throws IOException {
        requireFree();
        try (var work = WorkFolder.beside(order.out(), book::takenUp)) {
            var inputs = book.through("fetch", () -> Inputs.hash(order));
            var curation = book.through("curate", () -> Curator.curate(Curating.input(order)));
            readerWarnings(curation);
            var writing = new Writing(order, book, inputs, curation, pairId(curation), team);
            if (!curation.accepted()) throw rejected(writing, curation, work);
            var pair = book.through("assembly", () -> pair(curation));
            pair.expansion().ifPresent(writing::expanded);
            var problem = book.through("interpret", () -> interpret(pair.model(), InterpretOptions.forMap(pair.resolution())));
            book.warn(problem.report().notes());
            var result = refine(pair, problem, work, writing);
            var refined = book.through("interpret again", () -> interpret(Contents.with(pair.model(), result.refined())));
            var before = book.through("validate initial",
                    () -> Measured.of(problem, pair.model().header(), Optional.of(pair.mapInput()), team, book));
            var after = book.through("validate refined",
                    () -> Measured.of(refined, pair.model().header(), Optional.of(pair.mapInput()), team, book));
            var bundle = book.through("bundle", () -> writing.refined(pair, before, after, result));
            work.finish();
            return bundle;
        }
    }

    /// A bundle may be replaced by a newer one; anything else of the user's is not touched.
    private void requireFree() throws IOException {
        var out = order.out();
        if (!Files.exists(out) || Files.isRegularFile(out.resolve(Manifest.FILE))) return;
        if (Files.isDirectory(out)) try (var held = Files.list(out)) {
            if (held.findAny().isEmpty()) return;
        }
        throw new Fault.Usage(out, "exists and is not a result bundle", "name another folder with --out");
    }

    private RefinementResult refine(Pair pair, Interpretation problem, WorkFolder work, Writing writing) throws IOException {
        try {
            var result = book.through("refine", () -> Refinement.refine(
                    new RefinementProblem(problem, pair.map().map(), pair.halfMaps(), pair.resolution(), order.parameters()),
                    work, team, book));
            if (result.outcome() == RefinementResult.Outcome.CANCELLED) throw new Stopped();
            book.stopIfCancelled();
            return result;
        } catch (Fault.RefinementFailed e) {
            if (order.bundleRejected()) {
                var before = Measured.of(problem, pair.model().header(), Optional.of(pair.mapInput()), team, book);
                book.through("bundle", () -> writing.notRefined(RunRecord.Status.FAILED, e.found(), Optional.of(pair.model()),
                        Optional.of(before)));
                work.finish();
            }
            throw e;
        }
    }

    /// The fault of a rejected pair; before that, where the order asks for it, a bundle that says why and shows what can be shown.
    private Fault rejected(Writing writing, Curation curation, WorkFolder work) throws IOException {
        var fault = Curating.fault(curation, order.model());
        if (!order.bundleRejected()) return fault;
        var measured = curation.model().flatMap(m -> measureRejected(m, curation));
        book.through("bundle", () -> writing.notRefined(RunRecord.Status.NOT_REFINED, fault.found(), curation.model(), measured));
        work.finish();
        return fault;
    }

    /// A rejected model is still worth its numbers, in its map if there is one.
    private Optional<Measured> measureRejected(ModelFile model, Curation c) {
        if (c.map().isPresent() && c.resolution().isPresent() && c.map().get().map().grid().isOrthogonal()) {
            var map = new Measured.MapInput(c.map().get().map(), Optional.empty(), c.resolution().getAsDouble(), contour(c));
            return Optional.of(Measured.of(interpret(model), model.header(), Optional.of(map), team, book));
        }
        return Optional.of(Measured.of(interpret(model), model.header(), Optional.empty(), team, book));
    }

    private Interpretation interpret(ModelFile model) { return interpret(model, InterpretOptions.DEFAULT); }

    private Interpretation interpret(ModelFile model, InterpretOptions options) {
        return Interpreter.interpret(model.structure(), model.header(), dictionary(), options);
    }

    private Dictionary dictionary() { return Dictionaries.of(order.ligands()); }

    private Pair pair(Curation c) {
        var half = c.halfMaps().size() == 2
                ? Optional.of(new HalfMaps(c.halfMaps().get(0).map(), c.halfMaps().get(1).map()))
                : Optional.<HalfMaps>empty();
        var file = c.model().orElseThrow();
        var expansion = Expansion.find(file, c.map().orElseThrow().map(), team, w -> book.warn(List.of(w)));
        expansion.ifPresent(e -> book.log(e.sentence()));
        return new Pair(c, expansion.map(Expansion::whole).orElse(file), c.map().orElseThrow(), half,
                c.resolution().orElseThrow(), contour(c), expansion);
    }

    private static OptionalDouble contour(Curation c) {
        return c.emdbHeader().map(EmdbHeader::contour).orElse(OptionalDouble.empty());
    }

    private void readerWarnings(Curation c) {
        c.model().ifPresent(m -> book.warn(m.warnings()));
        c.map().ifPresent(m -> book.warn(m.warnings()));
        for (var h : c.halfMaps()) book.warn(h.warnings());
    }

    private PairId pairId(Curation c) {
        if (order.pair().isPresent()) return order.pair().get();
        var header = c.model().map(ModelFile::header);
        var emdb = c.emdbHeader().map(EmdbHeader::id).or(() -> header.flatMap(h -> h.emdbIds().stream().findFirst()));
        return PairId.of(header.flatMap(h -> h.entryId()), emdb, defaultName(order));
    }

    /// The name of a private pair: that of its model file without its endings.
    public static String defaultName(Order order) { return stem(order.model().getFileName().toString()); }

    /// A file name without `.gz` and without its ending.
    public static String stem(String file) {
        String name = file.replaceFirst("(?i)\\.gz$", "");
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

}
