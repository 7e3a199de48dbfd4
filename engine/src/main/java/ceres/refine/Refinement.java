package ceres.refine;

import ceres.numerics.Parallel;
import ceres.progress.Progress;

/// The refinement of a model against a map.
public final class Refinement {
    private Refinement() {}

    /// Refines. Deterministic for given input, parameters and seed, whatever the number of threads.
    ///
    /// @return a model that is not worse than the input on any gated metric; see [RefinementResult.Outcome]
    public static RefinementResult refine(RefinementProblem problem, Checkpoints checkpoints, Parallel team, Progress progress) {
        return new MacroCycles(problem, checkpoints, team, progress).run();
    }
}
