/// Hydrogens as Reduce adds them: placement, rotors, histidine states, flips.
package ceres.validate.hydrogen;
