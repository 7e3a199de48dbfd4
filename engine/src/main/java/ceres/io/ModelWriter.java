package ceres.io;

import ceres.model.Structure;
import java.nio.file.Path;

/// Writes refined models as mmCIF.
public final class ModelWriter {
    private ModelWriter() {}

    /// The original document with coordinates, B factors, occupancies and the categories of the refinement replaced; every other
    /// category as it was. From a PDB file: an mmCIF of our own.
    ///
    /// @param refined may lack atoms of the original or have more (an expanded assembly)
    public static void writeCif(ModelFile original, Structure refined, RefinementRecord record, Path out) {
        throw new UnsupportedOperationException("model files cannot be written yet: " + out);
    }
}
