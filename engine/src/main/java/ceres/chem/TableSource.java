package ceres.chem;

import ceres.fault.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where tables come from: a user's folder first, if there is one, else this build.
final class TableSource {
    static final TableSource RESOURCES = new TableSource(null);

    private final @Nullable Path directory;

    TableSource(@Nullable Path directory) { this.directory = directory; }

    /// @param resource file name inside this build
    /// @param published file name as published; a user's folder holds it, gzipped or not
    NdTable table(String resource, String published) {
        for (String name : new String[]{published, published + ".gz"}) {
            if (directory == null || !Files.exists(directory.resolve(name))) continue;
            Path file = directory.resolve(name);
            try (InputStream in = Files.newInputStream(file)) {
                return NdTable.read(in, file.toString());
            } catch (IOException e) {
                throw new Fault.Usage(file, "cannot be read: " + e.getMessage(), "check --reference-data");
            }
        }
        return NdTable.read(new ByteArrayInputStream(NdTable.resource(resource)), resource);
    }
}
