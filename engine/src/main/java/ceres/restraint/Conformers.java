package ceres.restraint;

/// Alternate conformations of two residues that are joined.
final class Conformers {
    private Conformers() {}

    /// Every altloc of either residue, those of the first before those of the second; one 0 if neither has any.
    static char[] union(ResidueMatch first, ResidueMatch second) {
        var all = new StringBuilder();
        for (char[] altlocs : new char[][]{first.altlocs(), second.altlocs()})
            for (char a : altlocs) if (a != 0 && all.indexOf(String.valueOf(a)) < 0) all.append(a);
        return all.isEmpty() ? new char[1] : all.toString().toCharArray();
    }
}
