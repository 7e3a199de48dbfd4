package ceres.pipeline;

import ceres.chem.Component;
import ceres.chem.Dictionary;
import ceres.fault.Fault;
import ceres.fault.ReasonCode;
import ceres.io.ModelReader;
import ceres.progress.Progress;
import ceres.restraint.InterpretOptions;
import ceres.restraint.Interpretation;
import ceres.restraint.InterpretationReport.ComponentRow;
import ceres.restraint.Interpreter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Many models interpreted one after the other, a row for each: what became of its atoms, where its restraints come from, or why it was refused.
///
/// @param rows in the order of the files
/// @param totals over all rows
public record Census(List<Row> rows, Totals totals) {
    private static final String UNKNOWN = "input_shape";
    private static final int NAMED_IDS = 4;

    /// Atoms are restrained, riding (hydrogens), free (single atoms: water, ions) or held (input shape or position); see
    /// [ceres.restraint.InterpretationReport.Counts].
    ///
    /// @param sources ids of components by where their restraints come from: `own`, `library`, `generated`, `user`, `input_shape`
    /// @param links between components, by kind
    /// @param readSeconds wall time of reading the file
    /// @param seconds wall time of its interpretation
    /// @param code why it was refused; null if it was interpreted
    /// @param reason the fact found, if it was refused
    public record Row(String file, int atoms, int chains, int residues, int restrained, int riding, int free, int held,
            Map<String, List<String>> sources, Map<String, Integer> links, double readSeconds, double seconds,
            @Nullable String code, @Nullable String reason) {
        public boolean interpreted() { return code == null; }
    }

    /// @param interpreted files
    /// @param refused files, each with a code
    public record Totals(int files, int interpreted, int refused, long atoms, long restrained, long riding, long free, long held,
            double seconds) {}

    /// @param paths files, and folders of which every model file is taken, with those in their folders
    /// @param ligands dictionaries of the user
    /// @throws Fault.Usage a folder cannot be read
    public static Census of(List<Path> paths, List<Path> ligands, Progress progress) {
        var dictionary = Dictionaries.of(ligands);
        var rows = new ArrayList<Row>();
        var files = models(paths);
        for (Path file : files) {
            progress.report("interpreting models", (double) rows.size() / files.size(), file.getFileName().toString());
            if (progress.cancelled()) throw new Stopped();
            rows.add(row(file, dictionary));
        }
        return new Census(List.copyOf(rows), totals(rows));
    }

    private static List<Path> models(List<Path> paths) {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.isDirectory(path)) {
                files.add(path);
                continue;
            }
            try (var inside = Files.walk(path)) {
                inside.filter(f -> Files.isRegularFile(f) && Inspection.MODEL.matcher(f.getFileName().toString()).matches())
                        .sorted().forEach(files::add);
            } catch (IOException e) {
                throw new Fault.Usage(path, "cannot be read: " + e.getMessage(), "name a folder of models");
            }
        }
        return files;
    }

    private static Row row(Path file, Dictionary dictionary) {
        try {
            Inputs.requireReadable("file", file, ReasonCode.UNREADABLE_MODEL);
            long start = System.nanoTime();
            var read = ModelReader.read(file);
            long between = System.nanoTime();
            var in = Interpreter.interpret(read.structure(), read.header(), dictionary, InterpretOptions.DEFAULT);
            return row(file, in, (between - start) * 1e-9, (System.nanoTime() - between) * 1e-9);
        } catch (Fault refused) {
            return new Row(file.toString(), 0, 0, 0, 0, 0, 0, 0, Map.of(), Map.of(), 0, 0,
                    refused.code().map(ReasonCode::name).orElse("USAGE"), refused.found());
        }
    }

    private static Row row(Path file, Interpretation in, double readSeconds, double seconds) {
        var s = in.structure();
        var counts = in.report().counts();
        var links = new TreeMap<String, Integer>();
        for (var link : in.links()) links.merge(link.kind().name().toLowerCase(Locale.ROOT), 1, Integer::sum);
        return new Row(file.toString(), counts.atoms(), (int) java.util.Arrays.stream(s.chains().authId()).distinct().count(),
                s.residueCount(), counts.restrained(), counts.riding(), counts.free(), counts.held(),
                sources(in.report().components()), links, readSeconds, seconds, null, null);
    }

    private static Map<String, List<String>> sources(List<ComponentRow> components) {
        var sources = new TreeMap<String, List<String>>();
        for (var c : components)
            sources.computeIfAbsent(c.source().map(Component.Source::kind).map(k -> k.name().toLowerCase(Locale.ROOT))
                    .orElse(UNKNOWN), _ -> new ArrayList<>()).add(c.id());
        return sources;
    }

    private static Totals totals(List<Row> rows) {
        long atoms = 0, restrained = 0, riding = 0, free = 0, held = 0;
        double seconds = 0;
        int interpreted = 0;
        for (var r : rows) {
            if (r.interpreted()) interpreted++;
            atoms += r.atoms;
            restrained += r.restrained;
            riding += r.riding;
            free += r.free;
            held += r.held;
            seconds += r.seconds;
        }
        return new Totals(rows.size(), interpreted, rows.size() - interpreted, atoms, restrained, riding, free, held, seconds);
    }

    /// For a terminal: a line for each file, and one below for all.
    public String text() {
        int width = Math.max(5, rows.stream().mapToInt(r -> name(r).length()).max().orElse(5));
        var out = new StringBuilder(String.format("%-" + width + "s %9s %6s %8s %10s %8s %7s %6s %6s %8s  %s%n", "file", "atoms",
                "chains", "residues", "restrained", "riding", "free", "held", "links", "seconds", "sources of restraints"));
        for (var r : rows)
            if (r.interpreted())
                out.append(String.format(Locale.ROOT, "%-" + width + "s %9d %6d %8d %10d %8d %7d %6d %6d %8.2f  %s%n", name(r),
                        r.atoms, r.chains, r.residues, r.restrained, r.riding, r.free, r.held,
                        r.links.values().stream().mapToInt(Integer::intValue).sum(), r.seconds, told(r.sources)));
            else
            out.append(String.format("%-" + width + "s refused: %s (%s)%n", name(r), r.code, r.reason));
        out.append(String.format(Locale.ROOT,
                "%-" + width + "s %9d %6s %8s %10d %8d %7d %6d %6s %8.2f  %d interpreted, %d refused%n",
                totals.files + " files", totals.atoms, "", "", totals.restrained, totals.riding, totals.free, totals.held, "",
                totals.seconds, totals.interpreted, totals.refused));
        return out.toString();
    }

    private static String name(Row row) {
        var path = Path.of(row.file);
        int n = path.getNameCount();
        return path.subpath(Math.max(0, n - 2), n).toString();
    }

    /// `own 20, library 2 (HEM HOH)`: ids are told of all sources but the program's own tables.
    private static String told(Map<String, List<String>> sources) {
        var words = new ArrayList<String>();
        sources.entrySet().stream().sorted(Comparator.comparing(e -> e.getKey().equals("own") ? "" : e.getKey())).forEach(e -> {
            var ids = e.getValue();
            String some = String.join(" ", ids.subList(0, Math.min(NAMED_IDS, ids.size())))
                    + (ids.size() > NAMED_IDS ? " ..." : "");
            words.add(e.getKey().replace('_', ' ') + " " + ids.size() + (e.getKey().equals("own") ? "" : " (" + some + ")"));
        });
        return String.join(", ", words);
    }
}
