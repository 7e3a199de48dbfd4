package ceres.metric;

/// Which way a metric improves.
public enum Better {
    LOWER,
    HIGHER,
    /// Nearer to zero is better: Rama-Z.
    NEAR_ZERO,
    /// Describes, does not judge.
    NEITHER
}
