package ceres.refine;

import ceres.numerics.Parallel;
import ceres.progress.Progress;
import ceres.refine.moving.Images;
import java.util.Optional;

/// The refinement of a model against a map.
public final class Refinement {
    private Refinement() {}

    /// Refines. Deterministic for given input, parameters and seed, whatever the number of threads.
    ///
    /// @return a model that is not worse than the input on any gated metric; see [RefinementResult.Outcome]
    public static RefinementResult refine(RefinementProblem problem, Checkpoints checkpoints, Parallel team, Progress progress) {
        var check = new InputCheck(problem);
        check.requireSense();
        var notes = check.notes();
        notes.forEach(progress::log);
        var symmetry = MacroCycles.symmetry(problem);
        var result = (check.hopeless().isPresent()
                ? Optional.<UnitRefinement>empty()
                : UnitRefinement.of(problem, symmetry, team, progress))
                .flatMap(unit -> unit.refine(checkpoints, team, progress))
                .orElseGet(() -> new MacroCycles(problem, symmetry, Images.NONE, checkpoints, team, progress).run());
        return result.withNotes(notes);
    }
}
