package ceres.io.cif;

import java.util.List;

/// A CIF file: data blocks in order.
public record CifDocument(List<CifBlock> blocks) {}
