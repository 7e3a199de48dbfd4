package ceres.archive.campaign;

import ceres.pipeline.bundle.EntryManifest;
import ceres.pipeline.bundle.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The memory that a unit of work asks for, MB.
///
/// @param heapMb of the program's objects
/// @param processMb of the whole process
record UnitMemory(int heapMb, int processMb) {
    /* As the launcher gives it to `ceres run`: 1 GB, a dozen times the maps and a hundred times the model, all unpacked. Outside the heap
     * the Java machine takes a fifth of that and half a GB. */
    private static final double BASE_MB = 1024, PER_MAP_BYTE = 12, PER_MODEL_BYTE = 100, MB = 1 << 20;

    static UnitMemory of(Path manifest) {
        var m = Json.mapper().readValue(manifest, EntryManifest.class);
        double bytes = PER_MODEL_BYTE * size(manifest, m.model()) + PER_MAP_BYTE * size(manifest, m.map());
        for (var half : m.halfMaps() == null ? List.<String>of() : m.halfMaps()) bytes += PER_MAP_BYTE * size(manifest, half);
        int heap = (int) Math.ceil(BASE_MB + bytes / MB);
        return new UnitMemory(heap, (int) Math.ceil(1.2 * heap) + 512);
    }

    private static double size(Path manifest, String file) {
        var path = manifest.resolveSibling(file);
        return Files.exists(path) ? Selection.unpackedBytes(path) : 0;
    }
}
