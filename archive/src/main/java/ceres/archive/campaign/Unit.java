package ceres.archive.campaign;

import java.nio.file.Path;

/// One unit of work, as a process gets it: `ceres run-entry --manifest FILE --out DIR`.
///
/// @param name of the pair
/// @param out folder of the bundle to come
/// @param log where its words go
public record Unit(String name, Path manifest, Path out, Path log) {}
