package ceres.io;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a model file holds: composition, occupancies, ADPs and what stands out in them.
///
/// @param format of the file
/// @param entryId if the file states one
/// @param title if the file states one
/// @param methods as stated
/// @param resolutions every one stated, by the item that states it, A
/// @param emdbIds related maps
/// @param models number of models
/// @param composition counts
/// @param occupancy statistics of the occupancies
/// @param adp statistics of the atomic displacement parameters
/// @param flags what stands out, one sentence each
/// @param warnings of the reader
public record ModelSummary(String format, Optional<String> entryId, Optional<String> title, List<String> methods,
        Map<String, Double> resolutions, List<String> emdbIds, int models, Composition composition, Occupancy occupancy, Adp adp,
        List<String> flags, List<String> warnings) {

    /// Counts of the first model.
    ///
    /// @param chains author chains
    /// @param asymUnits label_asym ids
    /// @param entities distinct entity ids; 0 if the file has none
    /// @param atoms all, hydrogens included
    /// @param hydrogens H and D
    /// @param proteinResidues amino acids, modified ones included
    /// @param nucleotides DNA and RNA, modified ones included
    /// @param waters water residues
    /// @param proteinAtoms without hydrogens
    /// @param nucleotideAtoms without hydrogens
    /// @param ligands every other component by id and number
    /// @param singleAtomResidues polymer residues that have a single atom
    /// @param altlocResidues residues with more than one conformer
    public record Composition(int chains, int asymUnits, int entities, int atoms, int hydrogens, int residues,
            int proteinResidues,
            int nucleotides, int waters, int proteinAtoms, int nucleotideAtoms, Map<String, Integer> ligands,
            int singleAtomResidues, int altlocResidues) {}

    /// @param mean over all atoms
    /// @param percentOne share of atoms with occupancy 1
    /// @param percentPartial share between 0 and 1
    /// @param percentAboveOne share above 1: an error
    /// @param zero atoms with |occupancy| below 1e-6
    /// @param negative atoms with negative occupancy: an error
    /// @param alternativePercent residues with more than one conformer
    public record Occupancy(double mean, double percentOne, double percentPartial, double percentAboveOne, int zero, int negative,
            double alternativePercent) {}

    /// Isotropic B or the equivalent of anisotropic U, A^2, hydrogens excluded.
    ///
    /// @param isotropic atoms with an isotropic B only
    /// @param anisotropic atoms with an anisotropic U
    /// @param groups `overall`, `protein`, `nucleotide`, `ligand`, `water`; only those that have atoms
    /// @param chains by author chain
    /// @param histogram counts in 10 equal bins from minimum to maximum
    /// @param zero atoms with B below 0.01
    /// @param bondedDifference root mean square difference of B between atoms closer than 1.9 A, which are bonded; empty if there are none
    public record Adp(int isotropic, int anisotropic, Map<String, Range> groups, Map<String, Range> chains, int[] histogram,
            int zero,
            OptionalDouble bondedDifference) {}

    /// @param atoms how many
    public record Range(int atoms, double min, double max, double mean) {}

    /// The summary of a file.
    public static ModelSummary of(ModelFile file) { return new ModelSurvey(file).summary(); }
}
