package ceres.validate.ligand;

import java.util.List;

/// One ligand, ion or sugar as a row.
///
/// @param residue index in the structure
/// @param chain author chain id
/// @param kind what it is
/// @param atoms heavy atoms in the model
/// @param missing heavy atoms of the dictionary that are not in the model
/// @param extra heavy atoms of the model that the dictionary does not know
/// @param bonds how many bond restraints
/// @param rmszBonds root mean square Z; 0 without bonds
/// @param bondOutliers with |Z| above 4
/// @param bondOutliers2 with |Z| above 2, as wwPDB counts ligands
/// @param chiralityErrors wrong hands
/// @param planarityOutliers planes with an atom off by more than 4 sigma
/// @param clashes with anything
/// @param meanB of its heavy atoms, A^2
/// @param neighbourB mean B of polymer atoms within 5 A; 0 if there are none
/// @param meanOccupancy 0 to 1
/// @param coordination number of N, O, S, halide within 3.2 A; ions only, else 0
/// @param meanCoordination mean distance to these, A; 0 if there are none
/// @param notes what a person should look at, one sentence each
public record LigandQuality(int residue, String chain, int seq, char icode, String name, Kind kind, int atoms,
        List<String> missing,
        List<String> extra, int bonds, double rmsBonds, double rmszBonds, int bondOutliers, int bondOutliers2, int angles,
        double rmsAnglesDeg, double rmszAngles, int angleOutliers, int angleOutliers2, int chiralityErrors, int planarityOutliers,
        int clashes, double meanB, double neighbourB, double meanOccupancy, int coordination, double meanCoordination,
        List<String> notes) {
    public enum Kind {
        LIGAND,
        ION,
        SACCHARIDE
    }
}
