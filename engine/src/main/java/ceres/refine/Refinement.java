package ceres.refine;

import ceres.numerics.Parallel;
import ceres.progress.Progress;
import java.util.List;
import java.util.Optional;

/// The refinement of a model against a map.
public final class Refinement {
    private Refinement() {}

    /// Refines. Deterministic for given input, parameters and seed, whatever the number of threads.
    ///
    /// @return a model that is not worse than the input on any gated metric; see [RefinementResult.Outcome]
    public static RefinementResult refine(RefinementProblem problem, Checkpoints checkpoints, Parallel team, Progress progress) {
        return new RefinementResult(problem.interpretation().structure(), List.of(), List.of(),
                RefinementResult.Outcome.INPUT_KEPT, Optional.of("no cycle was run"), problem.parameters().asMap(),
                Optional.empty(), 0);
    }
}
