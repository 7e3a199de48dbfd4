package ceres.validate.geometry;

import java.util.Optional;

/// How normal the distribution of phi and psi is as a whole. Source: Sobolev2020.
///
/// @param helix empty if no residue is in a helix; the others likewise
public record RamaZ(Optional<Score> whole, Optional<Score> helix, Optional<Score> sheet, Optional<Score> loop) {
    /// @param z in standard deviations of good models; 0 is average
    /// @param uncertainty by leaving out one residue at a time; 0 for a single residue
    /// @param residues how many
    public record Score(double z, double uncertainty, int residues) {}
}
