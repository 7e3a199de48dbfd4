package ceres.io;

import ceres.map.DensityMap;
import java.nio.file.Path;

/// Writes maps: MRC (mode 2) and, for the viewer, DensityServer BinaryCIF.
public final class MapWriter {
    private MapWriter() {}

    /// MRC2014, mode 2, little-endian; gzipped if the name ends in `.gz`. The origin goes to NSTART where it falls on the grid, else to ORIGIN.
    public static void writeMrc(DensityMap map, Path out) {
        throw new UnsupportedOperationException("maps cannot be written yet: " + out);
    }

    /// BinaryCIF in the layout of the DensityServer (blocks SERVER and EM), values quantised to 8 bits: what Mol* shows.
    public static void writeBcif(DensityMap map, Path out) {
        throw new UnsupportedOperationException("maps cannot be written yet: " + out);
    }
}
