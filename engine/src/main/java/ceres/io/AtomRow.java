package ceres.io;

import org.jspecify.annotations.Nullable;

/// One atom as a reader finds it; a reader fills the same row again and again and gives it to [AtomRows#add].
final class AtomRow {
    String atom = "";
    int element;
    int charge;
    char altloc;
    String component = "";
    String authChain = "";
    /// Asym id; empty if the file has none: [AsymUnits] gives one.
    String asym = "";
    String entity = "";
    int seq;
    char icode;
    int labelSeq;
    boolean hetero;
    /// Number of the TER records before it.
    int segment;
    double x, y, z;
    double occupancy;
    double b;
    /// U11 U22 U33 U12 U13 U23, A^2.
    double @Nullable [] anisou;
}
