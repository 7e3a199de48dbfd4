package ceres.archive;

import ceres.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All results of one installation: the database and, beside it, the folder that holds the files of the bundles.
public final class Archive implements AutoCloseable {
    private final Path folder;
    private final Database database;

    private Archive(Path folder, Database database) {
        this.folder = folder;
        this.database = database;
    }

    /// @param folder for the files, and for the database unless a server is named
    /// @param databaseUrl address of a PostgreSQL server; null for one of our own in the folder
    public static Archive open(Path folder, @Nullable String databaseUrl) {
        var absolute = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute.resolve("bundles"));
        } catch (IOException e) {
            throw new Fault.Usage(folder, "the data folder cannot be made: " + e.getMessage(),
                    "name a writable folder with --data");
        }
        return new Archive(absolute,
                databaseUrl == null ? Database.embedded(absolute.resolve("database")) : Database.at(databaseUrl));
    }

    /// Where an installation keeps its data unless it is told otherwise: `CERES_DATA`, else `./data` if it is there, else the user's data folder.
    public static Path defaultFolder() {
        var stated = System.getenv("CERES_DATA");
        if (stated != null && !stated.isBlank()) return Path.of(stated);
        if (Files.isDirectory(Path.of("data", "bundles"))) return Path.of("data");
        var xdg = System.getenv("XDG_DATA_HOME");
        var base = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".local", "share") : Path.of(xdg);
        return base.resolve("ceres");
    }

    public Path folder() { return folder; }

    public Database database() { return database; }

    public Ingest ingest() { return new Ingest(database, folder); }

    public Results results() { return new Results(database); }

    /// Where a file of an ingested run lies; empty if the run has none of that name.
    public Optional<Path> file(Run run, String name) {
        return results().artifact(run.id(), name).map(a -> folder.resolve(run.folder()).resolve(a.name()));
    }

    @Override
    public void close() { database.close(); }
}
