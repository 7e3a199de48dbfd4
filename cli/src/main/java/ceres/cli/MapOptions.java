package ceres.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What several verbs may be told of a map.
final class MapOptions {
    @Option(names = "--resolution", paramLabel = "A", description = "resolution of the map, A (default: as the files state)")
    @Nullable
    Double resolution;

    @Option(names = "--half-maps", arity = "2", paramLabel = "HALF", description = "the two half-maps")
    @Nullable
    List<Path> halfMaps;

    OptionalDouble resolution() {
        if (resolution == null) return OptionalDouble.empty();
        if (!(resolution > 0.5 && resolution < 100))
            throw new ceres.fault.Fault.Usage("--resolution " + resolution, "is no resolution",
                    "give it in A, for instance --resolution 3.2");
        return OptionalDouble.of(resolution);
    }

    List<Path> halfMaps() { return Objects.requireNonNullElse(halfMaps, List.of()); }
}
