package ceres.validate.nucleic;

/// The RNA backbone from one sugar to the next, in seven dihedrals. Source: Richardson2008.
///
/// @param residue index of the second sugar's residue
/// @param anglesDeg delta(i-1) epsilon zeta alpha beta gamma delta, 0 to 360
/// @param bin pucker, pucker, gamma: `33p`; `trig` if an angle is impossible; empty if incomplete
/// @param name conformer: `1a`; `!!` for an outlier; `__` if angles are missing
/// @param suiteness match to the conformer, 0 to 1
/// @param distance to the conformer's centre in seven dimensions, in its widths
public record Suite(int residue, double[] anglesDeg, String bin, String name, double suiteness, double distance) {
    public boolean complete() { return !name.equals("__"); }

    public boolean outlier() { return name.equals("!!"); }
}
