package ceres.refine.quality;

/// How good a model's geometry is, by the refinement's own measures: for gates and the log, never published.
///
/// @param clashscore overlaps of 0.4 A or more per 1000 atoms, hydrogens as scoring programs place them
/// @param clashes their number
/// @param ramaFavored %
/// @param ramaOutliers %
/// @param rotamerOutliers %
/// @param cBetaDeviations number of C-beta 0.25 A or more off
/// @param rmsBonds A
/// @param rmsAnglesDeg degrees
/// @param geometryOutliers bonds, angles and chiral volumes more than four standard deviations off
/// @param ramaZ how normal phi and psi are as a whole; 0 where too few residues have them
/// @param inversions centres of the wrong hand that the input has right
/// @param newCisPeptides cis peptides that the input has trans
/// @param minNonbonded shortest distance of heavy atoms that are not bonded close by, A; infinite if there is none
/// @param cablamOutliers residues whose carbonyls do not fit the trace of C-alphas, %
public record Quality(double clashscore, int clashes, double ramaFavored, double ramaOutliers, double rotamerOutliers,
        int cBetaDeviations,
        double rmsBonds, double rmsAnglesDeg, int inversions, int newCisPeptides, double minNonbonded, double cablamOutliers,
        double ramaZ, int geometryOutliers) {

    public String line() {
        return "clash %5.1f  rama %5.1f/%4.1f  z %5.2f  rota %4.1f  cb %d  cablam %.1f  bonds %.4f  angles %.2f  beyond 4 sigma %d  nonb %.2f"
                .formatted(
                        clashscore,
                        ramaFavored, ramaOutliers, ramaZ, rotamerOutliers, cBetaDeviations, cablamOutliers, rmsBonds,
                        rmsAnglesDeg, geometryOutliers,
                        minNonbonded);
    }
}
