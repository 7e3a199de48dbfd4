package ceres.refine;

/// Something that the refinement did to a residue, with its evidence.
///
/// @param chain author chain id
/// @param seq author residue number
/// @param icode insertion code, 0 for none
/// @param residue component id
/// @param shift furthest move of a heavy atom of the residue, A
/// @param before what it was: rotamer name, torsion; empty if that says nothing
/// @param after what it is now
/// @param evidence one line for a person
public record Change(Kind kind, String chain, int seq, char icode, String residue, double shift, String before, String after,
        String evidence) {
    public enum Kind {
        /// Moved by more than 0.5 A.
        MOVED,
        ROTAMER_CHANGED,
        PEPTIDE_FLIPPED,
        /// Amide or imidazole turned over: Asn, Gln, His.
        SIDE_CHAIN_FLIPPED,
        /// Water, ion or ligand for which the map shows nothing.
        WITHOUT_DENSITY,
        REMOVED,
        /// A Ramachandran or rotamer outlier that the map supports, left as it is.
        OUTLIER_KEPT
    }
}
