package ceres.archive.mirror;

import ceres.fault.Fault;
import ceres.fault.ReasonCode;
import ceres.pipeline.DepositedFiles;
import ceres.pipeline.bundle.PairId;
import ceres.progress.Progress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Files of deposited pairs on this machine: `pdb/i5/6i52.cif.gz`, `emdb/EMD-4410/map/emd_4410.map.gz`, laid out as the archives lay them
/// out. Asks one server one thing at a time.
public final class Mirror {
    private static final Pattern PDB = Pattern.compile("[0-9][a-z0-9]{3}|pdb_[a-z0-9]{8}");
    private static final Pattern COMPONENT = Pattern.compile("(?i)[a-z0-9]{1,3}|[a-z0-9]{5}");
    private static final Pattern EMDB = Pattern.compile("(?:emd[-_]?)?([0-9]{4,6})");

    /// What is asked of every map of EMDB.
    public static final List<String> EMDB_COLUMNS = List.of("emdb_id", "resolution", "fitted_pdbs", "map_release_date");

    private final Path folder;
    private final Sources sources;
    private final Download download;

    private Mirror(Path folder, Sources sources, Duration pause) {
        this.folder = folder;
        this.sources = sources;
        this.download = new Download(pause);
    }

    public static Mirror at(Path folder, Sources sources) { return new Mirror(folder, sources, Duration.ofSeconds(1)); }

    static Mirror impatient(Path folder, Sources sources) { return new Mirror(folder, sources, Duration.ofMillis(20)); }

    /// The files of a pair.
    ///
    /// @param halfMaps two, or none if none were deposited
    public record Pair(PairId id, Path model, Path map, List<Path> halfMaps, Path header) {}

    /// Brings what an id means: a pair, every pair of a PDB entry, or every pair of an EMDB entry.
    ///
    /// @throws Fault.Usage if it is no id
    /// @throws Fault.BadInput NO_MODEL or NO_MAP if the archives have no such file
    /// @throws Fault.Network if an archive cannot be reached
    public List<Pair> fetch(String id, Progress progress) {
        String text = id.strip().toLowerCase(Locale.ROOT);
        var pair = PairId.parse(text);
        if (pair.isPresent()) return List.of(fetch(pair.get(), progress));
        var emdb = EMDB.matcher(text);
        // Four digits are an EMDB id: PDB ids of digits only are the rarer case, and `pdb_0000` tells them apart.
        if (emdb.matches()) return ofMap(emdb.group(1), progress);
        if (PDB.matcher(text).matches()) return ofModel(PairId.shortPdb(text), progress);
        throw new Fault.Usage(id, "is no id of a model, a map or a pair", "give one like 6i52_4410, 6i52 or EMD-4410");
    }

    public Pair fetch(PairId id, Progress progress) {
        if (id.pdb() == null || id.emdb() == null)
            throw new Fault.Usage(id, "is a private pair, not a deposited one", "name its files");
        var header = header(id.emdb(), progress);
        var model = model(id.pdb(), progress);
        return withMaps(id, model, header, progress);
    }

    /// True for what can only be a chemical component: `T3X`, `A1BCD`.
    public static boolean isComponent(String id) {
        String text = id.strip();
        return COMPONENT.matcher(text).matches() && !EMDB.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }

    /// Brings the description of a chemical component: `components/T3X.cif`.
    ///
    /// @throws Fault.Usage the archive has no such component
    public Path fetchComponent(String id, Progress progress) {
        String name = id.strip().toUpperCase(Locale.ROOT);
        return download.bring(sources.component(name), folder.resolve("components").resolve(name + ".cif"), progress)
                .orElseThrow(() -> new Fault.Usage(id, "the archive has no such component", "check the id"));
    }

    /// The archives' own lists of what they hold.
    ///
    /// @param pdb the wwPDB's index of entries
    /// @param emdb every released map, CSV
    /// @param large entries of the PDB above 1000 kDa, JSON
    public record Lists(Path pdb, Path emdb, Path large) {
        /// By the names that they have in a mirror.
        public static Lists in(Path folder) {
            return new Lists(folder.resolve("entries.idx"), folder.resolve("emdb.csv"), folder.resolve("large.json"));
        }
    }

    /// Brings the lists of all entries: `lists/entries.idx`, `lists/emdb.csv`, `lists/large.json`.
    ///
    /// @throws Fault.Network if an archive cannot be reached, or has no such list any more
    public Lists fetchLists(Progress progress) {
        var from = sources.lists();
        var to = Lists.in(folder.resolve("lists"));
        return new Lists(list(from.pdb(), to.pdb(), progress), list(from.emdb(), to.emdb(), progress),
                list(from.large(), to.large(), progress));
    }

    private Path list(URI from, Path to, Progress progress) {
        return download.bring(from, to, progress).orElseThrow(
                () -> new Fault.Network(from, "the archive has no such list", "look whether its address has changed", null));
    }

    private Pair withMaps(PairId id, Path model, Path header, Progress progress) {
        var said = DepositedFiles.ofHeader(header);
        String n = id.emdb();
        var map = download
                .bring(sources.map(n, said.mapFile().filter(Mirror::isPlain)),
                        entry(n).resolve("map").resolve("emd_" + n + ".map.gz"), progress)
                .orElseThrow(() -> new Fault.BadInput(ReasonCode.NO_MAP, "EMD-" + n, "the archive has its header but no map"));
        var halves = new ArrayList<Path>();
        for (var file : said.halfMaps().stream().filter(Mirror::isPlain).toList())
            download.bring(sources.halfMap(n, file), entry(n).resolve("other").resolve(file), progress).ifPresent(halves::add);
        return new Pair(id, model, map, halves.size() == 2 ? List.copyOf(halves) : List.of(), header);
    }

    /// A header is somebody's file: only a bare name becomes part of a path.
    private static boolean isPlain(String name) { return name.matches("[A-Za-z0-9][A-Za-z0-9._-]*"); }

    private List<Pair> ofMap(String emdb, Progress progress) {
        var header = header(emdb, progress);
        var models = DepositedFiles.ofHeader(header).fittedPdbIds();
        if (models.isEmpty())
            throw new Fault.BadInput(ReasonCode.NO_MODEL, "EMD-" + emdb, "its header names no model that was built in the map");
        return models.stream().map(p -> withMaps(PairId.of(p, emdb), model(PairId.shortPdb(p), progress), header, progress))
                .toList();
    }

    private List<Pair> ofModel(String pdb, Progress progress) {
        var model = model(pdb, progress);
        var maps = DepositedFiles.mapsOfModel(model);
        if (maps.isEmpty()) throw new Fault.BadInput(ReasonCode.NO_MAP, pdb, "its model file names no EMDB entry");
        return maps.stream().map(m -> PairId.of(pdb, m))
                .map(id -> withMaps(id, model, header(String.valueOf(id.emdb()), progress), progress)).toList();
    }

    private Path model(String pdb, Progress progress) {
        var to = folder.resolve("pdb").resolve(pdb.startsWith("pdb_") ? pdb.substring(9, 11) : pdb.substring(1, 3))
                .resolve(pdb + ".cif.gz");
        return download.bring(sources.model(pdb), to, progress)
                .orElseThrow(() -> new Fault.BadInput(ReasonCode.NO_MODEL, pdb, "the archive has no such model"));
    }

    private Path header(String emdb, Progress progress) {
        return download.bring(sources.header(emdb), entry(emdb).resolve("header").resolve("emd-" + emdb + ".xml"), progress)
                .orElseThrow(() -> new Fault.BadInput(ReasonCode.NO_MAP, "EMD-" + emdb, "the archive has no such entry"));
    }

    private Path entry(String emdb) { return folder.resolve("emdb").resolve("EMD-" + emdb); }

    /// Pairs whose model and map are here whole, by the headers that are here; asks no server.
    public List<Pair> present() {
        var emdb = folder.resolve("emdb");
        if (!Files.isDirectory(emdb)) return List.of();
        try (Stream<Path> entries = Files.list(emdb)) {
            return entries.sorted().map(e -> e.getFileName().toString().replaceFirst("^EMD-", "")).flatMap(this::presentOf)
                    .toList();
        } catch (java.io.IOException e) {
            throw new Fault.Usage(emdb, "cannot be read: " + e.getMessage(), "check the mirror's folder");
        }
    }

    private Stream<Pair> presentOf(String n) {
        var header = entry(n).resolve("header").resolve("emd-" + n + ".xml");
        var map = entry(n).resolve("map").resolve("emd_" + n + ".map.gz");
        if (!Files.exists(header) || !Files.exists(map)) return Stream.empty();
        var said = DepositedFiles.ofHeader(header);
        var halves = said.halfMaps().stream().filter(Mirror::isPlain).map(f -> entry(n).resolve("other").resolve(f))
                .filter(Files::exists).toList();
        return said.fittedPdbIds().stream().flatMap(p -> modelHere(PairId.shortPdb(p)).stream()
                .map(model -> new Pair(PairId.of(p, n), model, map, halves.size() == 2 ? halves : List.of(), header)));
    }

    private Optional<Path> modelHere(String pdb) {
        var file = folder.resolve("pdb").resolve(pdb.startsWith("pdb_") ? pdb.substring(9, 11) : pdb.substring(1, 3))
                .resolve(pdb + ".cif.gz");
        return Optional.of(file).filter(Files::exists);
    }
}
