package ceres.pipeline;

import ceres.metric.Measurement;
import ceres.model.Structure;
import ceres.validate.fit.ChainFit;
import ceres.validate.fit.Curve;
import ceres.validate.fit.FitDetail;
import ceres.validate.fit.LigandFit;
import ceres.validate.fit.MapFit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

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

    /// What the values of the map look like.
    public static Map<String, Object> statistics(MapFit fit) {
        var m = fit.statistics();
        var row = new LinkedHashMap<String, Object>();
        row.put("min", m.min());
        row.put("max", m.max());
        row.put("mean", m.mean());
        row.put("sd", m.sd());
        row.put("skewness", m.skewness());
        row.put("kurtosis", m.kurtosis());
        row.put("common_value", m.commonValue());
        row.put("common_fraction", m.commonFraction());
        row.put("histogram", m.histogram());
        return row;
    }

    /// One row for each chain and kind: polymer, ligands, ions and water apart.
    public static List<Map<String, Object>> chains(MapFit fit) { return fit.chains().stream().map(MapDetails::chain).toList(); }

    private static Map<String, Object> chain(ChainFit c) {
        var row = new LinkedHashMap<String, Object>();
        row.put("chain", c.chain());
        row.put("kind", c.kind());
        row.put("residues", c.residues());
        row.put("atoms", c.atoms());
        put(row, "cc", c.cc());
        put(row, "q", c.q());
        put(row, "inclusion", c.inclusion());
        row.put("b", c.b());
        row.put("occupancy", c.occupancy());
        return row;
    }

    /// One row for each ligand, saccharide and ion.
    public static List<Map<String, Object>> ligands(MapFit fit, Structure s) {
        return fit.ligands().stream().map(l -> ligand(l, s)).toList();
    }

    private static Map<String, Object> ligand(LigandFit l, Structure s) {
        var row = new LinkedHashMap<String, Object>();
        row.put("chain", s.authChain(s.chainOf(l.residue())));
        row.put("seq", s.seq(l.residue()));
        row.put("name", s.residueName(l.residue()));
        row.put("kind", l.kind());
        row.put("atoms", l.atoms());
        put(row, "cc", l.cc());
        put(row, "q", l.q());
        row.put("b", l.b());
        row.put("occupancy", l.occupancy());
        return row;
    }

    /// Q-score of each atom in the order of the file; null where it has none: hydrogens, atoms outside the map.
    public static List<@Nullable Double> atomQ(MapFit fit) {
        var list = new ArrayList<@Nullable Double>();
        for (double q : fit.atomQ()) list.add(Double.isFinite(q) ? Math.round(1e4 * q) / 1e4 : null);
        return list;
    }

    private static void put(Map<String, Object> row, String key, OptionalDouble value) {
        if (value.isPresent()) row.put(key, value.getAsDouble());
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
