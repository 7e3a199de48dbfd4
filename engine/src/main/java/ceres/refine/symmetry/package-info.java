/// Copies of one thing: which are kept identical and why, and how one of them stands for all.
package ceres.refine.symmetry;
