package ceres.refine;

/// Where the model stood at the end of a macro-cycle, by the refinement's own measures (published numbers come from validation).
///
/// @param cycle 0 is the start
/// @param stage what the cycle did, a few words
/// @param ccMask correlation of model map and map in the molecular mask
/// @param clashscore overlaps of 0.4 A or more per 1000 atoms, hydrogens placed anew
/// @param ramaFavored %
/// @param ramaOutliers %
/// @param rotamerOutliers %
/// @param cBetaDeviations count of 0.25 A or more
/// @param rmsBonds A
/// @param rmsAnglesDeg degrees
/// @param meanB A^2, heavy atoms
/// @param correlationWeight weight of the map in this cycle
/// @param shift mean move of heavy atoms since the start, A
/// @param accepted true if the gates let this model out
/// @param seconds wall time of the cycle
public record CycleStatistics(int cycle, String stage, double ccMask, double clashscore, double ramaFavored, double ramaOutliers,
        double rotamerOutliers, int cBetaDeviations, double rmsBonds, double rmsAnglesDeg, double meanB, double correlationWeight,
        double shift, boolean accepted, double seconds) {}
