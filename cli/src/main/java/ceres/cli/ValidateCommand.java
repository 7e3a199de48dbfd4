package ceres.cli;

import ceres.chem.HydrogenGeometry;
import ceres.chem.ReferenceData;
import ceres.fault.Fault;
import ceres.pipeline.MapDetails;
import ceres.pipeline.ModelDetails;
import ceres.pipeline.Rows;
import ceres.pipeline.Validation;
import ceres.pipeline.bundle.Json;
import ceres.pipeline.bundle.Software;
import ceres.pipeline.table.Layout;
import ceres.pipeline.table.TextTable;
import ceres.validate.MeasureOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    MapOptions options = new MapOptions();

    @Mixin
    LigandOptions ligands = new LigandOptions();

    @Option(names = "--contour", paramLabel = "LEVEL", description = "recommended contour level, in the unit of the map")
    @Nullable
    Double contour;

    @Option(names = "--reference-data", paramLabel = "DIR", description = "folder with published tables (rama8000-*.data, rota8000-*.data, cablam.8000.*.stat) to use instead of our own")
    @Nullable
    Path referenceData;

    @Option(names = "--hydrogens", paramLabel = "KIND", description = "for the contacts: electron-cloud (default) or nuclear positions of new hydrogens, or keep those of the file")
    String hydrogens = "electron-cloud";

    @Option(names = "--flips", description = "for the contacts: turn ASN, GLN and HIS round where that is better (always reported, otherwise never applied)")
    boolean flips;

    @Option(names = "--plots", paramLabel = "DIR", description = "write the pictures there, as SVG: Ramachandran plots, histogram of B factors, and with a map its curves")
    @Nullable
    Path plots;

    @Option(names = "--residues", description = "with --json: also one row a residue, and the clashes")
    boolean residues;

    @Override
    void prepare() { ReferenceData.loadMeanwhile(); }

    @Override
    public Integer call() {
        if (json) Json.loadMeanwhile();
        var tables = referenceData == null ? ReferenceData.standard() : ReferenceData.in(referenceData);
        try (var team = team(); var progress = progress()) {
            var v = Validation.of(model, Optional.ofNullable(map), options.halfMaps(), options.resolution(),
                    Optional.ofNullable(contour),
                    ligands.files(), tables, measureOptions(), team, progress);
            if (plots != null) draw(v, plots);
            progress.done();
            if (json) console.printJson(document(v));
            else
                text(v);
        }
        return 0;
    }

    private MeasureOptions measureOptions() {
        var options = MeasureOptions.DEFAULT.withFlips(flips);
        return switch (hydrogens) {
            case "electron-cloud" -> options;
            case "nuclear" -> options.withLength(HydrogenGeometry.Length.NUCLEAR);
            case "keep" -> options.withKeptHydrogens(true);
            default -> throw new Fault.Usage("--hydrogens", "there is no " + hydrogens, "give electron-cloud, nuclear or keep");
        };
    }

    private static void draw(Validation v, Path folder) {
        try {
            Files.createDirectories(folder);
            for (var plot : v.plots().entrySet()) Files.writeString(folder.resolve(plot.getKey() + ".svg"), plot.getValue());
        } catch (IOException e) {
            throw new Fault.Usage(folder, "the plots cannot be written: " + e.getMessage(),
                    "name a folder that can be written to");
        }
    }

    private Object document(Validation v) {
        var document = new LinkedHashMap<String, Object>();
        var record = v.record();
        document.put("software", record.software());
        document.put("inputs", record.inputs());
        document.put("metrics", record.metrics());
        if (!v.notes().isEmpty()) document.put("notes", v.notes());
        document.put("model_details", ModelDetails.details(v.measured().quality(), v.measured().structure()));
        v.measured().fit().ifPresent(fit -> {
            document.put("map_details", MapDetails.details(fit));
            document.put("map_statistics", MapDetails.statistics(fit));
            document.put("curves", MapDetails.curves(fit));
            document.put("chains", MapDetails.chains(fit));
            document.put("ligands", MapDetails.ligands(fit, v.measured().structure()));
        });
        if (residues) {
            document.put("residues", Rows.json(Rows.table(v.measured(), Optional.empty())));
            document.put("clashes", Rows.clashes(v.measured()));
            v.measured().fit().ifPresent(fit -> document.put("atom_q", MapDetails.atomQ(fit)));
        }
        return document;
    }

    private void text(Validation v) {
        var out = console.out();
        out.println(Software.NAME + " " + Software.VERSION);
        v.record().inputs().forEach((role, value) -> out.println(role.replace('_', ' ') + ": " + value));
        out.println("tables: " + v.measured().quality().versions().getFirst().replace("tables: ", ""));
        out.println();
        out.print(TextTable.of(Layout.of(v.measured().measurements())));
        for (var note : v.notes()) out.println("note: " + note);
    }
}
