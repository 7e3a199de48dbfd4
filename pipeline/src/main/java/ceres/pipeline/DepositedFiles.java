package ceres.pipeline;

import ceres.io.EmdbHeaderReader;
import ceres.io.ModelReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the files of a deposition say about each other; for a mirror, which reads no formats itself.
///
/// @param mapFile name of the primary map's file
/// @param halfMaps names of the half-maps' files: the header's word counts, not a naming rule
/// @param fittedPdbIds models that were built in the map
public record DepositedFiles(Optional<String> mapFile, List<String> halfMaps, List<String> fittedPdbIds) {

    /// Out of the header of an EMDB entry.
    public static DepositedFiles ofHeader(Path header) {
        var h = EmdbHeaderReader.read(header);
        return new DepositedFiles(h.mapFile(), h.halfMaps(), h.fittedPdbIds());
    }

    /// EMDB entries that a model file names.
    public static List<String> mapsOfModel(Path model) { return ModelReader.read(model).header().emdbIds(); }
}
