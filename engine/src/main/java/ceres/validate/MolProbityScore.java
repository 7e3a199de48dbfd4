package ceres.validate;

/// Clashscore, rotamers and Ramachandran plot on the scale of X-ray resolution. Source: Chen2010.
public final class MolProbityScore {
    private MolProbityScore() {}

    /// @param clashscore per 1000 atoms
    /// @param outliers rotamer outliers, %
    /// @param favored Ramachandran favoured, %
    public static double of(double clashscore, double outliers, double favored) {
        return 0.426 * Math.log(1 + clashscore) + 0.33 * Math.log(1 + Math.max(0, outliers - 1))
                + 0.25 * Math.log(1 + Math.max(0, 98 - favored)) + 0.5;
    }
}
