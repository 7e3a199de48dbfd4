package ceres.pipeline.table;

import ceres.metric.Measurement;
import ceres.metric.Measurements;
import ceres.metric.Metric;
import ceres.pipeline.bundle.Table1;
import java.util.Optional;

/// The metrics of Table 1 as comma-separated values with full precision (RFC 4180), one row a metric.
public final class CsvTable {
    private CsvTable() {}

    public static String of(Table1 t) {
        var out = new StringBuilder("metric,label,unit,initial,refined,delta,call,absent\r\n");
        var initial = t.initialMeasurements();
        var refined = t.refinedMeasurements();
        for (var m : Metric.values()) {
            var judged = t.verdict().metrics().get(m.id());
            String call = judged == null ? "" : judged.call().word();
            String delta = value(m, initial).isEmpty() || value(m, refined).isEmpty()
                    ? ""
                    : Double.toString(
                            refined.orElseThrow().value(m).orElseThrow() - initial.orElseThrow().value(m).orElseThrow());
            out.append(
                    String.join(",", m.id(), quote(m.label()), quote(m.unit()), value(m, initial), value(m, refined), delta, call,
                            quote(absent(m, refined.isPresent() ? refined : initial))))
                    .append("\r\n");
        }
        return out.toString();
    }

    private static String value(Metric m, Optional<Measurements> of) {
        var v = of.map(x -> x.value(m));
        return v.isPresent() && v.get().isPresent() ? Double.toString(v.get().getAsDouble()) : "";
    }

    private static String absent(Metric m, Optional<Measurements> of) {
        return of.isPresent() && of.get().get(m) instanceof Measurement.Absent(var why, var detail) ? why + ": " + detail : "";
    }

    static String quote(String s) { return s.matches("[^\",\r\n]*") ? s : "\"" + s.replace("\"", "\"\"") + "\""; }
}
