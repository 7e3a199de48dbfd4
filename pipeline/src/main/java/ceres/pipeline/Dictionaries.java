package ceres.pipeline;

import ceres.chem.ComponentFile;
import ceres.chem.ComponentSource;
import ceres.chem.Dictionary;
import java.nio.file.Path;
import java.util.List;

/// The dictionary of a run: a user's own files first, then what the program and this machine know.
final class Dictionaries {
    private Dictionaries() {}

    /// Read once: components that were understood stay known.
    private static final class Machine {
        static final Dictionary DICTIONARY = Dictionary.ofMachine(System.getenv());
    }

    /// @param files a later one wins over an earlier one
    static Dictionary of(List<Path> files) {
        var dictionary = Machine.DICTIONARY;
        for (var file : files) dictionary = dictionary.with(ComponentFile.ligand(file));
        return dictionary;
    }

    /// What it consists of, for the record of the run.
    static List<String> sources(List<Path> files) { return of(files).sources().stream().map(ComponentSource::describe).toList(); }
}
