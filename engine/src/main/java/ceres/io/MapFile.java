package ceres.io;

import ceres.map.DensityMap;
import java.nio.file.Path;
import java.util.List;

/// A map file as read.
///
/// @param path the file
/// @param map axes x, y, z, in the frame of the model
/// @param header what the file said
/// @param warnings what a careful user would want to know about the file; one sentence each
public record MapFile(Path path, DensityMap map, MapHeader header, List<String> warnings) {}
