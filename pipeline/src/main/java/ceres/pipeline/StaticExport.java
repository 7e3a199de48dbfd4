package ceres.pipeline;

import ceres.fault.Fault;
import ceres.pipeline.bundle.Bundle;
import ceres.pipeline.bundle.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The entry page of a bundle as files that open from disk.
public final class StaticExport {
    private StaticExport() {}

    /// Copies the bundle, its page as `index.html`.
    ///
    /// @return the page
    /// @throws Fault.Usage if the folder holds something else
    public static Path write(Bundle bundle, Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder))
            throw new Fault.Usage(folder, "is a file", "name a folder with --static");
        if (Files.isDirectory(folder) && !Files.exists(folder.resolve("index.html"))) try (var held = Files.list(folder)) {
            if (held.findAny().isPresent())
                throw new Fault.Usage(folder, "holds other files", "name an empty or new folder with --static");
        }
        for (var entry : bundle.manifest().files()) copy(bundle, entry.name(), folder.resolve(entry.name()));
        copy(bundle, Manifest.FILE, folder.resolve(Manifest.FILE));
        var page = folder.resolve("index.html");
        copy(bundle, Bundle.REPORT, page);
        return page;
    }

    private static void copy(Bundle bundle, String name, Path to) throws IOException {
        Files.createDirectories(to.toAbsolutePath().getParent());
        Files.copy(bundle.folder().resolve(name), to, StandardCopyOption.REPLACE_EXISTING);
    }
}
