package ceres.pipeline.bundle;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `changes.json`: what the refinement changed that a person would want to look at.
///
/// @param movedThreshold residues whose atoms moved by more than this (root mean square, A) are listed
/// @param fitsBetter residues whose CC rose by more than 0.05
/// @param fitsWorse residues whose CC fell by more than 0.05
/// @param reported what the refinement itself says of residues, each with its evidence; all else here is found by comparing the two models. Empty
///        in bundles written before there was such a list
public record ChangeRecord(double movedThreshold, List<Moved> moved, List<RotamerChange> rotamers, List<Place> peptidesFlipped,
        List<Removed> atomsRemoved, List<LigandChange> ligands, int fitsBetter, int fitsWorse, List<Reported> reported) {

    @SuppressWarnings("NullableProblems") // a file without the list gives null
    public ChangeRecord { reported = reported == null ? List.of() : List.copyOf(reported); }

    /// A residue by its author numbering.
    public record Place(String chain, int seq, String icode, String name) {}

    public record Moved(Place residue, double distance, @Nullable Double ccInitial, @Nullable Double ccRefined) {}

    public record RotamerChange(Place residue, String from, String to, @Nullable Double ccInitial, @Nullable Double ccRefined) {}

    public record Removed(Place residue, String atom, String why) {}

    public record LigandChange(Place residue, double distance, @Nullable Double ccInitial, @Nullable Double ccRefined) {}

    /// @param kind a name of `ceres.refine.Change.Kind`
    /// @param distance furthest move of one of its atoms, A
    /// @param from what it was, empty if that says nothing
    /// @param evidence why, in a line for a person
    public record Reported(Place residue, String kind, double distance, String from, String to, String evidence) {
        /// The kind in words: `outlier kept`.
        public String what() { return kind.toLowerCase(Locale.ROOT).replace('_', ' '); }
    }
}
