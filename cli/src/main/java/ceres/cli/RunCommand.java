package ceres.cli;

import ceres.pipeline.EntryRun;
import ceres.pipeline.Journey;
import ceres.pipeline.Order;
import ceres.pipeline.bundle.Bundle;
import ceres.pipeline.table.Layout;
import ceres.pipeline.table.TextTable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "run", description = "The main job on one pair: curate, interpret, refine, validate before and after, write a result bundle. "
        + "A run that was stopped goes on where it was when it is started again.", footer = {
            "  ceres run model.cif map.mrc.gz --resolution 3.2 --out result",
            "  ceres run model.cif map.mrc --half-maps half1.mrc half2.mrc --macro-cycles 5", "  ceres run 6i5a_4413"})
final class RunCommand extends Verb {
    @Parameters(paramLabel = "MODEL MAP | ID", arity = "1..*", description = "a model and a map, or a deposited pair; then parameters of the refinement as key=value")
    List<String> words;

    @Mixin
    MapOptions options = new MapOptions();

    @Mixin
    RefinementOptions refinement = new RefinementOptions();

    @Mixin
    LigandOptions ligands = new LigandOptions();

    @Mixin
    MirrorOptions mirror;

    @Option(names = "--out", paramLabel = "DIR", description = "folder of the bundle (default: the name of the pair, with _ceres)")
    @Nullable
    Path out;

    @Option(names = "--header", paramLabel = "XML", description = "header of the EMDB entry")
    @Nullable
    Path header;

    @Option(names = "--allow", paramLabel = "LIMIT", description = "lift a limit of curation by name: low-resolution, placement, ...; recorded in the bundle")
    @Nullable
    List<String> allow;

    @Override
    public Integer call() {
        var order = order();
        try (var team = team(); var progress = progress()) {
            var bundle = Journey.run(order, team, progress);
            progress.done();
            if (json) console.printJson(document(bundle));
            else
                text(bundle);
        }
        return 0;
    }

    private Order order() {
        var files = PairFiles.of(words.stream().filter(w -> !w.matches("[a-z_]+=.*")).toList(), options.halfMaps(),
                Optional.ofNullable(header), mirror, this);
        var parameters = refinement.parameters(words.stream().filter(w -> w.matches("[a-z_]+=.*")).toList());
        String name = files.id().map(Object::toString).orElse(Journey.stem(files.model().getFileName().toString()));
        return new Order(files.id(), Optional.empty(), files.model(), files.map(), files.halfMaps(), files.header(),
                options.resolution(),
                EntryRun.allowed(Objects.requireNonNullElse(allow, List.of())), ligands.files(),
                parameters,
                out != null ? out : Path.of(name + "_ceres"), false);
    }

    static Object document(Bundle bundle) {
        var document = new LinkedHashMap<String, Object>();
        document.put("bundle", bundle.folder().toString());
        document.put("pair", bundle.pair());
        document.put("status", bundle.manifest().status());
        document.put("report", bundle.folder().resolve(Bundle.REPORT).toString());
        bundle.table1().ifPresent(t -> document.put("table1", t));
        return document;
    }

    private void text(Bundle bundle) {
        var out = console.out();
        bundle.table1().ifPresent(t -> {
            out.print(TextTable.of(Layout.of(t)));
            out.println();
            out.println(t.verdict().overall().label() + ". " + t.verdict().sentence());
        });
        out.println("bundle: " + bundle.folder());
        out.println("page:   " + bundle.folder().resolve(Bundle.REPORT).toUri());
    }
}
