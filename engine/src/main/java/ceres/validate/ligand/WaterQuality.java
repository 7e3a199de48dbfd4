package ceres.validate.ligand;

import java.util.List;

/// One water that a person should look at.
///
/// @param residue index in the structure
/// @param clashes partners that it overlaps, `A/LYS 12/CE 0.52 A`
/// @param polarNeighbours N, O and other polar atoms within 3.5 A
/// @param nearest distance to the nearest other heavy atom, A
/// @param notes why it is listed
public record WaterQuality(int residue, String chain, int seq, char icode, double b, double occupancy, List<String> clashes,
        int polarNeighbours, double nearest, List<String> notes) {}
