package ceres.pipeline.bundle;

import ceres.metric.Measurement;
import ceres.metric.Measurements;
import ceres.metric.Metric;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The metrics of one model as `validate --json` prints them and `table1.json` holds them.
///
/// @param inputs what was measured, by role
/// @param metrics by metric id, in the order of the catalogue; every metric is there, with a value or with the reason of its absence
public record MetricsRecord(Software software, Map<String, Object> inputs, Map<String, Value> metrics) {

    /// Either `value` and `unit`, or `absent` and `detail`.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Value(@Nullable Double value, @Nullable String unit, @Nullable String absent, @Nullable String detail) {}

    public static MetricsRecord of(Measurements measured, Map<String, Object> inputs) {
        var metrics = new LinkedHashMap<String, Value>();
        for (var metric : Metric.values()) metrics.put(metric.id(), value(metric, measured.get(metric)));
        return new MetricsRecord(Software.current(), inputs, metrics);
    }

    private static Value value(Metric metric, Measurement m) {
        return switch (m) {
            case Measurement.Value(double v) -> new Value(v, metric.unit(), null, null);
            case Measurement.Absent(var why, var detail) -> new Value(null, null, why.name(), detail);
        };
    }

    /// Back from the file. Metrics that this version does not know are left out.
    @JsonIgnore
    public Measurements measurements() {
        var all = new EnumMap<Metric, Measurement>(Metric.class);
        metrics.forEach((id, v) -> Metric.byId(id).ifPresent(m -> all.put(m, measurement(v))));
        return Measurements.of(all);
    }

    private static Measurement measurement(Value v) {
        if (v.value != null) return Measurement.of(v.value);
        return new Measurement.Absent(
                v.absent == null ? Measurement.Reason.COMPUTATION_FAILED : Measurement.Reason.valueOf(v.absent),
                v.detail == null ? "" : v.detail);
    }
}
