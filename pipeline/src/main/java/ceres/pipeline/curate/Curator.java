package ceres.pipeline.curate;

import ceres.density.MapPairFsc;
import ceres.fault.Fault;
import ceres.fault.ReasonCode;
import ceres.io.EmdbHeader;
import ceres.io.EmdbHeaderReader;
import ceres.io.MapFile;
import ceres.io.MapReader;
import ceres.io.ModelFile;
import ceres.io.ModelReader;
import ceres.map.HalfMaps;
import ceres.metric.Metric;
import ceres.model.ModelHeader;
import ceres.numerics.Parallel;
import ceres.progress.Progress;
import ceres.validate.fit.MapFit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/// Judges one pair: can it be refined, at which resolution, and what should be known about it.
///
/// In this order: can the files be read; is the model one that can be refined; is the map; do they agree on a resolution; do they lie
/// together. What cannot be judged for want of a file is left unjudged.
///
/// Source: Liebschner2021, 2.1.2; extended by geometry and density.
public final class Curator {
    /// From here on a map that looks blurred is believed to be (validation, F072: d_model means little where model and map do not agree).
    private static final double LEAST_CC = 0.5;
    private static final double BLUR = 1.5;
    private static final double BLUR_ANGSTROM = 1.5;

    private Curator() {}

    /// Never throws for what is in the files: a file that cannot be read is a finding too.
    public static Curation curate(CurationInput input) {
        var findings = new Findings(input.allow());
        var model = read(input.model(), ModelReader::read, ReasonCode.UNREADABLE_MODEL, findings);
        var map = read(input.map(), MapReader::read, ReasonCode.UNREADABLE_MAP, findings);
        var halves = new ArrayList<MapFile>();
        for (Path half : input.halfMaps())
            read(half, MapReader::read, ReasonCode.UNREADABLE_MAP, findings).ifPresent(halves::add);
        var header = input.emdbHeader().flatMap(h -> read(h, EmdbHeaderReader::read, ReasonCode.UNREADABLE_MAP, findings));
        return judge(model, map, halves.size() == 2 ? halves : List.of(), header, input.resolution(), findings);
    }

    private static <T> Optional<T> read(Path file, Function<Path, T> reader, ReasonCode code, Findings findings) {
        try {
            return Optional.of(reader.apply(file));
        } catch (Fault fault) {
            findings.unreadable(fault, code);
            return Optional.empty();
        }
    }

    private static Curation judge(Optional<ModelFile> model, Optional<MapFile> map, List<MapFile> halves,
            Optional<EmdbHeader> header,
            OptionalDouble stated, Findings findings) {
        model.ifPresent(m -> ModelChecks.check(m, findings));
        map.ifPresent(m -> MapChecks.check(m, header, findings));
        List<MapFile> usable = map.isPresent() ? MapChecks.usable(map.get(), halves, findings) : List.of();
        var consensus = model.isEmpty() && header.isEmpty() && stated.isEmpty()
                ? new ResolutionConsensus.Consensus(OptionalDouble.empty(), "")
                : ResolutionConsensus.find(stated, model.map(ModelFile::header).orElse(ModelHeader.EMPTY), header,
                        near -> ofHalfMaps(usable, model, near), findings);
        map.ifPresent(m -> MapChecks.gridHolds(m, consensus.value(), findings));
        if (model.isPresent() && map.isPresent() && !findings.has(ReasonCode.UNREADABLE_MAP)) {
            Placement.check(model.get().structure(), map.get(), consensus.value(), findings);
            CellCheck.check(model.get(), map.get(), findings);
        }
        var verdict = findings.hasErrors() ? Curation.Verdict.REJECTED : Curation.Verdict.ACCEPTED;
        return new Curation(verdict, consensus.value(), consensus.source(), findings.sorted(), findings.used(), model, map,
                usable, header);
    }

    /// The resolution of half-maps that can be used.
    private static OptionalDouble ofHalfMaps(List<MapFile> halves, Optional<ModelFile> model, double near) {
        if (halves.size() != 2 || !halves.getFirst().map().grid().isOrthogonal()) return OptionalDouble.empty();
        try (var team = Parallel.of(Runtime.getRuntime().availableProcessors())) {
            return MapPairFsc.resolution(new HalfMaps(halves.get(0).map(), halves.get(1).map()), model.map(ModelFile::structure),
                    near, team);
        }
    }

    /// The same judgement after a look at the data with the model: does a map of the model resemble the map at its stated resolution?
    /// Takes as long as that part of a validation; a run measures the same on its way.
    public static Curation onData(Curation c, Parallel team, Progress progress) {
        if (!c.accepted() || c.resolution().isEmpty()) return c;
        var model = c.model().orElseThrow().structure();
        var fit = MapFit.measure(model, c.map().orElseThrow().map(), Optional.empty(), c.resolution().getAsDouble(),
                OptionalDouble.empty(), team, progress);
        var d = fit.measurements().value(Metric.D_MODEL);
        var cc = fit.measurements().value(Metric.CC_MASK);
        return d.isPresent() && cc.isPresent() ? withMapResolution(c, d.getAsDouble(), cc.getAsDouble()) : c;
    }

    /// Adds what only the map's own analysis can tell: that it shows much less than its stated resolution although the model fits it.
    ///
    /// @param dModel resolution at which a map of the model resembles the map most, A
    /// @param ccMask correlation of model and map inside the molecular mask
    /// @return the same judgement, with a warning MAP_RESOLUTION_DOUBTFUL where it is due
    public static Curation withMapResolution(Curation curation, double dModel, double ccMask) {
        if (curation.resolution().isEmpty()) return curation;
        double stated = curation.resolution().getAsDouble();
        if (!(ccMask >= LEAST_CC) || !(dModel > BLUR * stated && dModel > stated + BLUR_ANGSTROM)) return curation;
        var more = new ArrayList<>(curation.findings());
        more.add(new Finding(ReasonCode.MAP_RESOLUTION_DOUBTFUL, Finding.Severity.WARNING,
                "A map of the model resembles the map most at %.1f A (CC_mask %.2f), the stated resolution is %s A.".formatted(
                        dModel, ccMask,
                        ResolutionConsensus.plain(stated)),
                ReasonCode.MAP_RESOLUTION_DOUBTFUL.remedy()));
        return new Curation(curation.verdict(), curation.resolution(), curation.resolutionSource(), List.copyOf(more),
                curation.allowed(),
                curation.model(), curation.map(), curation.halfMaps(), curation.emdbHeader());
    }
}
