/// Moves a model into its map without breaking its geometry: energies with exact gradients, a minimiser's schedule, local searches, and
/// gates that never let a model out worse than it came in. Knows nothing of `validate`: the judge is not the judged's brother.
package ceres.refine;
