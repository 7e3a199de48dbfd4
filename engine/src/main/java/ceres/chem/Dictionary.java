package ceres.chem;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Sources of components, asked in order; the first that knows a component answers for good. Safe for use by many threads.
public final class Dictionary {
    private final List<ComponentSource> sources;
    private final Map<String, Optional<Component>> known = new ConcurrentHashMap<>();

    public Dictionary(List<ComponentSource> sources) { this.sources = List.copyOf(sources); }

    /// The tables that come with the program, and nothing of this machine: the same answer everywhere.
    public static Dictionary standard() { return Standard.DICTIONARY; }

    private static final class Standard {
        static final Dictionary DICTIONARY = new Dictionary(List.of(new OwnTables(), new CcdFacts()));
    }

    /// The usual order: the program's own tables of standard residues, the monomer libraries of this machine, restraints generated from the
    /// common components that come with the program, and last the component dictionary of the
    /// wwPDB, where `CERES_CCD` names the file or a folder of its entries, and entries that were fetched into the mirror (`CERES_MIRROR`).
    ///
    /// @param environment variables of the process; see [MonomerLibrary#find]
    public static Dictionary ofMachine(Map<String, String> environment) {
        var sources = new ArrayList<ComponentSource>();
        sources.add(new OwnTables());
        sources.addAll(MonomerLibrary.find(environment));
        sources.add(new CcdFacts());
        if (environment.containsKey("CERES_CCD")) sources.add(components(Path.of(environment.get("CERES_CCD"))));
        if (environment.containsKey("CERES_MIRROR")) {
            var fetched = Path.of(environment.get("CERES_MIRROR"), "components");
            if (Files.isDirectory(fetched)) sources.add(new MonomerLibrary(fetched));
        }
        return new Dictionary(sources);
    }

    /// `components.cif`, gzipped or not, or a folder of single entries.
    private static ComponentSource components(Path place) {
        return Files.isDirectory(place) ? new MonomerLibrary(place) : ComponentFile.dictionary(place);
    }

    /// This dictionary with a source that is asked after all others: the component dictionary of the wwPDB.
    public Dictionary then(ComponentSource last) {
        var all = new ArrayList<>(sources);
        all.add(last);
        return new Dictionary(all);
    }

    /// This dictionary with a source that is asked before all others: a user's own file.
    public Dictionary with(ComponentSource first) {
        var all = new ArrayList<ComponentSource>();
        all.add(first);
        all.addAll(sources);
        return new Dictionary(all);
    }

    /// @param id component id, upper case
    public Optional<Component> component(String id) { return known.computeIfAbsent(id, this::ask); }

    private Optional<Component> ask(String id) {
        for (var source : sources) {
            var found = source.find(id);
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    public List<ComponentSource> sources() { return sources; }
}
