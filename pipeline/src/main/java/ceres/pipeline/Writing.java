package ceres.pipeline;

import ceres.density.MapBox;
import ceres.io.MapWriter;
import ceres.io.ModelFile;
import ceres.io.ModelSummary;
import ceres.io.ModelWriter;
import ceres.io.RefinementRecord;
import ceres.map.DensityMap;
import ceres.metric.Measurement;
import ceres.metric.Metric;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.pipeline.bundle.Bundle;
import ceres.pipeline.bundle.BundleWriter;
import ceres.pipeline.bundle.ChangeRecord;
import ceres.pipeline.bundle.CurationRecord;
import ceres.pipeline.bundle.MetricsRecord;
import ceres.pipeline.bundle.PairId;
import ceres.pipeline.bundle.ResidueTable;
import ceres.pipeline.bundle.RunRecord;
import ceres.pipeline.bundle.Software;
import ceres.pipeline.bundle.Table1;
import ceres.pipeline.bundle.Verdict;
import ceres.pipeline.curate.Allowance;
import ceres.pipeline.curate.Curation;
import ceres.pipeline.curate.Curator;
import ceres.pipeline.curate.Expansion;
import ceres.pipeline.report.Report;
import ceres.pipeline.report.Scene;
import ceres.pipeline.table.Judgement;
import ceres.pipeline.table.Significance;
import ceres.refine.Change;
import ceres.refine.RefinementResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Puts the bundle together: every file from the two validations and the record of the run.
final class Writing {
    private static final int MOST_VOXELS = 12_000_000;

    private final Order order;
    private final Logbook book;
    private final List<RunRecord.Input> inputs;
    private final Curation curation;
    private final PairId pair;
    private final Parallel team;
    private String log = "";
    private Optional<Expansion> expansion = Optional.empty();

    Writing(Order order, Logbook book, List<RunRecord.Input> inputs, Curation curation, PairId pair, Parallel team) {
        this.order = order;
        this.book = book;
        this.inputs = inputs;
        this.curation = curation;
        this.pair = pair;
        this.team = team;
    }

    /// The model was made whole before refinement: every file says so.
    void expanded(Expansion how) { expansion = Optional.of(how); }

    /// The bundle of a refined pair.
    Bundle refined(Journey.Pair p, Measured initial, Measured measured, RefinementResult result) throws IOException {
        var before = initial.with(crossValidated(result, false));
        var refined = measured.with(crossValidated(result, true)).with(moved(initial, measured));
        try (var writer = BundleWriter.at(order.out())) {
            ModelWriter.writeCif(p.model(), initial.structure(), record(initial, p, "The model as refined from."),
                    writer.path(Bundle.INITIAL));
            ModelWriter.writeCif(p.model(), refined.structure(), record(refined, p, details(result)),
                    writer.path(Bundle.REFINED));
            if (expansion.isPresent())
                ModelWriter.writeCif(expansion.get().unit(), expansion.get().unitOf(refined.structure()),
                        record(refined, p, details(result) + " The unit of the refined assembly."),
                        writer.path(Bundle.REFINED_UNIT));
            MapWriter.writeBcif(boxed(p.map().map(), initial.structure()), writer.path(Bundle.MAP));
            keepLog(writer, new RefineLog(result).text() + "\n" + book.text());
            var notes = notes(result);
            notes.addAll(caveats(before, refined));
            var table1 = table1(p.model(), before, Optional.of(refined), notes);
            return finish(writer, RunRecord.Status.REFINED, null, result.parameters(), table1, before, Optional.of(refined),
                    result.changes());
        }
    }

    private void keepLog(BundleWriter writer, String text) throws IOException {
        log = text;
        writer.text(Bundle.LOG, text);
    }

    /// The bundle of a pair that was not refined: why, and what can be shown of it all the same.
    Bundle notRefined(RunRecord.Status status, String why, Optional<ModelFile> model, Optional<Measured> measured)
            throws IOException {
        try (var writer = BundleWriter.at(order.out())) {
            keepLog(writer, "Not refined: " + why + "\n\n" + book.text());
            if (model.isPresent() && measured.isPresent()) {
                ModelWriter.writeCif(model.get(), measured.get().structure(),
                        RefinementRecord.of(Software.NAME, Software.VERSION),
                        writer.path(Bundle.INITIAL));
                if (curation.map().isPresent())
                    MapWriter.writeBcif(boxed(curation.map().get().map(), measured.get().structure()),
                            writer.path(Bundle.MAP));
                var table1 = table1(model.get(), measured.get(), Optional.empty(), Caveats.of(measured.get()));
                return finish(writer, status, why, Map.of(), table1, measured.get(), Optional.empty(), List.of());
            }
            var run = run(status, why, Map.of());
            writer.json(Bundle.CURATION, Curating.record(curation, expansion)).json(Bundle.RUN, run);
            writer.text(Bundle.REPORT,
                    Report.html(new Report.Content(run, Curating.record(curation, expansion), Optional.empty(), Optional.empty(),
                            Optional.empty(), Map.of(), Optional.empty(), Optional.empty())));
            return writer.commit(pair, status, book.now());
        }
    }

    private Bundle finish(BundleWriter writer, RunRecord.Status status, @Nullable String why,
            Map<String, String> parameters, Table1 table1, Measured initial, Optional<Measured> refined, List<Change> said)
            throws IOException {
        var residues = Rows.table(initial, refined);
        var changes = refined.map(r -> Findings.of(initial, r, residues, said));
        var curves = Curves.of(initial, refined);
        var plots = Plots.draw(residues, Optional.of(curves), curation.resolution());
        var curated = curated(initial);
        writer.json(Bundle.CURATION, curated).json(Bundle.TABLE1, table1).columns(Bundle.RESIDUES, residues.columns())
                .columns(Bundle.CURVES, curves);
        if (changes.isPresent()) writer.json(Bundle.CHANGES, changes.get());
        for (var plot : plots.entrySet()) writer.text(Bundle.PLOTS + plot.getKey() + ".svg", plot.getValue());
        var run = run(status, why, parameters);
        writer.json(Bundle.RUN, run);
        writer.text(Bundle.REPORT, report(writer, run, curated, table1, residues, changes, plots, refined.isPresent(),
                refined.orElse(initial).structure()));
        return writer.commit(pair, status, book.now());
    }

    /// The judgement of the pair with what only the measured map can add to it: whether it shows its stated resolution.
    private CurationRecord curated(Measured initial) {
        var dModel = initial.measurements().value(Metric.D_MODEL);
        var cc = initial.measurements().value(Metric.CC_MASK);
        boolean known = dModel.isPresent() && cc.isPresent();
        return Curating.record(known ? Curator.withMapResolution(curation, dModel.getAsDouble(), cc.getAsDouble()) : curation,
                expansion);
    }

    private String report(BundleWriter writer, RunRecord run, CurationRecord curated, Table1 table1, ResidueTable residues,
            Optional<ChangeRecord> changes,
            Map<String, String> plots, boolean refined, Structure latest) throws IOException {
        var contour = shownContour(table1, latest);
        Optional<Path> map = curation.map().isPresent() ? Optional.of(writer.path(Bundle.MAP)) : Optional.empty();
        var scene = new Scene(writer.path(Bundle.INITIAL), refined ? Optional.of(writer.path(Bundle.REFINED)) : Optional.empty(),
                map, contour,
                Optional.of(residues), pair.name());
        return Report.html(
                new Report.Content(run, curated, Optional.of(table1), Optional.of(residues), changes, plots,
                        Optional.of(scene), Optional.of(log)));
    }

    private RunRecord run(RunRecord.Status status, @Nullable String why, Map<String, String> used) {
        var parameters = new LinkedHashMap<String, Object>(order.parameters().asMap());
        parameters.putAll(used);
        curation.resolution().ifPresent(d -> parameters.put("resolution", d));
        parameters.put("resolution_source", curation.resolutionSource());
        expansion.ifPresent(e -> {
            parameters.put("assembly", e.assembly());
            parameters.put("assembly_copies", e.copies());
        });
        parameters.put("dictionary", Dictionaries.sources(order.ligands()));
        return new RunRecord(Software.current(), status, pair, order.month().orElse(null),
                curation.model().flatMap(m -> m.header().title()).orElse(null), book.started(), book.now(), RunRecord.Host.here(),
                team.threads(), order.parameters().seed(), parameters,
                curation.allowed().stream().map(Allowance::option).sorted().toList(),
                inputs, book.stages(), book.warnings(), why);
    }

    private Table1 table1(ModelFile file, Measured initial, Optional<Measured> refined, List<String> notes) {
        var before = ModelSummary.of(Contents.with(file, initial.structure()));
        var after = refined.map(r -> ModelSummary.of(Contents.with(file, r.structure())));
        var verdict = refined.map(r -> Judgement.of(initial.measurements(), r.measurements(),
                Significance.Size.of(Contents.composition(before))))
                .orElseGet(() -> Judgement.notRefined(reason()));
        var map = initial.fit().map(f -> Contents.map(curation.map().orElseThrow().map(), f.statistics(), contour()));
        return new Table1(Software.current(), pair, file.header().title().orElse(null),
                curation.resolution().isPresent() ? curation.resolution().getAsDouble() : null, record(initial, Bundle.INITIAL),
                refined.map(r -> record(r, Bundle.REFINED)).orElse(null), verdict, Contents.composition(before),
                Contents.adp(before),
                after.map(Contents::adp).orElse(null), map.orElse(null), notes);
    }

    private String reason() {
        return curation.findings().stream().findFirst().map(f -> f.code().sentence()).orElse("the refinement failed.");
    }

    private OptionalDouble contour() { return curation.emdbHeader().map(h -> h.contour()).orElse(OptionalDouble.empty()); }

    private MetricsRecord record(Measured measured, String model) {
        var what = new LinkedHashMap<String, Object>();
        what.put("model", model);
        curation.map().ifPresent(m -> what.put("map", m.path().getFileName().toString()));
        if (!curation.halfMaps().isEmpty())
            what.put("half_maps", curation.halfMaps().stream().map(h -> h.path().getFileName().toString()).toList());
        curation.resolution().ifPresent(d -> what.put("resolution", d));
        return MetricsRecord.of(measured.measurements(), what);
    }

    private static Map<Metric, Measurement> crossValidated(RefinementResult result, boolean refined) {
        var m = new EnumMap<Metric, Measurement>(Metric.class);
        result.crossValidation().ifPresent(c -> {
            String failed = "the half-maps gave no finite correlation";
            if (refined) m.put(Metric.FSC_WORK, Measurement.ofFinite(c.fscWork(), failed));
            m.put(Metric.FSC_FREE, Measurement.ofFinite(refined ? c.fscFree() : c.fscFreeInitial(), failed));
        });
        return m;
    }

    private static Map<Metric, Measurement> moved(Measured initial, Measured refined) {
        double rms = new AtomMatch(initial.structure(), refined.structure()).rms();
        return Map.of(Metric.RMSD_INITIAL_REFINED, Measurement.ofFinite(rms, "the models have no atom in common"));
    }

    private List<String> notes(RefinementResult result) {
        var notes = new ArrayList<String>();
        expansion.ifPresent(e -> notes.add(e.sentence()));
        notes.add("Hydrogens are removed and added again before contacts are counted, in both models alike.");
        if (!result.cycles().isEmpty()) {
            var start = result.cycles().getFirst();
            notes.add(String.format(Locale.ROOT,
                    "The table measures both models with their own B factors. With B factors refined like those of "
                            + "the result, CC (mask) of the initial coordinates is %.3f by the refinement's own measure.",
                    start.ccMask()));
        }
        if (result.outcome() == RefinementResult.Outcome.INPUT_KEPT)
            notes.add("The coordinates of the input were kept: " + result.reason().orElse("no refined model passed all gates")
                    + ".");
        else
            result.reason().ifPresent(
                    r -> notes.add((r.startsWith("ended") ? "The refinement " : "The refinement ended early: ") + r + "."));
        notes.addAll(result.notes());
        result.crossValidation().map(RefinementResult.CrossValidation::overfitting)
                .filter(o -> o.verdict() != RefinementResult.Overfitted.NO).ifPresent(o -> notes.add(o.sentence() + "."));
        return notes;
    }

    private static List<String> caveats(Measured before, Measured refined) {
        return Stream.concat(Caveats.of(before).stream().map(s -> "Initial model: " + s),
                Caveats.of(refined).stream().map(s -> "Refined model: " + s)).toList();
    }

    private static String details(RefinementResult result) {
        return "Re-refined in real space against the map by " + Software.NAME + " " + Software.VERSION + ", "
                + Math.max(0, result.cycles().size() - 1) + " macro-cycles.";
    }

    private RefinementRecord record(Measured m, Journey.Pair p, String details) {
        var v = m.measurements();
        var counts = m.model().report().counts();
        var rows = new ArrayList<RefinementRecord.RestraintStatistics>();
        v.value(Metric.RMS_BONDS)
                .ifPresent(x -> rows.add(new RefinementRecord.RestraintStatistics("f_bond_d", x, counts.bonds())));
        v.value(Metric.RMS_ANGLES)
                .ifPresent(x -> rows.add(new RefinementRecord.RestraintStatistics("f_angle_d", x, counts.angles())));
        return new RefinementRecord(Software.NAME, Software.VERSION, OptionalDouble.of(p.resolution()),
                Optional.ofNullable(pair.emdb()).map(e -> "EMD-" + e), meanB(m.structure()), OptionalDouble.empty(),
                v.value(Metric.FSC_WORK),
                v.value(Metric.FSC_FREE), rows, details);
    }

    /// The level that the 3D view begins with: the recommended one, else the one above which two thirds of the heavy atoms lie.
    private OptionalDouble shownContour(Table1 table1, Structure s) {
        if (table1.map() == null || curation.map().isEmpty()) return OptionalDouble.empty();
        if (table1.map().contour() != null) return OptionalDouble.of(table1.map().contour());
        var map = curation.map().get().map();
        var g = map.grid();
        var levels = IntStream.range(0, s.atomCount()).filter(a -> !s.isHydrogen(a)).mapToDouble(a -> {
            int i = (int) Math.rint((s.x(a) - g.originX()) / g.dx()), j = (int) Math.rint((s.y(a) - g.originY()) / g.dy()),
                    k = (int) Math.rint((s.z(a) - g.originZ()) / g.dz());
            boolean inside = i >= 0 && j >= 0 && k >= 0 && i < g.nx() && j < g.ny() && k < g.nz();
            return inside ? map.at(i, j, k) : -Double.MAX_VALUE;
        }).sorted().toArray();
        double level = levels.length == 0 ? 0 : levels[levels.length / 3];
        return level > table1.map().mean() + table1.map().sd() ? OptionalDouble.of(level) : OptionalDouble.empty();
    }

    /// The map round the model, as large as a browser can draw.
    private static DensityMap boxed(DensityMap map, Structure s) {
        return MapBox.noLargerThan(map.grid().isOrthogonal() ? MapBox.around(s, map) : map, MOST_VOXELS);
    }

    private static OptionalDouble meanB(Structure s) {
        double sum = 0;
        int n = 0;
        for (int a = 0; a < s.atomCount(); a++) if (!s.isHydrogen(a)) {
            sum += s.b(a);
            n++;
        }
        return n == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / n);
    }

}
