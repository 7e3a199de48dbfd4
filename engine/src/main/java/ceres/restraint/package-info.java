/// What holds atoms together: columns of restraints, their energies and gradients, their deviations.
package ceres.restraint;
