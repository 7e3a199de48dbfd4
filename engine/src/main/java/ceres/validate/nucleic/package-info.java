/// Nucleic acids: pucker, suites, base pairs, glycosidic torsions.
package ceres.validate.nucleic;
