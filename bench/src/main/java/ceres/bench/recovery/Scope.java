package ceres.bench.recovery;

import ceres.numerics.Parallel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// How much of the studies is run.
///
/// @param shared folder of the real models
/// @param studies names; empty for all
/// @param chains names of truths; empty for all
/// @param resolutions A; empty for all
record Scope(Path shared, List<String> studies, List<String> chains, List<Double> resolutions) {
    /// All runs are on one thread: the engine gives the same answer for any number.
    static final Parallel TEAM = Parallel.single();

    static Scope of(Path shared, List<String> words) {
        var scope = new Scope(shared, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (String word : words) {
            var values = Arrays.stream(word.substring(word.indexOf('=') + 1).split(","));
            if (word.startsWith("chain=")) values.forEach(scope.chains::add);
            else if (word.startsWith("d=")) values.map(Double::valueOf).forEach(scope.resolutions::add);
            else
                scope.studies.add(word);
        }
        return scope;
    }

    boolean includes(Study study) { return studies.isEmpty() || studies.contains(study.name()); }

    List<Truth> among(Truth... truths) {
        return Stream.of(truths).filter(t -> chains.isEmpty() || chains.contains(t.name())).toList();
    }

    List<Double> among(Double... all) {
        return Stream.of(all).filter(d -> resolutions.isEmpty() || resolutions.contains(d)).toList();
    }
}
