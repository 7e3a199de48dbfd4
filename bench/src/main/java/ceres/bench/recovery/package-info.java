/// What the refinement recovers where the truth is known: maps are computed from real models, disturbed models are refined against
/// them, and what comes back is compared with where it came from.
package ceres.bench.recovery;
