package ceres.io;

import java.nio.file.Path;

/// Reads models: mmCIF, BinaryCIF and PDB format, gzipped or not, told apart by their content.
public final class ModelReader {
    private ModelReader() {}

    /// @throws ceres.fault.Fault.BadInput UNREADABLE_MODEL: the file is missing, damaged, of no known format, or holds no atoms
    public static ModelFile read(Path file) {
        throw new UnsupportedOperationException("model files cannot be read yet: " + file);
    }
}
