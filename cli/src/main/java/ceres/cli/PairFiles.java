package ceres.cli;

import ceres.fault.Fault;
import ceres.pipeline.bundle.PairId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The files of a pair: as the user names them, or those of a deposited pair out of the mirror.
///
/// @param id of a deposited pair
record PairFiles(Optional<PairId> id, Path model, Path map, List<Path> halfMaps, Optional<Path> header) {

    /// @param words MODEL and MAP, or one id
    static PairFiles of(List<String> words, List<Path> halfMaps, Optional<Path> header, MirrorOptions mirror,
            Verb verb) {
        if (words.size() == 2)
            return new PairFiles(Optional.empty(), Path.of(words.get(0)), Path.of(words.get(1)), halfMaps, header);
        if (words.size() != 1)
            throw new Fault.Usage("ceres", "expected a model and a map, or the id of a deposited pair, but got " + words,
                    "see --help");
        var id = PairId.parse(words.getFirst());
        if (id.isPresent()) return deposited(id.get(), mirror, verb);
        throw Files.exists(Path.of(words.getFirst()))
                ? new Fault.Usage(words.getFirst(), "a model alone is no pair", "name the map as well")
                : new Fault.Usage(words.getFirst(), "is neither a pair of files nor an id",
                        "name MODEL and MAP, or an id like 6i5a_4413");
    }

    /// Brought into the mirror unless they are there.
    private static PairFiles deposited(PairId id, MirrorOptions mirror, Verb verb) {
        try (var progress = verb.progress()) {
            var pair = mirror.open().fetch(id, progress);
            return new PairFiles(Optional.of(id), pair.model(), pair.map(), pair.halfMaps(), Optional.of(pair.header()));
        }
    }
}
