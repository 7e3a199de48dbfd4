package ceres.cli;

import ceres.archive.catalogue.Catalogue;
import ceres.archive.mirror.Mirror;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "fetch", description = "Brings model, map, half-maps and header of deposited pairs into the local mirror. What is there and unchanged is not "
        + "brought again; what broke off goes on where it stopped.", footer = {"  ceres fetch 6i52_4410",
            "  ceres fetch EMD-0275 6i52",
            "  ceres fetch --catalogue",
            "  ceres fetch 6i52_4410 --emdb-url https://ftp.ebi.ac.uk/pub/databases/emdb/structures"})
final class FetchCommand extends Verb {
    @Parameters(paramLabel = "ID", arity = "0..*", description = "pairs (6i52_4410), models (6i52, pdb_00006i52) or maps (EMD-4410); four digits alone are a map; chemical components (T3X)")
    List<String> ids = List.of();

    @Option(names = "--catalogue", description = "brings the lists of all entries of the PDB and EMDB, for the figures of the site")
    boolean catalogue;

    @Option(names = "--lists", paramLabel = "DIR", description = "takes the lists from a folder instead: entries.idx, emdb.csv, large.json")
    @Nullable
    Path lists;

    @Mixin
    MirrorOptions mirror;

    @Mixin
    ArchiveOptions archive;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        boolean field = catalogue || lists != null;
        if (ids.isEmpty() && !field) throw new ParameterException(spec.commandLine(), "Missing: an ID, or --catalogue");
        var pairs = new ArrayList<Mirror.Pair>();
        var components = new ArrayList<Path>();
        var opened = mirror.open();
        int entries = 0;
        try (var progress = progress()) {
            if (field) entries = take(lists == null ? opened.fetchLists(progress) : Mirror.Lists.in(lists));
            for (var id : ids)
                if (Mirror.isComponent(id)) components.add(opened.fetchComponent(id, progress));
                else
                pairs.addAll(opened.fetch(id, progress));
            progress.done();
        }
        if (json) console.printJson(document(pairs, components, entries));
        else
            print(pairs, components, entries);
        return 0;
    }

    private int take(Mirror.Lists brought) {
        try (var opened = archive.open()) {
            return new Catalogue(opened.database()).take(brought);
        }
    }

    private void print(List<Mirror.Pair> pairs, List<Path> components, int entries) {
        if (entries > 0) console.out().printf("%d entries of the PDB and EMDB, for the figures of the site%n", entries);
        for (var p : pairs)
            console.out().printf("%s  %s  %s  %s%n", p.id(), p.model(), p.map(),
                    p.halfMaps().isEmpty() ? "no half-maps" : "half-maps");
        for (var file : components)
            console.out().printf("%s  found by itself with CERES_MIRROR=%s, else name it with --ligand%n", file, mirror.folder());
    }

    private Map<String, Object> document(List<Mirror.Pair> pairs, List<Path> components, int entries) {
        var d = new LinkedHashMap<String, Object>();
        d.put("mirror", mirror.folder().toString());
        d.put("pairs", pairs.stream().map(FetchCommand::document).toList());
        d.put("components", components.stream().map(Path::toString).toList());
        if (entries > 0) d.put("catalogue", entries);
        return d;
    }

    private static Map<String, Object> document(Mirror.Pair p) {
        var d = new LinkedHashMap<String, Object>();
        d.put("id", p.id().name());
        d.put("model", p.model().toString());
        d.put("map", p.map().toString());
        d.put("half_maps", p.halfMaps().stream().map(Object::toString).toList());
        d.put("header", p.header().toString());
        return d;
    }
}
