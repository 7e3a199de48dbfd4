package ceres.house;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which room may know which: the arrows of ARCHITECTURE.md as a table. A room is the second part of a package name; itself and the
/// JDK a room may always know.
final class Arrows {
    /// The rooms of the engine by level. A room knows the levels below its own; rooms of one level are strangers.
    private static final List<Set<String>> LEVELS = List.of(
            Set.of("numerics", "metric", "fault", "progress"),
            Set.of("map", "chem"),
            Set.of("model"),
            Set.of("io", "density", "restraint"),
            Set.of("refine", "validate"));

    /// The rooms inside `refine` by level, under the same rule; what lies in `refine` itself stands above them all.
    private static final List<Set<String>> REFINE_LEVELS = List.of(
            Set.of("density", "moving"),
            Set.of("placement"),
            Set.of("symmetry"),
            Set.of("energy"),
            Set.of("quality"));

    /// `io` reads and writes files; the science above it is handed models and maps, not files.
    private static final Set<String> NOT_FOR_SCIENCE = Set.of("io");

    /// What the modules above the pipeline may know of the engine: what published numbers and faults mean, not how they are made.
    private static final Set<String> WORDS = Set.of("metric", "fault", "progress");

    private static final Map<String, Set<String>> MAY_KNOW = table();

    private Arrows() {}

    private static Map<String, Set<String>> table() {
        var table = new LinkedHashMap<String, Set<String>>();
        Set<String> below = new TreeSet<>();
        for (var level : LEVELS) {
            for (var room : level) table.put(room, Set.copyOf(below));
            for (var room : level) if (!NOT_FOR_SCIENCE.contains(room)) below.add(room);
        }
        var engine = new TreeSet<>(table.keySet());
        table.put("viewer", Set.of());
        engine.add("viewer");
        table.put("pipeline", Set.copyOf(engine));
        table.put("archive", with(WORDS, "pipeline"));
        table.put("web", with(WORDS, "pipeline", "archive", "viewer"));
        engine.addAll(Set.of("pipeline", "archive", "web"));
        table.put("cli", Set.copyOf(engine));
        return table;
    }

    private static Set<String> with(Set<String> words, String... more) {
        var all = new TreeSet<>(words);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }

    static Set<String> rooms() { return MAY_KNOW.keySet(); }

    static boolean allowed(String from, String to) {
        return from.equals(to) || MAY_KNOW.getOrDefault(from, Set.of()).contains(to);
    }

    /// @param from a room inside `refine`, or nothing for `refine` itself
    static boolean allowedInRefine(String from, String to) { return from.equals(to) || level(from) > level(to); }

    private static int level(String room) {
        for (int l = 0; l < REFINE_LEVELS.size(); l++) if (REFINE_LEVELS.get(l).contains(room)) return l;
        return room.isEmpty() ? REFINE_LEVELS.size() : -1;
    }

    static String explain(String from) {
        return MAY_KNOW.containsKey(from) ? from + " may know " + new TreeSet<>(MAY_KNOW.get(from)) : "there is no room " + from;
    }
}
