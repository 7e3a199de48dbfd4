package ceres.cli;

import ceres.archive.Archive;
import ceres.archive.mirror.Mirror;
import ceres.archive.mirror.Sources;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where deposited files are kept here, and where they come from.
final class MirrorOptions {
    @Option(names = "--mirror", paramLabel = "DIR", description = "folder of the local mirror (default: CERES_MIRROR, else the folder mirror in the data folder)")
    @Nullable
    Path folder;

    @Option(names = "--pdb-url", paramLabel = "URL", description = "where models come from: the folder divided/mmCIF of a PDB mirror "
            + "(default: CERES_PDB_URL, else files.wwpdb.org)")
    @Nullable
    String pdbUrl;

    @Option(names = "--emdb-url", paramLabel = "URL", description = "where maps come from: the folder structures of an EMDB mirror "
            + "(default: CERES_EMDB_URL, else files.wwpdb.org)")
    @Nullable
    String emdbUrl;

    Path folder() {
        if (folder != null) return folder;
        return environment("CERES_MIRROR").map(Path::of).orElseGet(() -> Archive.defaultFolder().resolve("mirror"));
    }

    Mirror open() {
        return Mirror.at(folder(), Sources.WWPDB.with(Optional.ofNullable(pdbUrl).or(() -> environment("CERES_PDB_URL")),
                Optional.ofNullable(emdbUrl).or(() -> environment("CERES_EMDB_URL"))));
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(v -> !v.isBlank());
    }
}
