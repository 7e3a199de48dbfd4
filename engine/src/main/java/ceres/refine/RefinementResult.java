package ceres.refine;

import ceres.model.Structure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What came of a refinement.
///
/// @param refined the model to be published: composition as in the input unless removal or other hydrogens were asked for
/// @param changes residue by residue
/// @param cycles the way there; the first entry is the start, with B factors refined as those of the result
/// @param reason why the input's coordinates were kept, or why the refinement ended early
/// @param parameters every parameter, as used: automatic ones with the value chosen
/// @param crossValidation overfitting as measured on half-maps
/// @param moved mean move of heavy atoms, A
/// @param notes sentences about what a reader should look at
public record RefinementResult(Structure refined, List<Change> changes, List<CycleStatistics> cycles, Outcome outcome,
        Optional<String> reason, Map<String, String> parameters, Optional<CrossValidation> crossValidation, double moved, List<String> notes) {

    /// The same with other sentences before its own.
    RefinementResult withNotes(List<String> first) {
        return new RefinementResult(refined, changes, cycles, outcome, reason, parameters, crossValidation, moved,
                Stream.concat(first.stream(), notes.stream()).toList());
    }

    public enum Outcome {
        /// The refined model passed all gates.
        REFINED,
        /// Coordinates of the input with refined B factors, as a whole or by chains where the map shows them: no refined model passed.
        INPUT_KEPT,
        /// Stopped by the caller; the best model so far.
        CANCELLED
    }

    /// @param fscWork mean FSC of the model refined against half-map 1 with half-map 1
    /// @param fscFree the same model with half-map 2
    /// @param fscFreeInitial the input model, B factors refined likewise, with half-map 2
    public record CrossValidation(double fscWork, double fscFree, double fscFreeInitial, Overfitting overfitting) {
        /// True if work lies further above free than a well restrained model and chance explain.
        public boolean overfitted() { return overfitting.verdict() == Overfitted.YES; }

        public double gap() { return fscWork - fscFree; }
    }

    /// Whether the model has been fitted to noise.
    public enum Overfitted {
        NO,
        YES,
        /// Half-maps and model are such that a narrow gap says nothing.
        NOT_DECIDABLE
    }

    /// @param mark the widest gap of FSC work and FSC free that a well restrained model and chance explain
    /// @param sentence the verdict and what it rests on, without a full stop
    public record Overfitting(Overfitted verdict, double mark, String sentence) {}
}
