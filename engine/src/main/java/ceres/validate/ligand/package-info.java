/// Ligands, waters, ions and carbohydrates, one row each.
package ceres.validate.ligand;
