package ceres.refine;

import ceres.map.DensityMap;
import ceres.map.HalfMaps;
import ceres.restraint.Interpretation;
import java.util.Optional;

/// What is to be refined.
///
/// @param interpretation the model and its chemistry; with or without hydrogens
/// @param map the map in the model's frame, orthogonal cell
/// @param halfMaps for cross-validation
/// @param resolution d_min, A
public record RefinementProblem(Interpretation interpretation, DensityMap map, Optional<HalfMaps> halfMaps, double resolution,
        RefinementParameters parameters) {}
