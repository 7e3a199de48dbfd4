package ceres.validate;

import ceres.validate.geometry.CBeta;
import ceres.validate.geometry.Cablam;
import ceres.validate.geometry.Omega;
import ceres.validate.geometry.Rama;
import ceres.validate.geometry.SideChain;
import ceres.validate.nucleic.Pucker;
import ceres.validate.nucleic.Suite;
import java.util.Optional;

/// All that is known of one residue in its first conformer.
///
/// @param residue index in the structure
/// @param chain author chain id
/// @param seq author number
/// @param icode insertion code, 0 for none
/// @param altloc first altloc of the residue's atoms, 0 for none
/// @param name component id
/// @param clashes how many clashes an atom of it takes part in
/// @param worstOverlap of these, A; 0 if there is none
/// @param meanB mean B of its heavy atoms, A^2
public record ResidueQuality(int residue, String chain, int seq, char icode, char altloc, String name, Optional<Rama> rama,
        Optional<SideChain> rotamer, Optional<CBeta> cbeta, Optional<Cablam> cablam, Optional<Omega> omega,
        Optional<Pucker> pucker,
        Optional<Suite> suite, int clashes, double worstOverlap, double meanB) {}
