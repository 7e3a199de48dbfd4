package ceres.restraint;

/// What holds a model together, as columns of atom indices and constants. Angles are in radians.
///
/// Made by [Interpreter] from dictionary and links; read by `refine` ([GeometryTarget] gives energies and gradients) and by
/// `validate` (deviations from ideal values). Alternate conformations have restraints of their own; no restraint joins two
/// different non-blank altlocs.
///
/// The covalent kinds are what validation counts; `cBeta`, `hydrogenBonds`, `parallelities` and `references` help the refinement only.
///
/// @param cBeta harmonic dihedrals N-C-CA-CB and C-N-CA-CB that keep C-beta where it belongs
/// @param hydrogenBonds distances of secondary structure and base pairs, which let go when they are far off
/// @param references positions that are held: what has no restraints of its own
public record Restraints(Bonds bonds, Angles angles, Dihedrals dihedrals, Chiralities chiralities, Planes planes, Dihedrals cBeta,
        HydrogenBonds hydrogenBonds, Parallelities parallelities, References references) {

    /// Nothing at all.
    public static final Restraints NONE = new Restraints(new Bonds(new int[0], new int[0], new double[0], new double[0], new Origin[0]),
            new Angles(new int[0], new int[0], new int[0], new double[0], new double[0], new Origin[0]), Dihedrals.NONE,
            new Chiralities(new int[0], new int[0], new int[0], new int[0], new double[0], new double[0], new boolean[0]),
            new Planes(new int[1], new int[0], new double[0]), Dihedrals.NONE, HydrogenBonds.NONE, Parallelities.NONE, References.NONE);

    /// The same restraints with other ideals and sigmas of bonds (A) and angles (radians).
    public Restraints withIdeals(double[] bondIdeal, double[] bondSigma, double[] angleIdeal, double[] angleSigma) {
        return new Restraints(new Bonds(bonds.i, bonds.j, bondIdeal, bondSigma, bonds.origin),
                new Angles(angles.i, angles.j, angles.k, angleIdeal, angleSigma, angles.origin), dihedrals, chiralities, planes, cBeta,
                hydrogenBonds, parallelities, references);
    }

    /// The same restraints with other hydrogen bonds.
    public Restraints withHydrogenBonds(HydrogenBonds others) {
        return new Restraints(bonds, angles, dihedrals, chiralities, planes, cBeta, others, parallelities, references);
    }

    /// Where a bond or angle comes from; decides who counts it.
    public enum Origin {
        /// Inside one component.
        COMPONENT,
        /// Peptide, nucleotide, disulfide, glycosidic or other covalent link.
        LINK,
        /// Metal coordination.
        METAL,
        /// Held in its input shape because no dictionary knows it.
        INPUT_SHAPE,
        /// At the ends of hydrogen bonds of base pairs.
        HYDROGEN_BOND,
        /// Between C-alpha atoms of residues of which the model has nothing else: no bond.
        TRACE;

        /// True for what validation counts as covalent geometry.
        public boolean isCovalent() { return this == COMPONENT || this == LINK; }
    }

    /// |r_i - r_j| = ideal. Columns of equal length; ideal and sigma in A.
    public record Bonds(int[] i, int[] j, double[] ideal, double[] sigma, Origin[] origin) {
        public int size() { return i.length; }
    }

    /// Angle i-j-k = ideal, j the vertex; radians.
    public record Angles(int[] i, int[] j, int[] k, double[] ideal, double[] sigma, Origin[] origin) {
        public int size() { return i.length; }
    }

    /// Torsion i-j-k-l. Period n >= 1: the cosine form, ideal modulo 2 pi / n; period 0: harmonic about the nearest of the ideals.
    /// Radians.
    ///
    /// @param alternative a second ideal for harmonic torsions, NaN where there is none (disulfides: +90 and -90 degrees)
    public record Dihedrals(int[] i, int[] j, int[] k, int[] l, double[] ideal, double[] alternative, double[] sigma, int[] period,
            Origin[] origin) {
        public static final Dihedrals NONE = new Dihedrals(new int[0], new int[0], new int[0], new int[0], new double[0], new double[0],
                new double[0],
                new int[0], new Origin[0]);

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

    /// |r_i - r_j| = ideal, quadratic near by, constant far off: E = w L^2 (1 - exp(-d^2 / L^2)), d the deviation; A.
    ///
    /// @param limit L, the deviation at which the restraint lets go, A
    public record HydrogenBonds(int[] i, int[] j, double[] ideal, double[] sigma, double[] limit) {
        public static final HydrogenBonds NONE = new HydrogenBonds(new int[0], new int[0], new double[0], new double[0],
                new double[0]);

        public int size() { return i.length; }
    }

    /// Pairs of parallel planes (base pairs, stacked bases): pair g holds the planes of atoms `[start[2g], start[2g + 1])` and
    /// `[start[2g + 1], start[2g + 2])`; sigma in radians.
    public record Parallelities(int[] start, int[] atom, double[] sigma) {
        public static final Parallelities NONE = new Parallelities(new int[1], new int[0], new double[0]);

        public int size() { return sigma.length; }
    }

    /// Atoms tied to positions: `xyz` 3n, sigma and limit (infinite: never lets go) in A.
    public record References(int[] atom, double[] xyz, double[] sigma, double[] limit) {
        public static final References NONE = new References(new int[0], new double[0], new double[0], new double[0]);

        public int size() { return atom.length; }
    }
}
