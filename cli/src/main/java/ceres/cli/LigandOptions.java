package ceres.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Dictionaries of components that a user brings.
final class LigandOptions {
    @Option(names = "--ligand", paramLabel = "FILE", description = "dictionary of a component that CERES does not know (CIF)")
    @Nullable
    List<Path> ligands;

    List<Path> files() { return Objects.requireNonNullElse(ligands, List.of()); }
}
