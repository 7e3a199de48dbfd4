package ceres.restraint;

/// Two atoms of different components that are bonded.
///
/// @param first atom index; C of a peptide link, O3' of a nucleic link, the anomeric carbon of a glycosidic one, the metal
/// @param second atom index
/// @param declared true if the file states the link (`_struct_conn`, LINK, SSBOND)
/// @param name what is applied: `TRANS`, `PCIS`, `NAG-ASN`, `BETA1-4`, `ZN-SG`
public record Link(Kind kind, int first, int second, boolean declared, String name) {
    public enum Kind {
        PEPTIDE, NUCLEIC, DISULFIDE, GLYCOSIDIC, METAL,
        /// Any other covalent bond: isopeptide, thioether, covalent ligand.
        COVALENT
    }
}
