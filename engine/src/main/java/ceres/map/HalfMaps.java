package ceres.map;

/// The two half-maps of one reconstruction, on one grid.
public record HalfMaps(DensityMap first, DensityMap second) {
    public HalfMaps {
        if (!first.grid().sameAs(second.grid()))
            throw new IllegalArgumentException(
                    "half-maps lie on different grids: %s and %s".formatted(first.grid(), second.grid()));
    }
}
