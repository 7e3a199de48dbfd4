package ceres.pipeline;

import ceres.fault.Fault;
import ceres.pipeline.bundle.CurationRecord;
import ceres.pipeline.curate.Curation;
import ceres.pipeline.curate.CurationInput;
import ceres.pipeline.curate.Expansion;
import ceres.pipeline.curate.Finding;
import java.nio.file.Path;
import java.util.Optional;

/// The stage of curation: the order's files judged, the judgement as the bundle holds it.
public final class Curating {
    private Curating() {}

    static CurationInput input(Order o) {
        return new CurationInput(o.model(), o.map(), o.halfMaps(), o.header(), o.resolution(), o.allow());
    }

    /// As `curation.json` holds it.
    public static CurationRecord record(Curation c) { return record(c, Optional.empty()); }

    /// @param expansion what was made of the model after curation
    static CurationRecord record(Curation c, Optional<Expansion> expansion) {
        boolean warnings = !c.findings().isEmpty();
        String verdict = !c.accepted() ? "REJECTED" : warnings ? "ACCEPTED_WITH_WARNINGS" : "ACCEPTED";
        return new CurationRecord(verdict, c.resolution().isPresent() ? c.resolution().getAsDouble() : null,
                c.findings().stream().map(Curating::finding).toList(),
                expansion.map(e -> new CurationRecord.Assembly(e.assembly(), e.copies(), e.sentence())).orElse(null));
    }

    private static CurationRecord.Finding finding(Finding f) {
        return new CurationRecord.Finding(f.code().name(), f.severity().name(), f.code().sentence(), f.evidence(), f.remedy());
    }

    /// The fault that a rejected pair ends in: the first error, in words.
    public static Fault fault(Curation c, Path model) {
        var first = c.findings().stream().filter(Finding::isError).findFirst().orElseThrow();
        boolean map = first.code().name().endsWith("_MAP") && !first.code().name().startsWith("MODEL");
        String more = c.findings().stream().filter(f -> f.isError() && f != first).map(f -> f.code().name())
                .reduce((a, b) -> a + ", " + b).map(s -> " (also " + s + ")").orElse("");
        return new Fault.BadInput(first.code(), map ? c.map().map(m -> m.path()).orElse(model) : model,
                first.code().sentence() + " " + first.evidence() + more, first.remedy(), null);
    }
}
