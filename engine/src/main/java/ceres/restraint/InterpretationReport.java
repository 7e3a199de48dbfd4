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
    /// Every atom is one of restrained, riding, free or held.
    ///
    /// @param restrained heavy atoms with at least one bond of a dictionary, a link or a trace of C-alpha atoms
    /// @param riding hydrogens with a bond of a dictionary: the refinement places them anew by their heavy atoms
    /// @param free single atoms (water, ions without donors) that need no restraint
    /// @param held atoms tied to their input shape or position
    /// @param bonds covalent ones: of components and links
    /// @param angles covalent ones
    public record Counts(int atoms, int restrained, int riding, int free, int held, int bonds, int angles, int dihedrals,
            int chiralities,
            int planes) {}
}
