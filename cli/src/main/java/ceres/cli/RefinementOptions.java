package ceres.cli;

import ceres.refine.RefinementParameters;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What the verbs that refine may be told of the refinement.
final class RefinementOptions {
    @Option(names = "--macro-cycles", paramLabel = "N", description = "macro-cycles at most (default: 10)")
    @Nullable
    Integer macroCycles;

    @Option(names = "--seed", paramLabel = "N", description = "seed of everything random (default: 1)")
    @Nullable
    Long seed;

    /// @param assignments key=value; the options win
    RefinementParameters parameters(List<String> assignments) {
        var p = RefinementParameters.DEFAULT;
        for (var a : assignments) p = p.with(a);
        if (macroCycles != null) p = p.with("macro_cycles", macroCycles.toString());
        return seed == null ? p : p.with("seed", seed.toString());
    }
}
