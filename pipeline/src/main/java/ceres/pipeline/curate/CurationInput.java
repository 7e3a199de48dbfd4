package ceres.pipeline.curate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// The files of one pair and what their user says about them.
///
/// @param model mmCIF, BinaryCIF or PDB
/// @param map MRC/CCP4
/// @param halfMaps none or two
/// @param emdbHeader XML header of the EMDB entry
/// @param resolution stated by the user, A: overrides what the files state
/// @param allow limits lifted by name
public record CurationInput(Path model, Path map, List<Path> halfMaps, Optional<Path> emdbHeader, OptionalDouble resolution,
        Set<Allowance> allow) {
    public CurationInput {
        if (halfMaps.size() != 0 && halfMaps.size() != 2)
            throw new IllegalArgumentException("half-maps come in pairs, got " + halfMaps.size());
    }

    /// A model and a map, nothing else.
    public static CurationInput of(Path model, Path map) {
        return new CurationInput(model, map, List.of(), Optional.empty(), OptionalDouble.empty(), Set.of());
    }
}
