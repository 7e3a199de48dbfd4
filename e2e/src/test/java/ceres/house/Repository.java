package ceres.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The checkout under test: its documents, sources and compiled classes.
final class Repository {
    static final List<String> MODULES = List.of("engine", "viewer", "pipeline", "archive", "web", "cli");
    static final Path ROOT = root();

    private Repository() {}

    private static Path root() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent())
            if (Files.exists(at.resolve("engine/pom.xml"))) return at;
        throw new IllegalStateException("not inside the checkout: " + Path.of("").toAbsolutePath());
    }

    static String read(String name) {
        try {
            return Files.readString(ROOT.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The files below `modules/folder` whose names end so.
    static List<Path> files(List<String> modules, String folder, String ending) {
        return modules.stream().map(m -> ROOT.resolve(m).resolve(folder)).filter(Files::isDirectory)
                .flatMap(d -> below(d, ending).stream()).toList();
    }

    private static List<Path> below(Path folder, String ending) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(f -> f.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
