/// Conformation and covalent geometry of proteins: Ramachandran, Rama-Z, rotamers, C-beta, omega, CaBLAM, deviations from ideal values.
package ceres.validate.geometry;
