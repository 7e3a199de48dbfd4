package ceres.validate.geometry;

import ceres.chem.RamaClass;

/// phi and psi of one residue in one conformer.
///
/// @param residue index in the structure
/// @param altloc the conformer if any of the five atoms has one, else 0
/// @param phiDeg C(i-1) N CA C
/// @param psiDeg N CA C N(i+1)
/// @param percentile share of the reference data at a lower density, 0 to 100
/// @param counted false for second conformers of a residue, which are listed but not counted
public record Rama(int residue, char altloc, double phiDeg, double psiDeg, RamaClass kind, double percentile, Call call,
        boolean counted) {}
