package ceres.cli;

import ceres.pipeline.Census;
import ceres.pipeline.Inspection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "inspect", description = "What a model or map file holds: composition, B factors and occupancies, restraints and their sources, links, secondary "
        + "structure, symmetry, assemblies; box, origin, axis order, statistics of the values. Of several models, or a folder: a table of how each "
        + "was interpreted, or why not.", footer = {"  ceres inspect 6i5a.cif.gz", "  ceres inspect emd_4413.map.gz --json",
            "  ceres inspect 6i5a.cif --map emd_4413.map.gz", "  ceres inspect models/ --json"})
final class InspectCommand extends Verb {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "a model (mmCIF, PDB, BinaryCIF), a map (MRC/CCP4) or an EMDB header (XML), gzipped or not; several "
            + "models, or folders of models, make a table")
    List<Path> files;

    @Mixin
    LigandOptions ligands = new LigandOptions();

    @Option(names = "--map", paramLabel = "MAP", description = "of one model: test on this map whether copies of chains were averaged in it")
    @Nullable
    Path map;

    @Mixin
    MapOptions options = new MapOptions();

    @Option(names = "--assembly", paramLabel = "ID", description = "of one model: make this assembly of the file first (NCS: its non-crystallographic copies)")
    @Nullable
    String assembly;

    @Override
    public Integer call() {
        if (files.size() > 1 || Files.isDirectory(files.getFirst())) return census(ligands.files());
        var found = Inspection.of(files.getFirst(), new Inspection.Beside(ligands.files(), Optional.ofNullable(map),
                options.halfMaps(), options.resolution(), Optional.ofNullable(assembly)));
        if (json) console.printJson(found.document());
        else
            console.out().print(found.text());
        return 0;
    }

    private int census(List<Path> dictionaries) {
        try (var progress = progress()) {
            var census = Census.of(files, dictionaries, progress);
            progress.done();
            if (json) console.printJson(census);
            else
                console.out().print(census.text());
        }
        return 0;
    }
}
