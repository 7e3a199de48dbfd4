package ceres.cli;

import ceres.archive.Archive;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which archive a verb works on.
final class ArchiveOptions {
    @Option(names = "--data", paramLabel = "DIR", description = "folder of the archive: files, and the database unless --db-url names a server "
            + "(default: CERES_DATA, else ./data if there is one, else ~/.local/share/ceres)")
    @Nullable
    Path data;

    @Option(names = "--db-url", paramLabel = "URL", description = "a PostgreSQL server: postgresql://host:5432/ceres?user=...&password=... "
            + "(default: one of our own in the data folder)")
    @Nullable
    String databaseUrl;

    Path folder() { return data == null ? Archive.defaultFolder() : data; }

    Archive open() { return Archive.open(folder(), databaseUrl); }
}
