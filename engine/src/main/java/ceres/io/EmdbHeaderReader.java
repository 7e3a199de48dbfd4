package ceres.io;

import java.nio.file.Path;

/// Reads the XML header of an EMDB entry, schema 1.9 and 3.x.
public final class EmdbHeaderReader {
    private EmdbHeaderReader() {}

    /// @throws ceres.fault.Fault.BadInput UNREADABLE_MAP if the file is no EMDB header
    public static EmdbHeader read(Path file) { throw new UnsupportedOperationException("headers cannot be read yet: " + file); }
}
