package ceres.cli;

import ceres.pipeline.EntryRun;
import ceres.pipeline.Journey;
import ceres.pipeline.bundle.Bundle;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "run-entry", description = "The unit of work of a campaign: one entry, no database, one bundle, written whole or not at all. "
        + "Does nothing if the bundle is there already. A pair that is not refined leaves a bundle too, and the exit code says why.", footer = "  ceres run-entry --manifest 6i5a_4413.json --out bundles/6i5a_4413")
final class RunEntryCommand extends Verb {
    @Option(names = "--manifest", required = true, paramLabel = "FILE", description = "what to do: pdb, emdb, month, model, map, half_maps, "
            + "header, resolution, seed, parameters (JSON)")
    Path manifest;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "folder of the bundle")
    Path out;

    @Override
    public Integer call() throws IOException {
        var order = EntryRun.order(manifest, out);
        var done = EntryRun.done(order);
        if (done.isPresent()) {
            EntryRun.fault(done.get(), order).ifPresent(f -> {
                throw f;
            });
            return print(done.get());
        }
        try (var team = team(); var progress = progress()) {
            var bundle = Journey.run(order, team, progress);
            progress.done();
            return print(bundle);
        }
    }

    private int print(Bundle bundle) {
        if (json) console.printJson(RunCommand.document(bundle));
        else
            console.out().println(bundle.folder());
        return 0;
    }
}
