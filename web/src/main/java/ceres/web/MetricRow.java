package ceres.web;

import ceres.archive.Results;
import ceres.metric.Measurement;
import ceres.metric.Metric;
import ceres.pipeline.bundle.Verdict;
import ceres.pipeline.table.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One line of Table 1 on a page.
///
/// @param change refined minus initial with its sign; empty where one is missing
/// @param call better, worse or unchanged, as the pipeline judged it
/// @param rank where the refined value stands among entries of about the same resolution
public record MetricRow(Metric metric, Cell initial, Cell refined, String change, Verdict.Call call,
        Optional<Results.Rank> rank) {

    /// @param text the number, or the kind of absence
    /// @param detail why it is absent; empty for a number
    public record Cell(String text, boolean absent, String detail) {
        static Cell of(Metric metric, Measurement m) {
            return new Cell(Format.measurement(metric, m), m instanceof Measurement.Absent,
                    m instanceof Measurement.Absent a ? a.detail() : "");
        }
    }

    /// The rows of one part of Table 1.
    public record Group(String id, String title, List<MetricRow> rows) {}

    /// What a good model has; empty where there is no rule.
    public String expected() { return Layout.expected(metric); }

    /// @param ranks of the refined model; empty where there is nothing to compare with
    static List<Group> groups(Results.BeforeAfter measured, Map<String, Verdict.Judged> judged, Map<Metric, Results.Rank> ranks) {
        var groups = new ArrayList<Group>();
        for (var group : Metric.Group.values()) {
            var rows = new ArrayList<MetricRow>();
            for (var metric : Metric.values()) if (metric.group() == group) rows.add(row(metric, measured, judged, ranks));
            groups.add(new Group(group.name().toLowerCase(java.util.Locale.ROOT), title(group), rows));
        }
        return groups;
    }

    private static String title(Metric.Group group) {
        return switch (group) {
            case MODEL -> "Model";
            case DATA -> "Data";
            case FIT -> "Model and data";
            case CHANGE -> "Change";
        };
    }

    private static MetricRow row(Metric metric, Results.BeforeAfter measured, Map<String, Verdict.Judged> judged,
            Map<Metric, Results.Rank> ranks) {
        var initial = measured.initial().get(metric);
        var refined = measured.refined().get(metric);
        var call = Optional.ofNullable(judged.get(metric.id())).map(Verdict.Judged::call).orElse(Verdict.Call.NOT_JUDGED);
        String change = initial instanceof Measurement.Value(double a) && refined instanceof Measurement.Value(double b)
                ? Format.signed(b - a, metric.digits())
                : "";
        return new MetricRow(metric, Cell.of(metric, initial), Cell.of(metric, refined), change, call,
                Optional.ofNullable(ranks.get(metric)));
    }
}
