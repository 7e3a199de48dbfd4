/// A model on the move: coordinates with hydrogens that ride on them, its torsions, its side chains and its backbone, and the turns that they
/// can take. Knows nothing of density.
package ceres.refine.moving;
