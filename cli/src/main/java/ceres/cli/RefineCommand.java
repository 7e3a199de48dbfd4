package ceres.cli;

import ceres.pipeline.RefineAlone;
import ceres.pipeline.Journey;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "refine", description = "Refinement alone: writes the refined mmCIF. No curation, no validation, no bundle.", footer = {
    "  ceres refine model.cif map.mrc --resolution 3.2 --out refined.cif macro_cycles=5",
    "  ceres refine model.pdb map.mrc.gz --resolution 3.2 --half-maps half1.mrc half2.mrc"})
final class RefineCommand extends Verb {
    @Parameters(index = "0", paramLabel = "MODEL", description = "atomic model: mmCIF, PDB or BinaryCIF, gzipped or not")
    Path model;

    @Parameters(index = "1", paramLabel = "MAP", description = "density map: MRC/CCP4, gzipped or not")
    Path map;

    @Parameters(index = "2..*", paramLabel = "key=value", description = "parameters of the refinement: macro_cycles=5, flips=false, ...")
    @Nullable
    List<String> assignments;

    @Mixin
    MapOptions options = new MapOptions();

    @Mixin
    RefinementOptions refinement = new RefinementOptions();

    @Mixin
    LigandOptions ligands = new LigandOptions();

    @Option(names = "--out", paramLabel = "FILE.cif", description = "refined model (default: MODEL_refined.cif)")
    @Nullable
    Path out;

    @Override
    public Integer call() {
        var target = out != null ? out : Path.of(Journey.stem(model.getFileName().toString()) + "_refined.cif");
        var parameters = refinement.parameters(Objects.requireNonNullElse(assignments, List.of()));
        try (var team = team(); var progress = progress()) {
            var done = RefineAlone.refine(model, map, options.halfMaps(), options.resolution(),
                    ligands.files(),
                    parameters, target, team, progress);
            progress.done();
            if (json) console.printJson(done);
            else
                console.out()
                        .println(String.format(Locale.ROOT,
                                "%s: %s; CC_mask %.4f → %.4f, heavy atoms moved by %.3f A on average%s",
                                done.out(), done.outcome().toLowerCase(Locale.ROOT).replace('_', ' '), done.ccMaskInitial(),
                                done.ccMaskRefined(),
                                done.moved(), (done.reason() == null ? "" : " (" + done.reason() + ")")
                                        + (done.unit() == null
                                                ? ""
                                                : "; the assembly that the map shows, its unit in " + done.unit())));
        }
        return 0;
    }
}
