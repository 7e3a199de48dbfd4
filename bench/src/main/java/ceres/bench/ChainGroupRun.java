package ceres.bench;

import ceres.fault.Fault;
import ceres.io.ModelReader;
import ceres.model.NcsGroups;
import ceres.model.Structure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/// Which chains of real models are found to be copies, against what their authors say: chains of one entity are copies, others are not. One row a
/// model that has an entity of several polymer chains, then the sums. Where the two differ, the row says how far apart the chains are.
///
///     java -cp "bench/target/lib/*:bench/target/classes" ceres.bench.ChainGroupRun FOLDER
public final class ChainGroupRun {
    private ChainGroupRun() {}

    public static void main(String[] args) throws IOException {
        int models = 0, right = 0;
        System.out.println(
                "| model | polymer chains | entities with copies | groups | as the entities say | worst rmsd, A |\n|---|---|---|---|---|---|");
        List<Path> files;
        try (var walk = Files.walk(Path.of(args[0]))) {
            files = walk.filter(p -> p.toString().matches(".*\\.cif(\\.gz)?")).sorted().toList();
        }
        for (Path file : files) {
            var s = read(file);
            if (s == null) continue;
            var entities = entities(s);
            entities.values().removeIf(c -> c.size() < 2);
            if (entities.isEmpty()) continue;
            var groups = NcsGroups.find(s);
            var found = groups.stream().map(ChainGroupRun::chains).toList();
            boolean same = new java.util.HashSet<>(found).equals(new java.util.HashSet<>(entities.values()));
            models++;
            if (same) right++;
            System.out.printf(Locale.ROOT, "| %s | %d | %s | %s | %s | %.2f |%n", file.getFileName(), polymers(s),
                    sizes(entities.values()),
                    sizes(found), same ? "yes" : "no", groups.stream().mapToDouble(NcsGroups.Group::worstRmsd).max().orElse(0));
        }
        System.out.printf("%d of %d models%n", right, models);
    }

    private static Structure read(Path file) {
        try {
            return ModelReader.read(file).structure();
        } catch (Fault e) {
            return null;
        }
    }

    private static TreeSet<Integer> chains(NcsGroups.Group g) {
        var chains = new TreeSet<>(List.of(g.master()));
        for (var c : g.copies()) chains.add(c.chain());
        return chains;
    }

    /// Polymer chains of three residues and more by their entity.
    private static Map<String, TreeSet<Integer>> entities(Structure s) {
        var of = new HashMap<String, TreeSet<Integer>>();
        for (int c = 0; c < s.chainCount(); c++)
            if (polymer(s, c)) of.computeIfAbsent(s.chains().entity()[c], e -> new TreeSet<>()).add(c);
        return of;
    }

    private static boolean polymer(Structure s, int c) {
        return s.residueEnd(c) - s.residueStart(c) >= 3 && s.residues().labelSeq()[s.residueStart(c)] > 0
                && !s.chains().entity()[c].isEmpty();
    }

    private static long polymers(Structure s) {
        return java.util.stream.IntStream.range(0, s.chainCount()).filter(c -> polymer(s, c)).count();
    }

    private static String sizes(java.util.Collection<TreeSet<Integer>> sets) {
        var sizes = new ArrayList<>(sets.stream().map(TreeSet::size).sorted().toList());
        return sizes.isEmpty() ? "-" : String.join(" ", sizes.stream().map(String::valueOf).toList());
    }
}
