package ceres.refine;

import ceres.refine.quality.Quality;

/// The weights of a run: the user's where given, else by resolution and by how the start looks.
///
/// @param correlation of the map correlation, per heavy atom
/// @param most of it where the map fits so well that the likelihood pulls harder
/// @param density of the density at the atoms in the first stage
/// @param ramachandran of the smooth potential, per residue
/// @param floor s0 of that potential
/// @param chiSigma radians
/// @param bFactor of the correlation when B factors are refined
record Schedule(double correlation, double most, double density, double ramachandran, double floor, double chiSigma,
        double bFactor) {
    /* Where the numbers come from: docs/engine-results.md and the trials named there. The correlation weight of 60 keeps angles below 1.1
     * degrees from 3.3 to 3.9 A; beyond 90 they rise before the correlation does. Ramachandran 30 with s0 = 0.1 brings Rama-Z near 0
     * at that weight; a backbone with many outliers needs more pull (50, 0.3).
     * The weight of the B factors was chosen on half-maps: from 20 to 100 to 300, FSC free of 7cec rises from 0.619 to 0.657 to 0.679;
     * from 100 to 300 to 1000, that of 6i5a from 0.613 to 0.620 to 0.622. */
    private static final double BAD_BACKBONE = 5;
    /* Worse than 4.5 A a map has about one independent value an atom. The likelihood then pulls with 15 to 20 an atom (Likelihood); with 60, raised
     * as geometry never gives way, models went from 0 to 0.55 A off the truth and fitted the map better than the truth does. */
    private static final double POOR = 4.5, POOR_WEIGHT = 15;
    /// Bonds, rms in A, of a model whose atoms are scattered about their places: its torsions say nothing of what is wrong with it.
    private static final double BROKEN = 0.1;
    /// The likelihood may pull that many times as hard as the weight it starts from: more would bend geometry for the errors of the model map.
    private static final double MOST_PULL = 5;

    /// True if the bonds of a model are broken: its torsions are no guide then, neither to what it is nor to where it should go.
    static boolean broken(Quality start) { return start.rmsBonds() > BROKEN; }

    /// True for a map that shows less than a model has torsions: its weight stays that of its likelihood, and the shape of the input is kept.
    static boolean poor(double resolution) { return resolution >= POOR; }

    static Schedule of(RefinementParameters p, double resolution, Quality start) {
        boolean bad = start.ramaOutliers() > BAD_BACKBONE && !broken(start);
        double chiDeg = p.chiSigmaDeg() > 0 ? p.chiSigmaDeg() : bad ? 3 : 4;
        double correlation = or(p.correlationWeight(), resolution < 2.5 ? 120 : poor(resolution) ? POOR_WEIGHT : 60);
        return new Schedule(correlation, p.correlationWeight() > 0 ? correlation : MOST_PULL * correlation,
                or(p.densityWeight(), 5),
                or(p.ramachandranWeight(), bad ? 50 : resolution < 2 ? 2 : resolution < 2.5 ? 15 : 30),
                or(p.ramachandranFloor(), bad ? 0.3 : 0.1),
                Math.toRadians(chiDeg), or(p.bFactorWeight(), resolution < 2.5 ? 1000 : 300));
    }

    private static double or(double given, double automatic) { return given > 0 ? given : automatic; }

    Schedule withBFactor(double weight) {
        return new Schedule(correlation, most, density, ramachandran, floor, chiSigma, weight);
    }

    boolean drawsTorsions() { return Double.isFinite(chiSigma); }

    /// No torsion is drawn anywhere: neither phi and psi nor the chis.
    Schedule withoutTorsions() { return new Schedule(correlation, most, density, 0, floor, Double.POSITIVE_INFINITY, bFactor); }
}
