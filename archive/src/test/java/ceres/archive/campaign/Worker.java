package ceres.archive.campaign;

import ceres.archive.TestBundles;
import ceres.archive.mirror.Mirror;
import ceres.pipeline.bundle.EntryManifest;
import ceres.pipeline.bundle.Json;
import ceres.pipeline.bundle.PairId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What the pair does is in its name: r... is refined, x... rejected, f... dies without a bundle, s... sleeps.
final class Worker {
    private Worker() {}

    /// A pair for it: files of a few bytes, with no more in them than a campaign looks at.
    static Mirror.Pair pair(Path folder, String pdb, String emdb) {
        try {
            var model = Files.writeString(folder.resolve(pdb + ".cif"), TestBundles.cif(0));
            var map = Files.writeString(folder.resolve("emd_" + emdb + ".map"), "x");
            return new Mirror.Pair(PairId.of(pdb, emdb), model, map, List.of(), map);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Of a process that does it, before its manifest.
    static List<String> command() {
        var java = ProcessHandle.current().info().command().orElseThrow();
        return List.of(java, "-Xmx200m", "-cp", System.getProperty("java.class.path"), Worker.class.getName());
    }

    static void main(String[] args) throws Exception {
        var manifest = Json.mapper().readValue(Path.of(args[1]), EntryManifest.class);
        var pair = PairId.of(String.valueOf(manifest.pdb()), String.valueOf(manifest.emdb()));
        var out = Path.of(args[3]);
        switch (pair.name().charAt(1)) {
            case 'r' -> TestBundles.refined(out, pair, manifest.month(), 3, 1);
            case 'x' -> {
                TestBundles.rejected(out, pair, String.valueOf(manifest.month()));
                System.exit(2);
            }
            case 's' -> Thread.sleep(60_000);
            default -> {
                System.err.println("the machine ran out of something");
                System.exit(5);
            }
        }
    }
}
