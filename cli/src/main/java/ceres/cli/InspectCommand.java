package ceres.cli;

import ceres.pipeline.Inspection;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "inspect", description = "What a model or map file holds: composition, B factors and occupancies, restraints found; box, origin, axis order, "
        + "statistics of the values.", footer = {"  ceres inspect 6i5a.cif.gz", "  ceres inspect emd_4413.map.gz --json"})
final class InspectCommand extends Verb {
    @Parameters(paramLabel = "FILE", description = "a model (mmCIF, PDB, BinaryCIF), a map (MRC/CCP4) or an EMDB header (XML), gzipped or not")
    Path file;

    @Override
    public Integer call() {
        var found = Inspection.of(file);
        if (json) console.printJson(found.document());
        else
            console.out().print(found.text());
        return 0;
    }
}
