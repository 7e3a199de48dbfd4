package ceres.io;

import ceres.io.cif.CifDocument;
import ceres.model.ModelHeader;
import ceres.model.Structure;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A model file as read.
///
/// @param path the file
/// @param format how it is written
/// @param structure the first model of the file
/// @param header what the file says beside its atoms
/// @param models number of models in the file
/// @param warnings what a careful user would want to know about the file; one sentence each
/// @param cif every category of the file, for [ModelWriter]; empty for a PDB file
public record ModelFile(Path path, ModelFormat format, Structure structure, ModelHeader header, int models, List<String> warnings,
        Optional<CifDocument> cif) {}
