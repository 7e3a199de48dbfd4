package ceres.pipeline.bundle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `changes.json`: what the refinement changed that a person would want to look at.
///
/// @param movedThreshold residues whose atoms moved by more than this (root mean square, A) are listed
/// @param fitsBetter residues whose CC rose by more than 0.05
/// @param fitsWorse residues whose CC fell by more than 0.05
public record ChangeRecord(double movedThreshold, List<Moved> moved, List<RotamerChange> rotamers, List<Place> peptidesFlipped,
        List<Removed> atomsRemoved, List<LigandChange> ligands, int fitsBetter, int fitsWorse) {

    /// A residue by its author numbering.
    public record Place(String chain, int seq, String icode, String name) {}

    public record Moved(Place residue, double distance, @Nullable Double ccInitial, @Nullable Double ccRefined) {}

    public record RotamerChange(Place residue, String from, String to, @Nullable Double ccInitial, @Nullable Double ccRefined) {}

    public record Removed(Place residue, String atom, String why) {}

    public record LigandChange(Place residue, double distance, @Nullable Double ccInitial, @Nullable Double ccRefined) {}
}
