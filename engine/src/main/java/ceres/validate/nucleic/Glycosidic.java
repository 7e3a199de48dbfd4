package ceres.validate.nucleic;

/// The torsion between sugar and base.
///
/// @param residue index in the structure
/// @param chiDeg O4' C1' N9 C4 (purine) or O4' C1' N1 C2, -180 to 180
/// @param syn |chi| below 90 degrees
/// @param baseRms distance of the base's ring atoms from their plane, A
public record Glycosidic(int residue, double chiDeg, boolean syn, double baseRms) {}
