package ceres.cli;

import ceres.archive.mirror.Mirror;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "fetch", description = "Brings model, map, half-maps and header of deposited pairs into the local mirror. What is there and unchanged is not "
        + "brought again; what broke off goes on where it stopped.", footer = {"  ceres fetch 6i52_4410",
            "  ceres fetch EMD-0275 6i52",
            "  ceres fetch 6i52_4410 --emdb-url https://ftp.ebi.ac.uk/pub/databases/emdb/structures"})
final class FetchCommand extends Verb {
    @Parameters(paramLabel = "ID", arity = "1..*", description = "pairs (6i52_4410), models (6i52, pdb_00006i52) or maps (EMD-4410); four digits alone are a map; chemical components (T3X)")
    List<String> ids;

    @Mixin
    MirrorOptions mirror;

    @Override
    public Integer call() {
        var pairs = new ArrayList<Mirror.Pair>();
        var components = new ArrayList<Path>();
        var opened = mirror.open();
        try (var progress = progress()) {
            for (var id : ids)
                if (Mirror.isComponent(id)) components.add(opened.fetchComponent(id, progress));
                else
                pairs.addAll(opened.fetch(id, progress));
            progress.done();
        }
        if (json)
            console.printJson(
                    Map.of("mirror", mirror.folder().toString(), "pairs", pairs.stream().map(FetchCommand::document).toList(),
                            "components", components.stream().map(Path::toString).toList()));
        else {
            for (var p : pairs)
                console.out().printf("%s  %s  %s  %s%n", p.id(), p.model(), p.map(),
                        p.halfMaps().isEmpty() ? "no half-maps" : "half-maps");
            for (var file : components)
                console.out().printf("%s  found by itself with CERES_MIRROR=%s, else name it with --ligand%n", file,
                        mirror.folder());
        }
        return 0;
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
