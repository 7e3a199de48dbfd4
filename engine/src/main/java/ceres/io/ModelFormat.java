package ceres.io;

/// How a model file is written; found by its content.
public enum ModelFormat {
    MMCIF,
    BINARY_CIF,
    PDB
}
