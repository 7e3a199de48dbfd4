package ceres.refine;

import ceres.refine.quality.Quality;

/// A model on the way: what it takes to come back to it, and how good it is.
///
/// @param cycle macro-cycle that left it; 0 is the input
/// @param xyz heavy atoms, A
/// @param b A^2
/// @param occupancy 0 to 1
record Snapshot(int cycle, double[] xyz, double[] b, double[] occupancy, Quality quality, double cc, double score,
        boolean passed) {}
