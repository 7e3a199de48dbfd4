package ceres.refine;

import ceres.refine.quality.Quality;

/// The weight of the map from cycle to cycle: more while bonds, angles and side chains have room, less when they have none, by at most a factor
/// of 1.4 a cycle.
final class WeightLadder {
    private static final double STEP = 1.4, MOST = 2.5;
    /// What a weight is lowered to when the half-maps say that it may be too much.
    private static final double LESS = 0.4;

    private final boolean fixed;
    private final double first;
    private double weight, ceiling = Double.MAX_VALUE;

    /// @param first weight of the first cycle, per heavy atom
    /// @param fixed if the user chose it, or the map is so poor that its weight is not to be raised
    WeightLadder(double first, boolean fixed) {
        this.first = first;
        this.fixed = fixed;
        this.weight = first;
    }

    double weight() { return weight; }

    void set(double w) { weight = w; }

    /// After a cycle that ended so.
    ///
    /// @param mapRules true where the map explains nearly everything: a few places that are still wrong strain the angles then, and less of the map
    ///        would only hide them
    /// @param late true if too few cycles are left to heal what more of the map would bend
    void adjust(Quality q, boolean mapRules, boolean late) {
        if (fixed) return;
        boolean strained = q.rmsAnglesDeg() > 1.15 || q.rmsBonds() > 0.010 || q.clashscore() > 6;
        boolean room = q.rmsAnglesDeg() < 0.9 && q.rmsBonds() < 0.007 && q.clashscore() < 3 && q.rotamerOutliers() <= 0.5;
        if (strained) weight = Math.max(weight / STEP, mapRules ? Math.min(weight, first) : 0);
        else if (room && !late) weight = Math.min(ceiling, Math.min(weight * STEP, MOST * first));
    }

    /// Lowers it for good; gives the factor.
    double lower() {
        weight *= LESS;
        ceiling = weight;
        return LESS;
    }
}
