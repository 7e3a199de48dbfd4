package ceres.chem;

import ceres.fault.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The tables by which a model is judged, and which edition of them: those of this build, or a user's where he has the originals.
public final class ReferenceData {
    private static final class Standard {
        static final ReferenceData DATA = new ReferenceData(TableSource.RESOURCES, "built-in", RamachandranTables.standard(),
                RotamerTables.standard());
    }

    private final TableSource source;
    private final String edition;
    private final RamachandranTables ramachandran;
    private final RotamerTables rotamers;
    private final Map<String, NdTable> cablam = new ConcurrentHashMap<>();

    private ReferenceData(TableSource source, String edition, RamachandranTables ramachandran, RotamerTables rotamers) {
        this.source = source;
        this.edition = edition;
        this.ramachandran = ramachandran;
        this.rotamers = rotamers;
    }

    /// The tables of this build.
    public static ReferenceData standard() { return Standard.DATA; }

    /// Tables of a folder that holds any of the published files under their published names (`rama8000-*.data`, `rota8000-*.data`,
    /// `cablam.8000.*.stat`, gzipped or not); this build's for all the others.
    ///
    /// @throws Fault if there is no such folder or a file of it cannot be read
    public static ReferenceData in(Path directory) {
        if (!Files.isDirectory(directory))
            throw new Fault.Usage(directory, "is not a folder",
                    "give the folder that holds the published tables to --reference-data");
        var source = new TableSource(directory);
        return new ReferenceData(source, directory.toString(), new RamachandranTables(source), new RotamerTables(source));
    }

    public RamachandranTables ramachandran() { return ramachandran; }

    public RotamerTables rotamers() { return rotamers; }

    /// A CaBLAM table: `general`, `gly`, `transpro`, `cispro`, each also with `_CA`; `motif.loose_alpha`, `motif.loose_threeten`,
    /// `motif.regular_beta`.
    public NdTable cablam(String name) {
        boolean motif = name.startsWith("motif.");
        String resource = "cablam_" + name.replace('.', '_').toLowerCase(java.util.Locale.ROOT) + ".table.gz";
        String published = "cablam.8000." + (motif ? name : "expected." + name) + ".stat";
        return cablam.computeIfAbsent(name, n -> source.table(resource, published));
    }

    /// Begins to read this build's tables, and its dictionary of components, on a thread of its own, while the caller has other work to do;
    /// who asks for a table that is being read waits for that one.
    public static void loadMeanwhile() {
        Thread.ofPlatform().daemon().name("ceres-tables").start(() -> {
            Dictionary.standard().component("ALA");
            standard().loads().forEach(Runnable::run);
        });
    }

    /// What a protein needs, the largest first.
    private List<Runnable> loads() {
        var loads = new ArrayList<Runnable>();
        for (String residue : List.of("ARG", "LYS")) loads.add(() -> rotamers.table(residue));
        for (String kind : List.of("general", "gly", "transpro", "cispro"))
            for (String suffix : List.of("", "_CA")) loads.add(() -> cablam(kind + suffix));
        loads.add(RamaZTables::standard);
        for (var kind : RamaClass.values()) loads.add(() -> ramachandran.table(kind));
        for (String residue : rotamers.residues()) loads.add(() -> rotamers.table(residue));
        return loads;
    }

    /// `built-in`, or the user's folder.
    public String edition() { return edition; }

    /// Which tables the metrics were taken from: one line each for the reader of a report.
    public List<String> versions() {
        var lines = new ArrayList<String>();
        lines.add("tables: " + edition);
        lines.add("Ramachandran: " + ramachandran.table(RamaClass.GENERAL).title());
        lines.add("rotamers: " + rotamers.table("LEU").orElseThrow().title());
        lines.add("rotamers of ARG: " + rotamers.table("ARG").orElseThrow().title());
        lines.add("rotamers of LYS: " + rotamers.table("LYS").orElseThrow().title());
        lines.add("CaBLAM: " + cablam("general").title());
        return lines;
    }
}
