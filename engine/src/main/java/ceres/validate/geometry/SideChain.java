package ceres.validate.geometry;

/// The side-chain dihedrals of one residue in one conformer.
///
/// @param residue index in the structure
/// @param altloc the conformer, 0 if the residue has one only
/// @param chisDeg chi1 on, 0 to 360; the last of ASP, GLU, PHE, TYR 0 to 180
/// @param name of the rotamer, `OUTLIER`, or empty where no name is defined
/// @param percentile share of the reference data at a lower density, 0 to 100
public record SideChain(int residue, char altloc, double[] chisDeg, String name, double percentile, Call call) {}
