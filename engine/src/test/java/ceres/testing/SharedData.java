package ceres.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Real maps and models for tests: a folder `shared` with `pairs`, `models`, `edge_maps` beside the repository. It is not part of
/// the repository; a test that needs a file of it asks here and is skipped, with the reason, where the folder is absent.
///
/// The folder is named by the system property `ceres.shared` or the environment variable `CERES_SHARED`; without them it is looked
/// for beside each folder above the working directory.
public final class SharedData {
    private SharedData() {}

    /// The file or folder of that name, `pairs/emd4413_6i5a/6i5a_box.ccp4.gz`; skips the calling test if it is absent.
    public static Path require(String name) {
        var file = find(name);
        assumeTrue(file.isPresent(), () -> "shared data absent: " + name + " (state the folder with CERES_SHARED)");
        return file.orElseThrow();
    }

    /// The file or folder of that name, if it is there.
    public static Optional<Path> find(String name) { return root().map(r -> r.resolve(name)).filter(Files::exists); }

    /// The folder itself, if there is one.
    public static Optional<Path> root() {
        String named = System.getProperty("ceres.shared", System.getenv("CERES_SHARED"));
        if (named != null) return Optional.of(Path.of(named)).filter(SharedData::isShared);
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path beside = at.resolveSibling("shared");
            if (isShared(beside)) return Optional.of(beside);
        }
        return Optional.empty();
    }

    private static boolean isShared(Path folder) { return Files.isDirectory(folder.resolve("pairs")); }
}
