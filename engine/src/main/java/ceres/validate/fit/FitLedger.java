package ceres.validate.fit;

import ceres.metric.Measurement;
import ceres.metric.Measurements;
import ceres.metric.Metric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// Where results are written down as they come.
final class FitLedger {
    private final Map<Metric, Measurement> metrics = new EnumMap<>(Metric.class);
    private final List<FitDetail> details = new ArrayList<>();
    private final List<Curve> curves = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    void put(Metric metric, Measurement m) { metrics.put(metric, m); }

    void put(Metric metric, OptionalDouble value, String whyNot) { put(metric, of(value, whyNot)); }

    /// Every metric of the list that has no value yet is absent for this reason.
    void absent(Measurement why, Metric... list) { for (var m : list) metrics.putIfAbsent(m, why); }

    void detail(String id, String label, String unit, Measurement m) { details.add(new FitDetail(id, label, unit, m)); }

    void detail(String id, String label, String unit, OptionalDouble value, String whyNot) {
        detail(id, label, unit, of(value, whyNot));
    }

    void curve(Curve curve) { if (curve.x().length > 0) curves.add(curve); }

    void warn(String sentence) { warnings.add(sentence); }

    static Measurement of(OptionalDouble value, String whyNot) {
        return value.isPresent() ? Measurement.ofFinite(value.getAsDouble(), whyNot) : Measurement.notApplicable(whyNot);
    }

    Measurements measurements() { return Measurements.of(metrics); }

    List<FitDetail> details() { return List.copyOf(details); }

    List<Curve> curves() { return List.copyOf(curves); }

    List<String> warnings() { return List.copyOf(warnings); }
}
