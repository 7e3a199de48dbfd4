package ceres.restraint;

import ceres.chem.Component;
import java.util.List;
import java.util.Optional;

/// What was understood of a model, and what was not.
///
/// @param components one row per component id, in order of appearance
/// @param links number of links by name, sorted by name
/// @param renamed residues whose equivalent atoms were renamed: `A/ARG 12: NH1 <-> NH2`
/// @param notes everything else a person should know, one line each: stretched links, unknown atoms, chain breaks
/// @param counts totals
public record InterpretationReport(List<ComponentRow> components, List<LinkRow> links, List<String> renamed, List<String> notes,
        Counts counts) {

    /// @param source where its restraints come from; empty if no dictionary knows it and its input shape is held
    /// @param residues how many residues
    /// @param atoms how many atoms in all of them
    /// @param missing heavy atoms of the dictionary that are not in the model, over all residues
    /// @param unmatched atoms of the model that the dictionary does not know
    public record ComponentRow(String id, Optional<Component.Source> source, int residues, int atoms, int missing,
            int unmatched) {}

    public record LinkRow(String name, int count) {}

    /// @param atoms all atoms
    /// @param restrained atoms in at least one bond, angle, plane or chirality of a dictionary or link
    /// @param free single atoms (water, ions) that need no restraint
    /// @param held atoms tied to their input shape or position
    public record Counts(int atoms, int restrained, int free, int held, int bonds, int angles, int dihedrals, int chiralities,
            int planes) {}
}
