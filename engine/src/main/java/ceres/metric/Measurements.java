package ceres.metric;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/// The metrics of one model, each with a value or the reason for its absence. Immutable.
public final class Measurements {
    private final Map<Metric, Measurement> all;

    private Measurements(Map<Metric, Measurement> all) { this.all = Collections.unmodifiableMap(all); }

    public static Measurements of(Map<Metric, Measurement> measured) {
        var copy = new EnumMap<Metric, Measurement>(Metric.class);
        copy.putAll(measured);
        return new Measurements(copy);
    }

    /// These and those; where both measured a metric, those win.
    public Measurements and(Measurements those) {
        var copy = new EnumMap<Metric, Measurement>(Metric.class);
        copy.putAll(all);
        copy.putAll(those.all);
        return new Measurements(copy);
    }

    /// What is known of the metric; INPUT_MISSING if nobody measured it.
    public Measurement get(Metric metric) {
        return all.getOrDefault(metric, Measurement.inputMissing("not measured in this run"));
    }

    public OptionalDouble value(Metric metric) {
        return get(metric) instanceof Measurement.Value(double v) ? OptionalDouble.of(v) : OptionalDouble.empty();
    }

    /// In the order of the catalogue.
    public Map<Metric, Measurement> asMap() { return all; }
}
