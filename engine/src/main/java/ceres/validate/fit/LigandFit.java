package ceres.validate.fit;

import java.util.OptionalDouble;

/// How one ligand, ion or saccharide fits the map; waters are not listed.
///
/// @param residue index into the structure
/// @param kind ligand, ion, saccharide
/// @param cc correlation over the spheres round its atoms
/// @param q mean Q-score of its heavy atoms, sigma 0.6 A
/// @param b mean B, A^2
/// @param occupancy mean occupancy
public record LigandFit(int residue, String kind, int atoms, OptionalDouble cc, OptionalDouble q, double b, double occupancy) {}
