package ceres.pipeline;

import ceres.chem.ReferenceData;
import ceres.map.DensityMap;
import ceres.map.HalfMaps;
import ceres.metric.Measurement;
import ceres.metric.Measurements;
import ceres.metric.Metric;
import ceres.model.ModelHeader;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.progress.Progress;
import ceres.restraint.Interpretation;
import ceres.validate.MeasureOptions;
import ceres.validate.ModelQuality;
import ceres.validate.fit.MapFit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// One model with all that validation says of it. Initial and refined models come through the same door, with the same map, resolution
/// and tables, or their numbers could not be compared.
///
/// @param fit empty where there is no map
public record Measured(Interpretation model, ModelQuality quality, Optional<MapFit> fit, Measurements measurements) {

    /// What a model is measured in.
    ///
    /// @param resolution as agreed by curation or stated by the user, A
    /// @param contour recommended level, in the unit of the map
    public record MapInput(DensityMap map, Optional<HalfMaps> halfMaps, double resolution, OptionalDouble contour) {}

    public static Measured of(Interpretation model, ModelHeader header, Optional<MapInput> map, Parallel team,
            Progress progress) {
        return of(model, header, map, ReferenceData.standard(), MeasureOptions.DEFAULT, team, progress);
    }

    /// @param tables by which the model is judged
    public static Measured of(Interpretation model, ModelHeader header, Optional<MapInput> map, ReferenceData tables,
            MeasureOptions options, Parallel team, Progress progress) {
        var quality = ModelQuality.measure(model, header, tables, options, team, progress);
        var fit = map.map(m -> MapFit.measure(model.structure(), m.map, m.halfMaps, m.resolution, m.contour, team, progress));
        var base = fit.isPresent() ? known(map.get()) : withoutMap();
        var all = base.and(quality.measurements());
        return new Measured(model, quality, fit, fit.map(f -> all.and(f.measurements())).orElse(all));
    }

    public Structure structure() { return model.structure(); }

    /// The same with more metrics; where both know one, those win.
    Measured with(Map<Metric, Measurement> more) {
        return new Measured(model, quality, fit, measurements.and(Measurements.of(more)));
    }

    private static Measurements known(MapInput map) {
        var m = new EnumMap<Metric, Measurement>(Metric.class);
        m.put(Metric.RESOLUTION_CONSENSUS, Measurement.of(map.resolution));
        String half = map.halfMaps.isPresent() ? "not measured" : "no half-maps were given";
        for (var metric : new Metric[]{Metric.FSC_WORK, Metric.FSC_FREE}) m.put(metric, Measurement.inputMissing(half));
        m.put(Metric.RMSD_INITIAL_REFINED, Measurement.notApplicable("one model has nothing to be compared with"));
        return Measurements.of(m);
    }

    private static Measurements withoutMap() {
        var m = new EnumMap<Metric, Measurement>(Metric.class);
        for (var metric : Metric.values())
            if (metric.group() == Metric.Group.FIT || metric.group() == Metric.Group.DATA)
                m.put(metric, Measurement.inputMissing("no map was given"));
        m.put(Metric.RMSD_INITIAL_REFINED, Measurement.notApplicable("one model has nothing to be compared with"));
        return Measurements.of(m);
    }
}
