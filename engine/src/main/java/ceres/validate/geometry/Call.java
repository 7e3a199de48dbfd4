package ceres.validate.geometry;

/// What a distribution says of a residue.
public enum Call {
    FAVORED,
    ALLOWED,
    OUTLIER
}
