package ceres.validate.ligand;

/// The ring of one sugar and what it hangs on.
///
/// @param residue index in the structure
/// @param amplitude Cremer and Pople's Q, A
/// @param thetaDeg their theta of a six-membered ring: 0 for one chair (4C1 of a D pyranose), 180 for the other; 0 for a five-membered ring
/// @param phiDeg their phi, 0 to 360
/// @param conformation `4C1`, `1C4`, `boat or skew`, `half chair or envelope`, `furanose`
/// @param sequon for a sugar on ASN: the residue after next is SER or THR and the next is not PRO
/// @param linkedTo the residue whose atom it is linked to, -1 if to none
public record SugarQuality(int residue, double amplitude, double thetaDeg, double phiDeg, String conformation, int linkedTo,
        boolean sequon) {
    /// True for a pyranose in one of its two chairs.
    public boolean chair() { return conformation.endsWith("C1") || conformation.endsWith("C4"); }
}
