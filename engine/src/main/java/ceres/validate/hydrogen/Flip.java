package ceres.validate.hydrogen;

/// A side chain of ASN, GLN or HIS whose flipped form would suit its surroundings better or worse. Reported, applied only when asked.
///
/// @param residue index in the structure
/// @param kept score as modelled, in Reduce's units
/// @param flipped score with the side chain turned round
public record Flip(int residue, double kept, double flipped) {
    /// The gain from which a flip is suggested: Reduce's own threshold.
    public static final double SUGGESTED = 0.5;

    public boolean suggested() { return flipped - kept > SUGGESTED; }
}
