package ceres.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "validate", description = "The cryo-EM Table 1 of one model. Nothing is refined. Without a map: the model metrics only.", footer = {
    "  ceres validate 6i5a.cif --map emd_4413.map.gz --resolution 3.4",
    "  ceres validate model.pdb --json --residues"})
final class ValidateCommand extends Verb {
    @Parameters(paramLabel = "MODEL", description = "atomic model: mmCIF, PDB or BinaryCIF, gzipped or not")
    Path model;

    @Option(names = "--map", paramLabel = "MAP", description = "density map: MRC/CCP4, gzipped or not")
    @Nullable
    Path map;

    @Option(names = "--resolution", paramLabel = "A", description = "resolution of the map, A (default: as the files state)")
    @Nullable
    Double resolution;

    @Option(names = "--half-maps", arity = "2", paramLabel = "HALF", description = "the two half-maps")
    @Nullable
    List<Path> halfMaps;

    @Option(names = "--residues", description = "with --json: also one row a residue, and the clashes")
    boolean residues;

    @Override
    public Integer call() { return 0; }
}
