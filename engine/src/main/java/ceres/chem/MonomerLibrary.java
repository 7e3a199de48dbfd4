package ceres.chem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A folder of restraint files on this machine: the CCP4 monomer library (`a/ATP.cif`), GeoStd (`a/data_ATP.cif`), or single files of the wwPDB
/// component dictionary (`ATP.cif`).
public final class MonomerLibrary implements ComponentSource {
    private final Path folder;

    public MonomerLibrary(Path folder) { this.folder = folder; }

    /// The libraries of this machine that exist: the folders that `CERES_MONOMERS`, `CLIBD_MON`, `MMTBX_CCP4_MONOMER_LIB`, `CLIBD` and `CCP4` name, then
    /// where distributions put them.
    ///
    /// @param environment variables of the process
    public static List<ComponentSource> find(Map<String, String> environment) {
        var candidates = new ArrayList<Path>();
        for (String name : List.of("CERES_MONOMERS", "CLIBD_MON", "MMTBX_CCP4_MONOMER_LIB"))
            if (environment.containsKey(name)) candidates.add(Path.of(environment.get(name)));
        if (environment.containsKey("CLIBD")) candidates.add(Path.of(environment.get("CLIBD"), "monomers"));
        if (environment.containsKey("CCP4")) candidates.add(Path.of(environment.get("CCP4"), "lib", "data", "monomers"));
        for (String place : List.of("/usr/share/refmac-dictionary", "/usr/share/refmac/monomers",
                "/usr/share/coot/lib/data/monomers", "/usr/share/geostd"))
            candidates.add(Path.of(place));
        return candidates.stream().distinct().filter(MonomerLibrary::isLibrary).<ComponentSource>map(MonomerLibrary::new)
                .toList();
    }

    private static boolean isLibrary(Path folder) {
        if (!Files.isDirectory(folder)) return false;
        try (Stream<Path> files = Files.list(folder)) {
            // shelves are named by the first character of the ids on them
            return files.anyMatch(
                    f -> f.toString().endsWith(".cif") || f.getFileName().toString().length() == 1 && Files.isDirectory(f));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Optional<Component> find(String id) {
        if (id.isEmpty() || !id.matches("[A-Z0-9+-]+")) return Optional.empty();
        String shelf = id.substring(0, 1).toLowerCase(Locale.ROOT);
        for (String name : List.of(shelf + "/" + id + ".cif", shelf + "/data_" + id + ".cif", id + ".cif",
                shelf + "/" + id + "_" + id + ".cif")) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file)) return Optional.ofNullable(read(file).get(id));
        }
        return Optional.empty();
    }

    private static Map<String, Component> read(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return RestraintCif.read(text, new Component.Source(Component.Source.Kind.LIBRARY, file.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("monomer library " + file, e);
        }
    }

    @Override
    public String describe() { return "monomer library " + folder; }
}
