package ceres.model;

import ceres.chem.Element;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One model of a file as columns: atoms in residues in chains, in file order.
///
/// Composition (names, residues, chains) never changes after building; coordinates, B factors and occupancies are values of an
/// instance, replaced by [#withXyz] and its sisters, so that initial and refined model share everything else. Arrays returned by the
/// column accessors are shared and treated as immutable by everyone but their maker.
///
/// * An **atom** belongs to one residue; its `altloc` is `'\0'` where the file has none.
/// * A **residue** is one component at one place: chain, sequence number, insertion code and name. Micro-heterogeneity gives two
///   residues with the same number and different names. Its atoms are contiguous: `[atomStart(r), atomStart(r + 1))`.
/// * A **chain** is an asym unit: mmCIF's label_asym_id. Several chains may share an author chain id: a polymer, its ligands, its water.
///   PDB files are cut likewise by their reader. Its residues are contiguous: `[residueStart(c), residueStart(c + 1))`.
public final class Structure {
    private final AtomColumns atoms;
    private final ResidueColumns residues;
    private final ChainColumns chains;
    private final int[] residueOfAtom;
    private final int[] chainOfResidue;

    public Structure(AtomColumns atoms, ResidueColumns residues, ChainColumns chains) {
        this.atoms = atoms;
        this.residues = residues;
        this.chains = chains;
        this.residueOfAtom = owners(residues.atomStart(), atoms.name().length);
        this.chainOfResidue = owners(chains.residueStart(), residues.name().length);
    }

    private Structure(Structure like, AtomColumns atoms) {
        this.atoms = atoms;
        this.residues = like.residues;
        this.chains = like.chains;
        this.residueOfAtom = like.residueOfAtom;
        this.chainOfResidue = like.chainOfResidue;
    }

    private static int[] owners(int[] start, int count) {
        var owner = new int[count];
        for (int g = 0; g + 1 < start.length; g++) Arrays.fill(owner, start[g], start[g + 1], g);
        return owner;
    }

    /// Columns of length n, one entry an atom.
    ///
    /// @param name atom name, stripped: `CA`
    /// @param element atomic number, 0 if unknown
    /// @param charge formal charge
    /// @param altloc alternate location, 0 for none
    /// @param xyz 3n coordinates, A: x of atom i at 3i
    /// @param occupancy 0 to 1
    /// @param b isotropic B (or the equivalent of an anisotropic one), A^2
    /// @param anisou 6n: U11 U22 U33 U12 U13 U23, A^2, NaN where an atom has none; null if no atom has any
    public record AtomColumns(String[] name, byte[] element, byte[] charge, char[] altloc, double[] xyz, double[] occupancy,
            double[] b,
            double @Nullable [] anisou) {
        public AtomColumns {
            int n = name.length;
            if (element.length != n || charge.length != n || altloc.length != n || xyz.length != 3 * n || occupancy.length != n
                    || b.length != n
                    || (anisou != null && anisou.length != 6 * n))
                throw new IllegalArgumentException("atom columns of different length for " + n + " atoms");
        }
    }

    /// Columns of length m, one entry a residue.
    ///
    /// @param name component id, 1 to 5 letters
    /// @param seq author sequence number
    /// @param icode insertion code, 0 for none
    /// @param labelSeq mmCIF label_seq_id, 0 where there is none
    /// @param hetero true for HETATM records
    /// @param atomStart m + 1 offsets into the atoms
    public record ResidueColumns(String[] name, int[] seq, char[] icode, int[] labelSeq, boolean[] hetero, int[] atomStart) {}

    /// Columns of length k, one entry an asym unit.
    ///
    /// @param authId author chain id, any length
    /// @param labelId asym id, unique
    /// @param entity entity id, empty if unknown
    /// @param residueStart k + 1 offsets into the residues
    public record ChainColumns(String[] authId, String[] labelId, String[] entity, int[] residueStart) {}

    public int atomCount() { return atoms.name.length; }

    public int residueCount() { return residues.name.length; }

    public int chainCount() { return chains.authId.length; }

    public AtomColumns atoms() { return atoms; }

    public ResidueColumns residues() { return residues; }

    public ChainColumns chains() { return chains; }

    // ---- one atom

    public String atomName(int atom) { return atoms.name[atom]; }

    public Element element(int atom) { return Element.of(atoms.element[atom]); }

    public boolean isHydrogen(int atom) { return atoms.element[atom] == 1; }

    public char altloc(int atom) { return atoms.altloc[atom]; }

    public double x(int atom) { return atoms.xyz[3 * atom]; }

    public double y(int atom) { return atoms.xyz[3 * atom + 1]; }

    public double z(int atom) { return atoms.xyz[3 * atom + 2]; }

    public double occupancy(int atom) { return atoms.occupancy[atom]; }

    public double b(int atom) { return atoms.b[atom]; }

    public int residueOf(int atom) { return residueOfAtom[atom]; }

    /// Distance of two atoms, A.
    public double distance(int i, int j) { return Math.sqrt(distance2(i, j)); }

    public double distance2(int i, int j) {
        double dx = x(i) - x(j), dy = y(i) - y(j), dz = z(i) - z(j);
        return dx * dx + dy * dy + dz * dz;
    }

    // ---- one residue

    public String residueName(int residue) { return residues.name[residue]; }

    public int seq(int residue) { return residues.seq[residue]; }

    public char icode(int residue) { return residues.icode[residue]; }

    public int chainOf(int residue) { return chainOfResidue[residue]; }

    public int atomStart(int residue) { return residues.atomStart[residue]; }

    public int atomEnd(int residue) { return residues.atomStart[residue + 1]; }

    /// The first atom of that name in the residue, whatever its altloc; -1 if there is none.
    public int find(int residue, String atomName) {
        for (int a = atomStart(residue); a < atomEnd(residue); a++) if (atoms.name[a].equals(atomName)) return a;
        return -1;
    }

    /// The atom of that name as a conformer sees it: that altloc first, else an atom without altloc; -1 if there is neither.
    public int find(int residue, String atomName, char altloc) {
        int blank = -1;
        for (int a = atomStart(residue); a < atomEnd(residue); a++) {
            if (!atoms.name[a].equals(atomName)) continue;
            if (atoms.altloc[a] == altloc) return a;
            if (atoms.altloc[a] == 0) blank = a;
        }
        return blank;
    }

    // ---- one chain

    public String authChain(int chain) { return chains.authId[chain]; }

    public int residueStart(int chain) { return chains.residueStart[chain]; }

    public int residueEnd(int chain) { return chains.residueStart[chain + 1]; }

    /// Where an atom is, for messages: `A/LYS 12/CA`.
    public String describe(int atom) {
        int r = residueOf(atom);
        String alt = altloc(atom) == 0 ? "" : "." + altloc(atom);
        return describeResidue(r) + "/" + atomName(atom) + alt;
    }

    /// `A/LYS 12`, with the insertion code if there is one.
    public String describeResidue(int residue) {
        String insertion = icode(residue) == 0 ? "" : String.valueOf(icode(residue));
        return authChain(chainOf(residue)) + "/" + residueName(residue) + " " + seq(residue) + insertion;
    }

    // ---- the same composition with other values

    /// @param xyz 3n, A; taken over, not copied
    public Structure withXyz(double[] xyz) {
        return new Structure(this, new AtomColumns(atoms.name, atoms.element, atoms.charge, atoms.altloc, xyz, atoms.occupancy,
                atoms.b, atoms.anisou));
    }

    /// @param names n atom names, stripped: equivalent atoms renamed; taken over, not copied
    public Structure withAtomNames(String[] names) {
        return new Structure(this, new AtomColumns(names, atoms.element, atoms.charge, atoms.altloc, atoms.xyz, atoms.occupancy,
                atoms.b, atoms.anisou));
    }

    /// @param b n isotropic B factors, A^2; anisotropic records are dropped, for they would contradict them
    public Structure withB(double[] b) {
        return new Structure(this,
                new AtomColumns(atoms.name, atoms.element, atoms.charge, atoms.altloc, atoms.xyz, atoms.occupancy, b, null));
    }

    public Structure withOccupancy(double[] occupancy) {
        return new Structure(this, new AtomColumns(atoms.name, atoms.element, atoms.charge, atoms.altloc, atoms.xyz, occupancy,
                atoms.b, atoms.anisou));
    }
}
