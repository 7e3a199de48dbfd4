package ceres.cli;

import ceres.pipeline.Curating;
import ceres.pipeline.EntryRun;
import ceres.pipeline.bundle.CurationRecord;
import ceres.pipeline.curate.Curation;
import ceres.pipeline.curate.CurationInput;
import ceres.pipeline.curate.Curator;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "curate", description = "May this pair be refined, and at which resolution? Says what speaks against it, with evidence and "
        + "remedy. Exit code 2 if it is rejected.", footer = {"  ceres curate model.cif map.mrc.gz --resolution 3.4",
            "  ceres curate 6i5a_4413 --json"})
final class CurateCommand extends Verb {
    @Parameters(paramLabel = "MODEL MAP | ID", arity = "1..2", description = "a model and a map, or a deposited pair")
    List<String> what;

    @Mixin
    MapOptions options = new MapOptions();

    @Mixin
    MirrorOptions mirror;

    @Option(names = "--header", paramLabel = "XML", description = "header of the EMDB entry")
    @Nullable
    Path header;

    @Option(names = "--allow", paramLabel = "LIMIT", description = "lift a limit: low-resolution, placement, ...")
    @Nullable
    List<String> allow;

    @Override
    public Integer call() {
        var files = PairFiles.of(what, options.halfMaps(), Optional.ofNullable(header), mirror, this);
        var judged = Curator
                .curate(new CurationInput(files.model(), files.map(), files.halfMaps(), files.header(), options.resolution(),
                        EntryRun.allowed(Objects.requireNonNullElse(allow, List.of()))));
        var curation = onData(judged);
        var record = Curating.record(curation);
        if (json) console.printJson(record);
        else
            text(record, curation.resolutionSource());
        if (curation.accepted()) return 0;
        if (!json) throw Curating.fault(curation, files.model());
        var first = Curating.fault(curation, files.model());
        console.err().println("ceres: " + first.where() + ": " + first.found());
        console.err().println("try: " + first.remedy());
        return 2;
    }

    private Curation onData(Curation judged) {
        if (!judged.accepted()) return judged;
        try (var team = team(); var progress = progress()) {
            return Curator.onData(judged, team, progress);
        }
    }

    private void text(CurationRecord r, String source) {
        var out = console.out();
        out.println(r.verdict().toLowerCase(Locale.ROOT).replace('_', ' '));
        if (r.resolution() != null) out.println(String.format(Locale.ROOT, "resolution: %.2f A (%s)", r.resolution(), source));
        for (var f : r.findings()) {
            out.println(f.severity().toLowerCase(Locale.ROOT) + " " + f.code() + ": " + f.sentence());
            out.println("  evidence: " + f.evidence());
            out.println("  remedy:   " + f.remedy());
        }
    }
}
