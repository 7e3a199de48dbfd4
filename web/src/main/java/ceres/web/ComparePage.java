package ceres.web;

import ceres.archive.Results;
import ceres.archive.Run;
import ceres.metric.Better;
import ceres.metric.Measurement;
import ceres.metric.Measurements;
import ceres.metric.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Two results side by side: two months of an entry, or any two entries.
///
/// @param residues those whose correlation differs most, where the two are of one pair
public record ComparePage(Layout layout, Run a, Run b, List<Row> rows, List<ResidueRow> residues) {
    /// @param winner `a`, `b`, or empty where they are equal or the metric does not judge
    public record Row(Metric metric, MetricRow.Cell a, MetricRow.Cell b, String difference, String winner) {}

    public record ResidueRow(String chain, String label, float a, float b) {}

    private static final int LISTED = 30;

    static ComparePage of(Results results, Run a, Run b) {
        var measured = results.measurements(List.of(a.id(), b.id()));
        var rows = new ArrayList<Row>();
        var left = best(measured.get(a.id()));
        var right = best(measured.get(b.id()));
        for (var metric : Metric.values()) rows.add(row(metric, left.get(metric), right.get(metric)));
        var residues = a.name().equals(b.name()) ? residues(results, a, b) : List.<ResidueRow>of();
        return new ComparePage(Layout.of("Compare", "Two results side by side.", ""), a, b, rows, residues);
    }

    /// The refined model, or the initial one where nothing was refined.
    private static Measurements best(Results.BeforeAfter m) { return m.refined().asMap().isEmpty() ? m.initial() : m.refined(); }

    private static Row row(Metric metric, Measurement a, Measurement b) {
        String difference = "", winner = "";
        if (a instanceof Measurement.Value(double x) && b instanceof Measurement.Value(double y)) {
            difference = Format.signed(y - x, metric.digits());
            double gain = gain(metric.better(), x, y);
            winner = gain > 0 ? "b" : gain < 0 ? "a" : "";
        }
        return new Row(metric, MetricRow.Cell.of(metric, a), MetricRow.Cell.of(metric, b), difference, winner);
    }

    private static double gain(Better better, double x, double y) {
        return switch (better) {
            case HIGHER -> y - x;
            case LOWER -> x - y;
            case NEAR_ZERO -> Math.abs(x) - Math.abs(y);
            case NEITHER -> 0;
        };
    }

    private static List<ResidueRow> residues(Results results, Run a, Run b) {
        Map<String, Float> first = new HashMap<>();
        for (var r : results.residues(a.id())) if (r.ccRefined() != null) first.put(r.chain() + r.label(), r.ccRefined());
        return results.residues(b.id()).stream().filter(r -> r.ccRefined() != null)
                .flatMap(r -> Optional.ofNullable(first.get(r.chain() + r.label()))
                        .map(x -> new ResidueRow(r.chain(), r.label(), x, r.ccRefined())).stream())
                .sorted(Comparator.comparingDouble((ResidueRow r) -> -Math.abs(r.b - r.a))).limit(LISTED).toList();
    }
}
