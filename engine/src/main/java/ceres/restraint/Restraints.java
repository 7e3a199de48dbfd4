package ceres.restraint;

/// What holds a model together, as columns of atom indices and constants. Angles are in radians.
///
/// Made by `interpret` from dictionary and links; read by `refine` (energies and gradients live beside these columns) and by
/// `validate` (deviations from ideal values). Alternate conformations have restraints of their own; no restraint joins two
/// different non-blank altlocs.
public record Restraints(Bonds bonds, Angles angles, Dihedrals dihedrals, Chiralities chiralities, Planes planes) {

    /// Where a bond or angle comes from; decides who counts it.
    public enum Origin {
        /// Inside one component.
        COMPONENT,
        /// Peptide, nucleotide, disulfide, glycosidic or other covalent link.
        LINK,
        /// Metal coordination.
        METAL,
        /// Held in its input shape because no dictionary knows it.
        INPUT_SHAPE
    }

    /// |r_i - r_j| = ideal. Columns of equal length; ideal and sigma in A.
    public record Bonds(int[] i, int[] j, double[] ideal, double[] sigma, Origin[] origin) {
        public int size() { return i.length; }
    }

    /// Angle i-j-k = ideal, j the vertex; radians.
    public record Angles(int[] i, int[] j, int[] k, double[] ideal, double[] sigma, Origin[] origin) {
        public int size() { return i.length; }
    }

    /// Torsion i-j-k-l = ideal modulo 2 pi / period; radians; period 0 means 1.
    public record Dihedrals(int[] i, int[] j, int[] k, int[] l, double[] ideal, double[] sigma, int[] period, Origin[] origin) {
        public int size() { return i.length; }
    }

    /// Signed volume (r_a - r_c) . ((r_b - r_c) x (r_d - r_c)) = ideal, A^3; `both` where either sign is right.
    public record Chiralities(int[] centre, int[] a, int[] b, int[] d, double[] ideal, double[] sigma, boolean[] both) {
        public int size() { return centre.length; }
    }

    /// Groups of at least four atoms in a plane: group g holds `atom[start[g]]` to `atom[start[g + 1] - 1]`; sigma per atom, A.
    public record Planes(int[] start, int[] atom, double[] sigma) {
        public int size() { return start.length - 1; }
    }
}
