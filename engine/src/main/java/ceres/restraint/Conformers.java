package ceres.restraint;

/// Alternate conformations of residues that are joined.
final class Conformers {
    private Conformers() {}

    /// Every altloc of the residues, in order of appearance; one 0 if they have none.
    static char[] union(ResidueMatch... residues) {
        var all = new StringBuilder();
        for (var residue : residues)
            for (char a : residue.altlocs()) if (a != 0 && all.indexOf(String.valueOf(a)) < 0) all.append(a);
        return all.isEmpty() ? new char[1] : all.toString().toCharArray();
    }
}
