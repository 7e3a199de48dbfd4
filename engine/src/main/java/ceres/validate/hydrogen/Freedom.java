package ceres.validate.hydrogen;

/// Something about hydrogens that may be one way or another: a rotor's dihedral, a histidine's protonation.
sealed interface Freedom permits Rotor, RingProtonation {
    /// Number of coarse states; state 0 is the default and wins ties.
    int states();

    void set(int state);

    /// How well its atoms suit their surroundings as everything now stands.
    double score();

    /// Improves on the present state in small steps; leaves the best.
    void refine();

    /// Atoms about which its hydrogens move.
    int[] centres();

    /// Atoms whose score this is.
    int[] scored();

    /// Atoms that are elsewhere, gone or of another kind in another state.
    int[] changing();

    /// How far a hydrogen or its effect reaches from a centre, A.
    double reach();
}
