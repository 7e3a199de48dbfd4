package ceres.io;

import ceres.map.UnitCell;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What the header file of an EMDB entry says; empty where it is silent.
///
/// @param id `EMD-0001`, leading zeros kept
/// @param title of the entry
/// @param status current status code: `REL`
/// @param method `singleParticle`, `helical`, `subtomogramAveraging`, `tomography`, `electronCrystallography`
/// @param resolutions every resolution stated for a final reconstruction
/// @param symmetry applied point group: `D7`
/// @param mapFile file name of the primary map
/// @param contours contour levels of the primary map; the recommended one first
/// @param halfMaps file names of the half-maps
/// @param dimensions columns, rows, sections of the primary map; empty list if not stated
/// @param pixelSpacing along x, y, z, A; empty list if not stated
/// @param cell of the primary map
/// @param fittedPdbIds PDB entries modelled into the map, as written
public record EmdbHeader(String id, Optional<String> title, Optional<String> status, Optional<String> method,
        List<StatedResolution> resolutions, Optional<String> symmetry, Optional<String> mapFile, List<Contour> contours,
        List<String> halfMaps, List<Integer> dimensions, List<Double> pixelSpacing, Optional<UnitCell> cell,
        List<String> fittedPdbIds) {

    /// @param value A
    /// @param method how it was determined: `FSC 0.143 CUT-OFF`; empty if not stated
    public record StatedResolution(double value, String method) {}

    /// @param level in the units of the map
    /// @param source `EMDB`, `AUTHOR`...; empty if not stated
    public record Contour(double level, String source, boolean primary) {}

    /// The recommended contour level, if one is stated.
    public OptionalDouble contour() {
        return contours.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(contours.getFirst().level());
    }
}
