package ceres.validate.contact;

/// Two atoms that overlap by 0.4 A or more.
///
/// @param first the atom that comes first in the model with hydrogens
/// @param overlap positive, A
public record Clash(Partner first, Partner second, double overlap) {
    /// An atom that may be a hydrogen that validation added.
    ///
    /// @param residue index in the structure
    /// @param atom name
    /// @param altloc 0 for none
    /// @param x A
    public record Partner(int residue, String chain, int seq, char icode, String residueName, String atom, char altloc, double x,
            double y, double z) {

        /// `A/LYS 12/HZ1`
        public String describe() {
            return chain + "/" + residueName + " " + seq + (icode == 0 ? "" : String.valueOf(icode)) + "/" + atom
                    + (altloc == 0 ? "" : "." + altloc);
        }
    }
}
