package ceres.pipeline.bundle;

import ceres.fault.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// A result bundle on disk: complete in itself, checked when it is opened. Its parts are read when they are asked for.
public final class Bundle {
    public static final String RUN = "run.json";
    public static final String CURATION = "curation.json";
    public static final String TABLE1 = "table1.json";
    public static final String RESIDUES = "residues.json";
    public static final String CHANGES = "changes.json";
    public static final String CURVES = "curves.json";
    public static final String INITIAL = "initial.cif";
    public static final String REFINED = "refined.cif";
    /// The chains of the file out of a refined assembly; only where the assembly was made.
    public static final String REFINED_UNIT = "refined_unit.cif";
    public static final String MAP = "map.bcif";
    public static final String LOG = "refine.log";
    public static final String REPORT = "report.html";
    public static final String PLOTS = "plots/";

    private final Path folder;
    private final Manifest manifest;

    private Bundle(Path folder, Manifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /// Opens a bundle and checks every file against the manifest.
    ///
    /// @throws Fault.Usage if it is no bundle, or one that was damaged or changed
    public static Bundle open(Path folder) {
        var bundle = openUnverified(folder);
        var damaged = bundle.damage();
        if (!damaged.isEmpty())
            throw new Fault.Usage(folder, "the bundle is damaged: " + String.join("; ", damaged),
                    "make it again, or copy it again");
        return bundle;
    }

    /// Opens a bundle that was checked before.
    public static Bundle openUnverified(Path folder) {
        var file = folder.resolve(Manifest.FILE);
        if (!Files.isRegularFile(file))
            throw new Fault.Usage(folder, "not a result bundle (it has no manifest.json)",
                    "name the folder that ceres run wrote");
        try {
            return new Bundle(folder, Json.mapper().readValue(file, Manifest.class));
        } catch (JacksonException e) {
            throw new Fault.Usage(file, "manifest.json cannot be read: " + e.getOriginalMessage(),
                    "make the bundle again, or copy it again");
        }
    }

    /// What differs from the manifest, one line a file; empty for a sound bundle.
    public List<String> damage() {
        var found = new ArrayList<String>();
        for (var entry : manifest.files()) {
            var file = folder.resolve(entry.name());
            try {
                if (!Files.isRegularFile(file)) found.add(entry.name() + " is missing");
                else if (Files.size(file) != entry.bytes())
                    found.add("%s has %d bytes, not %d".formatted(entry.name(), Files.size(file), entry.bytes()));
                else if (!BundleWriter.sha256(file).equals(entry.sha256())) found.add(entry.name() + " has changed");
            } catch (IOException e) {
                found.add(entry.name() + " cannot be read: " + e.getMessage());
            }
        }
        return found;
    }

    public Path folder() { return folder; }

    public Manifest manifest() { return manifest; }

    public PairId pair() { return manifest.pair(); }

    public boolean has(String name) { return manifest.file(name).isPresent(); }

    /// Where a file of the bundle is; empty if the bundle has none of that name.
    public Optional<Path> file(String name) { return manifest.file(name).map(e -> folder.resolve(e.name())); }

    public RunRecord run() { return record(RUN, RunRecord.class).orElseThrow(() -> missing(RUN)); }

    public CurationRecord curation() { return record(CURATION, CurationRecord.class).orElseThrow(() -> missing(CURATION)); }

    /// Empty where the initial model could not be measured.
    public Optional<Table1> table1() { return record(TABLE1, Table1.class); }

    public Optional<ResidueTable> residues() { return file(RESIDUES).map(Json::parse).map(ResidueTable::read); }

    public Optional<ChangeRecord> changes() { return record(CHANGES, ChangeRecord.class); }

    public Optional<CurveRecord> curves() { return record(CURVES, CurveRecord.class); }

    /// The plots by name without folder and ending: `ramachandran`.
    public List<String> plots() {
        return manifest.files().stream().map(Manifest.Entry::name).filter(n -> n.startsWith(PLOTS) && n.endsWith(".svg"))
                .map(n -> n.substring(PLOTS.length(), n.length() - ".svg".length())).toList();
    }

    /// The text of a file.
    public Optional<String> text(String name) {
        return file(name).map(f -> {
            try {
                return Files.readString(f);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private <T> Optional<T> record(String name, Class<T> type) { return file(name).map(f -> Json.mapper().readValue(f, type)); }

    private Fault missing(String name) {
        return new Fault.Usage(folder, "the bundle has no " + name, "make it again with ceres run");
    }
}
