package ceres.validate.fit;

import java.util.OptionalDouble;

/// How one chain, or its ligands, or its waters, fits the map.
///
/// @param chain author chain id
/// @param kind protein, nucleic, saccharide, ligand, ion, water; `all` for everything with that chain id
/// @param cc correlation over the spheres round all its atoms
/// @param q mean Q-score of its heavy atoms, sigma 0.6 A
/// @param inclusion part of its heavy atoms above the recommended contour, 0 to 1
/// @param b mean B, A^2
/// @param occupancy mean occupancy
public record ChainFit(String chain, String kind, int residues, int atoms, OptionalDouble cc, OptionalDouble q,
        OptionalDouble inclusion, double b, double occupancy) {
    /// `kind` of the row that takes everything with one chain id together.
    public static final String ALL = "all";
}
