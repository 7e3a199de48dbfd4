package ceres.cli;

import ceres.archive.Archive;
import ceres.fault.Fault;
import ceres.io.ModelReader;
import ceres.pipeline.Journey;
import ceres.pipeline.Order;
import ceres.pipeline.bundle.Bundle;
import ceres.pipeline.bundle.BundleWriter;
import ceres.pipeline.bundle.PairId;
import ceres.pipeline.demo.Comparison;
import ceres.pipeline.demo.DemoPair;
import ceres.refine.RefinementParameters;
import ceres.web.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "demo", description = "The whole journey on a small pair that the program makes itself and knows the truth of: a protein with a ligand and an "
        + "RNA hairpin in a noisy map. Runs it, stores it, serves the site and prints the address.", footer = {"  ceres demo",
            "  ceres demo --no-serve --quiet"})
final class DemoCommand extends Verb {
    @Option(names = "--no-serve", description = "end after the run")
    boolean noServe;

    @Option(names = "--port", paramLabel = "PORT", description = "port of the site, 0 for any free one (default: 8080, or any if that is taken)")
    @Nullable
    Integer port;

    @Option(names = "--seed", paramLabel = "N", description = "makes another pair (default: 1)")
    long seed = 1;

    @Mixin
    ArchiveOptions archive;

    @Override
    public Integer call() throws InterruptedException {
        var folder = archive.folder().resolve("demo");
        var pair = make(folder);
        var bundle = travel(pair, folder.resolve("bundle"));
        var start = pair.compare(pair.start());
        var result = pair.compare(ModelReader.read(bundle.folder().resolve(Bundle.REFINED)).structure());
        if (!json) text(bundle, start, result);
        var opened = archive.open();
        try {
            opened.ingest().ingest(bundle.folder(), true);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
        if (noServe) {
            opened.close();
            if (json) console.printJson(document(bundle, start, result, null));
            return 0;
        }
        serve(opened, bundle, start, result);
        return 0;
    }

    private DemoPair make(Path folder) {
        try (var team = team(); var progress = progress()) {
            return DemoPair.make(folder, seed, team, progress);
        }
    }

    private Bundle travel(DemoPair pair, Path out) {
        if (Files.exists(out)) BundleWriter.delete(out);
        var order = new Order(Optional.of(PairId.named(DemoPair.NAME)), Optional.empty(), pair.model(), pair.map(),
                pair.halfMaps(),
                Optional.empty(), OptionalDouble.of(DemoPair.RESOLUTION), Set.of(), List.of(),
                RefinementParameters.DEFAULT.with("seed", Long.toString(seed)), out, false);
        try (var team = team(); var progress = progress()) {
            var bundle = Journey.run(order, team, progress);
            progress.done();
            return bundle;
        }
    }

    private void text(Bundle bundle, Comparison start, Comparison result) {
        var out = console.out();
        out.println("How far from the truth             start    result");
        line("all atoms, rmsd, A", "%.2f", start.rmsd(), result.rmsd());
        line("backbone, rmsd, A", "%.2f", start.backboneRmsd(), result.backboneRmsd());
        line("ligand, rmsd, A", "%.2f", start.ligandRmsd(), result.ligandRmsd());
        line("wrong rotamers of " + start.sideChains(), "%.0f", start.wrongRotamers(), result.wrongRotamers());
        line("flipped peptides", "%.0f", start.flippedPeptides(), result.flippedPeptides());
        out.println("report: " + bundle.folder().resolve(Bundle.REPORT).toUri());
        out.flush();
    }

    private void line(String what, String format, double start, double result) {
        console.out().printf(Locale.ROOT, "  %-28s %9s %9s%n", what, String.format(Locale.ROOT, format, start),
                String.format(Locale.ROOT, format, result));
    }

    private void serve(Archive opened, Bundle bundle, Comparison start, Comparison result) throws InterruptedException {
        Site site;
        try {
            site = site(opened);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            site.close();
            opened.close();
        }, "shutdown"));
        if (json) console.printJson(document(bundle, start, result, site.address()));
        else
            console.out().println("page:   " + site.address() + "entry/" + DemoPair.NAME + "   (Ctrl-C ends)");
        console.out().flush();
        new CountDownLatch(1).await();
    }

    private Site site(Archive opened) {
        if (port != null) return Site.start(opened, "127.0.0.1", port);
        try {
            return Site.start(opened, "127.0.0.1", 8080);
        } catch (Fault taken) {
            return Site.start(opened, "127.0.0.1", 0);
        }
    }

    private static Map<String, Object> document(Bundle bundle, Comparison start, Comparison result, @Nullable String address) {
        var document = new LinkedHashMap<String, Object>();
        document.put("bundle", bundle.folder().toString());
        document.put("report", bundle.folder().resolve(Bundle.REPORT).toString());
        document.put("start", start);
        document.put("result", result);
        if (address != null) {
            document.put("address", address);
            document.put("page", address + "entry/" + DemoPair.NAME);
        }
        return document;
    }
}
