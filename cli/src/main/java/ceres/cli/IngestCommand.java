package ceres.cli;

import ceres.archive.Ingest;
import ceres.fault.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "ingest", description = "Result bundles into the database: each checked against its manifest, whole or not at all, once only.", footer = {
    "  ceres ingest my-result/", "  ceres ingest --data /srv/ceres results/*/"})
final class IngestCommand extends Verb {
    @Parameters(paramLabel = "BUNDLE", arity = "1..*", description = "folders that ceres run wrote")
    List<Path> bundles;

    @Option(names = "--replace", description = "let a result take the place of an earlier one of the same campaign month")
    boolean replace;

    @Mixin
    ArchiveOptions archive;

    @Override
    public Integer call() {
        var done = new ArrayList<Map<String, Object>>();
        Fault first = null;
        try (var opened = archive.open()) {
            var ingest = opened.ingest();
            for (var bundle : bundles) {
                try {
                    done.add(say(bundle, ingest.ingest(bundle, replace)));
                } catch (Fault e) { // the others are not to blame
                    if (first != null || bundles.size() > 1) console.err().println("ceres: " + e.getMessage());
                    first = first == null ? e : first;
                }
            }
        }
        if (first != null) throw first;
        if (json) console.printJson(Map.of("ingested", done));
        return 0;
    }

    private Map<String, Object> say(Path bundle, Ingest.Ingested i) {
        String outcome = i.outcome().name().toLowerCase(Locale.ROOT);
        if (!json && !quiet) console.out().printf("%s  %s  %s%n", i.name(), i.month(), outcome);
        var row = new LinkedHashMap<String, Object>();
        row.put("bundle", bundle.toString());
        row.put("name", i.name());
        row.put("month", i.month().toString());
        row.put("outcome", outcome);
        row.put("address", "/entry/" + i.name() + "/" + i.month());
        return row;
    }
}
