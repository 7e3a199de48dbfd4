package ceres.restraint;

/// What each atom is to its surroundings, one entry an atom. Arrays are shared and not to be changed.
///
/// @param hybridisation 0 unknown, 1 sp, 2 sp2, 3 sp3; of metals and single atoms 0
/// @param flags sum of DONOR, ACCEPTOR, AROMATIC, POLAR_H, METAL
/// @param hydrogens how many hydrogens the dictionary puts on the atom as linked in this model, whether or not they are in it
/// @param charge formal charge by the dictionary
/// @param energyType atom type of the dictionary, empty where it has none
public record AtomTypes(byte[] hybridisation, byte[] flags, byte[] hydrogens, byte[] charge, String[] energyType) {
    /// Carries (or would carry) a polar hydrogen.
    public static final int DONOR = 1;
    public static final int ACCEPTOR = 2;
    public static final int AROMATIC = 4;
    /// A hydrogen bonded to N, O or S.
    public static final int POLAR_H = 8;
    public static final int METAL = 16;

    public int size() { return flags.length; }

    public boolean isDonor(int atom) { return (flags[atom] & DONOR) != 0; }

    public boolean isAcceptor(int atom) { return (flags[atom] & ACCEPTOR) != 0; }

    public boolean isAromatic(int atom) { return (flags[atom] & AROMATIC) != 0; }

    public boolean isPolarHydrogen(int atom) { return (flags[atom] & POLAR_H) != 0; }

    public boolean isMetal(int atom) { return (flags[atom] & METAL) != 0; }
}
