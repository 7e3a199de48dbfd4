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
        /// A Ramachandran or rotamer outlier that was one before: the map supports it, or no way out of it was found; the evidence says which.
        OUTLIER_KEPT,
        /// First residue of a stretch of polymer that the map does not show, or a residue with atoms outside the map: held where it was.
        HELD,
        /// First residue of a model or chain that was moved as a whole to where the map shows it.
        PLACED,
        /// First residue of a model or chain that the map shows little of where it stands; no better place was found.
        MISPLACED
    }
}
