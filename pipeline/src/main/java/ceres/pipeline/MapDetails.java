package ceres.pipeline;

import ceres.metric.Measurement;
import ceres.validate.fit.Curve;
import ceres.validate.fit.FitDetail;
import ceres.validate.fit.MapFit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What `validate --json` tells of the map beside the metrics: details by id, and the curves.
public final class MapDetails {
    private MapDetails() {}

    /// Id to label, unit and value; or to label, unit and the reason why there is none.
    public static Map<String, Object> details(MapFit fit) {
        var all = new LinkedHashMap<String, Object>();
        for (var d : fit.details()) all.put(d.id(), detail(d));
        return all;
    }

    private static Map<String, Object> detail(FitDetail d) {
        var row = new LinkedHashMap<String, Object>();
        row.put("label", d.label());
        switch (d.measurement()) {
            case Measurement.Value(double value) -> row.put("value", value);
            case Measurement.Absent(var why, var detail) -> {
                row.put("absent", why.name());
                row.put("detail", detail);
            }
        }
        row.put("unit", d.unit());
        return row;
    }

    /// Each curve with its id, labels and columns x and y.
    public static List<Map<String, Object>> curves(MapFit fit) { return fit.curves().stream().map(MapDetails::curve).toList(); }

    private static Map<String, Object> curve(Curve c) {
        var row = new LinkedHashMap<String, Object>();
        row.put("id", c.id());
        row.put("label", c.label());
        row.put("x_label", c.xLabel());
        row.put("y_label", c.yLabel());
        row.put("masked", c.masked());
        row.put("x", c.x());
        row.put("y", c.y());
        return row;
    }
}
