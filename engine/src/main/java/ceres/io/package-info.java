/// Bytes to model and map, and back: mmCIF, BinaryCIF, PDB, MRC/CCP4 and EMDB headers. The doors are [ceres.io.ModelReader],
/// [ceres.io.ModelWriter], [ceres.io.MapReader], [ceres.io.MapWriter] and [ceres.io.EmdbHeaderReader].
package ceres.io;
