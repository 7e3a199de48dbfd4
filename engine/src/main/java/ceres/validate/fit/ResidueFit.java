package ceres.validate.fit;

import java.util.OptionalDouble;

/// How one residue fits the map. Empty where a number does not apply: no side chain, outside the map, constant density.
///
/// @param residue index into the structure
/// @param cc correlation over the spheres round all its atoms
/// @param ccMain the same round its main chain (protein: N CA C O CB; nucleic acid: phosphate and sugar)
/// @param ccSide the same round the rest
/// @param q mean Q-score of its heavy atoms, sigma 0.6 A
/// @param qMain of its main chain
/// @param qSide of the rest
/// @param inclusion part of its heavy atoms above the recommended contour, 0 to 1
/// @param localResolution resolution of the half-maps round its central atom, FSC 0.5, A
/// @param b mean B, A^2
/// @param occupancy mean occupancy
public record ResidueFit(int residue, OptionalDouble cc, OptionalDouble ccMain, OptionalDouble ccSide, OptionalDouble q,
        OptionalDouble qMain, OptionalDouble qSide, OptionalDouble inclusion,
        OptionalDouble localResolution, double b, double occupancy) {}
