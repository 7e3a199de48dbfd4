/// A model's density and how it agrees with the map, as functions of coordinates and B factors with exact gradients: by particle mesh for
/// the definition, by direct sums for speed, weighted by shells as a likelihood would.
package ceres.refine.density;
