package ceres.pipeline;

import ceres.chem.HydrogenGeometry;
import ceres.chem.ReferenceData;
import ceres.fault.Fault;
import ceres.fault.ReasonCode;
import ceres.io.MapReader;
import ceres.io.ModelFile;
import ceres.io.ModelReader;
import ceres.map.DensityMap;
import ceres.map.HalfMaps;
import ceres.numerics.Parallel;
import ceres.pipeline.bundle.MetricsRecord;
import ceres.progress.Progress;
import ceres.restraint.InterpretOptions;
import ceres.restraint.Interpreter;
import ceres.validate.MeasureOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/// One model measured, alone or in its map; what `validate` prints.
///
/// @param notes what a reader of the numbers should know
public record Validation(Measured measured, MetricsRecord record, List<String> notes) {

    /// @param tables by which the model is judged
    /// @param resolution stated by the user; empty to take what the model's file states
    /// @throws Fault.BadInput if a file cannot be read, or if there is a map and no resolution
    public static Validation of(Path model, Optional<Path> map, List<Path> halfMaps, OptionalDouble resolution,
            Optional<Double> contour, List<Path> ligands, ReferenceData tables, Parallel team, Progress progress) {
        return of(model, map, halfMaps, resolution, contour, ligands, tables, MeasureOptions.DEFAULT, team, progress);
    }

    /// @param options how hydrogens are placed; what differs from the usual is noted
    public static Validation of(Path model, Optional<Path> map, List<Path> halfMaps, OptionalDouble resolution,
            Optional<Double> contour, List<Path> ligands, ReferenceData tables, MeasureOptions options, Parallel team,
            Progress progress) {
        Inputs.requireReadable("model", model, ReasonCode.UNREADABLE_MODEL);
        map.ifPresent(m -> Inputs.requireReadable("map", m, ReasonCode.UNREADABLE_MAP));
        if (map.isEmpty() && !halfMaps.isEmpty())
            throw new Fault.Usage("--half-maps", "half-maps without a map", "name the map with --map");
        progress.report("reading", 0, model.getFileName().toString());
        var file = ModelReader.read(model);
        var notes = new ArrayList<String>(file.warnings());
        var input = map.map(m -> mapInput(m, halfMaps, resolution(resolution, file, model), contour, notes));
        progress.report("interpreting", 0, "");
        var problem = Interpreter.interpret(file.structure(), file.header(), Dictionaries.of(ligands), InterpretOptions.DEFAULT);
        var measured = Measured.of(problem, file.header(), input, tables, options, team, progress);
        notes.addAll(measured.quality().notes());
        if (options.keepHydrogens()) notes.add("Contacts were taken with the hydrogens of the file.");
        if (options.length() == HydrogenGeometry.Length.NUCLEAR) notes.add("Hydrogens mark the nuclei.");
        if (options.applyFlips())
            notes.add("Side chains of ASN, GLN and HIS were turned round for the contacts where that is better.");
        measured.fit().ifPresent(f -> notes.addAll(f.warnings()));
        notes.addAll(Caveats.of(measured));
        if (file.models() > 1) notes.add("The file holds %d models; the first was measured.".formatted(file.models()));
        return new Validation(measured, MetricsRecord.of(measured.measurements(), inputs(model, map, halfMaps, input)),
                List.copyOf(notes));
    }

    /// The pictures that the numbers allow, as SVG by name: Ramachandran plots, histogram of B factors; with a map its curves and correlations.
    public SequencedMap<String, String> plots() {
        var known = record.inputs().get("resolution");
        var resolution = known instanceof Double d ? OptionalDouble.of(d) : OptionalDouble.empty();
        return Plots.draw(Rows.table(measured, Optional.empty()), Optional.of(Curves.of(measured, Optional.empty())), resolution);
    }

    private static Measured.MapInput mapInput(Path map, List<Path> halfMaps, double resolution, Optional<Double> contour,
            List<String> notes) {
        var file = MapReader.read(map);
        notes.addAll(file.warnings());
        requireOrthogonal(map, file.map());
        return new Measured.MapInput(file.map(), halves(halfMaps, notes), resolution,
                contour.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
    }

    /// The two half-maps, if there are any.
    static Optional<HalfMaps> halves(List<Path> files, List<String> notes) {
        if (files.isEmpty()) return Optional.empty();
        var first = MapReader.read(files.get(0));
        var second = MapReader.read(files.get(1));
        notes.addAll(first.warnings());
        notes.addAll(second.warnings());
        if (!first.map().grid().sameAs(second.map().grid()))
            throw new Fault.BadInput(ReasonCode.HALFMAP_GRID_MISMATCH, files.get(1),
                    "lies on another grid than " + files.get(0).getFileName());
        return Optional.of(new HalfMaps(first.map(), second.map()));
    }

    static void requireOrthogonal(Path file, DensityMap map) {
        if (map.grid().isOrthogonal()) return;
        var c = map.grid().cell();
        throw new Fault.BadInput(ReasonCode.UNREADABLE_MAP, file,
                "the cell is not orthogonal: angles %s, %s, %s degrees".formatted(c.alphaDeg(),
                        c.betaDeg(), c.gammaDeg()),
                "resample the map in an orthogonal box", null);
    }

    /// The user's word, else the reconstruction's own item, else any other that the file states.
    static double resolution(OptionalDouble stated, ModelFile file, Path model) {
        if (stated.isPresent()) return stated.getAsDouble();
        var found = file.header().resolutions();
        for (var e : found.entrySet()) if (e.getKey().contains("em_3d_reconstruction")) return e.getValue();
        for (var value : found.values()) if (value > 0.5 && value < 50) return value;
        throw new Fault.BadInput(ReasonCode.RESOLUTION_MISSING, model, "the file states no resolution");
    }

    private static LinkedHashMap<String, Object> inputs(Path model, Optional<Path> map, List<Path> halfMaps,
            Optional<Measured.MapInput> input) {
        var inputs = new LinkedHashMap<String, Object>();
        inputs.put("model", model.toString());
        map.ifPresent(m -> inputs.put("map", m.toString()));
        if (!halfMaps.isEmpty()) inputs.put("half_maps", halfMaps.stream().map(Path::toString).toList());
        input.ifPresent(i -> inputs.put("resolution", i.resolution()));
        return inputs;
    }
}
