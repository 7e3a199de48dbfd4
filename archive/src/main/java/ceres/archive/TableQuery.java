package ceres.archive;

import ceres.metric.Metric;
import ceres.pipeline.bundle.RunRecord;
import ceres.pipeline.bundle.Verdict;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What of the table of results a reader wants to see: filter, order, page. Every part has a default; the SQL is made of fixed pieces and
/// bound values only.
///
/// @param text words, each part of a name, an id or a title; empty for all
/// @param resolution closed range in A; null bounds are open
/// @param month null for the run that speaks for each entry
/// @param code only entries with this curation code
/// @param order first by this
/// @param offset rows to skip
/// @param limit rows of a page
public record TableQuery(String text, @Nullable Double minResolution, @Nullable Double maxResolution,
        RunRecord.@Nullable Status status,
        Verdict.@Nullable Overall verdict, @Nullable YearMonth month, @Nullable String code, Order order, int offset, int limit) {

    private static final int MOST_WORDS = 8;

    public static final TableQuery ALL = new TableQuery("", null, null, null, null, null, null, Order.byName(), 0, 50);

    /// @param column a run's column or a metric of a model
    public record Order(Column column, boolean descending) {
        public static Order byName() { return new Order(RunColumn.NAME, false); }
    }

    /// Something the table can be ordered by.
    public sealed interface Column {
        /// As addresses name it: `resolution`, `cc_mask.refined`.
        String id();

        static Optional<Column> byId(String id) {
            for (var c : RunColumn.values()) if (c.id().equals(id)) return Optional.of(c);
            int dot = id.lastIndexOf('.');
            if (dot < 0) return Optional.empty();
            String model = id.substring(dot + 1);
            if (!model.equals("initial") && !model.equals("refined")) return Optional.empty();
            return Metric.byId(id.substring(0, dot)).map(m -> new MetricColumn(m, model));
        }
    }

    public enum RunColumn implements Column {
        NAME("name", "Entry", "entry.name"),
        TITLE("title", "Title", "entry.title"),
        MONTH("month", "Month", "run.month"),
        RESOLUTION("resolution", "Resolution (\u00c5)", "run.resolution"),
        RESIDUES("residues", "Residues", "run.residues"),
        ATOMS("atoms", "Atoms", "run.atoms"),
        VERDICT("verdict", "Verdict", "run.verdict"),
        MOVED("moved", "Residues moved", "run.moved"),
        SECONDS("seconds", "Time (s)", "run.seconds");

        private final String id;
        private final String label;
        private final String sql;

        RunColumn(String id, String label, String sql) {
            this.id = id;
            this.label = label;
            this.sql = sql;
        }

        @Override
        public String id() { return id; }

        public String label() { return label; }
    }

    /// @param model `initial` or `refined`
    public record MetricColumn(Metric metric, String model) implements Column {
        @Override
        public String id() { return metric.id() + "." + model; }
    }

    TablePage run(Handle h, List<Metric> metrics) {
        var conditions = new StringBuilder("true");
        var bound = new LinkedHashMap<String, Object>();
        filter(conditions, bound);
        String from = (month == null ? Results.LATEST + " run" : "run") + " join entry on entry.id = entry_id";
        int total = h.createQuery("select count(*) from " + from + " where " + conditions).bindMap(bound).mapTo(Integer.class)
                .one();
        String sorted = from;
        if (order.column instanceof MetricColumn m) {
            sorted += " left join measurement sorting on sorting.run_id = run.id and sorting.metric = :sortMetric and sorting.model = :sortModel";
            bound.put("sortMetric", m.metric.id());
            bound.put("sortModel", m.model);
        }
        var runs = h
                .createQuery("select " + Results.COLUMNS + " from " + sorted + " where " + conditions + " order by " + orderSql()
                        + " offset :offset limit :limit")
                .bindMap(bound).bind("offset", offset).bind("limit", limit).map((r, c) -> Results.run(r)).list();
        return new TablePage(rows(h, runs, metrics), total);
    }

    private void filter(StringBuilder conditions, Map<String, Object> bound) {
        var words = text.isBlank() ? List.<String>of() : List.of(text.strip().split("\\s+"));
        for (int i = 0; i < Math.min(words.size(), MOST_WORDS); i++) {
            String name = ":word" + i;
            conditions.append(" and (entry.name ilike ").append(name).append(" or entry.title ilike ").append(name)
                    .append(" or 'EMD-' || entry.emdb ilike ").append(name).append(")");
            bound.put("word" + i, "%" + words.get(i).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%");
        }
        condition(conditions, bound, "run.resolution >= :minResolution", "minResolution", minResolution);
        condition(conditions, bound, "run.resolution <= :maxResolution", "maxResolution", maxResolution);
        condition(conditions, bound, "run.status = :status", "status", status == null ? null : status.name());
        condition(conditions, bound, "run.verdict = :verdict", "verdict", verdict == null ? null : verdict.name());
        condition(conditions, bound, "run.month = :month", "month", month == null ? null : month.atDay(1));
        condition(conditions, bound, "exists (select 1 from finding where run_id = run.id and code = :code)", "code", code);
    }

    private static void condition(StringBuilder conditions, Map<String, Object> bound, String sql, String name,
            @Nullable Object value) {
        if (value == null) return;
        conditions.append(" and ").append(sql);
        bound.put(name, value);
    }

    /// Rows without a value come last, whichever way the table is turned; ties are broken by name so that pages do not overlap.
    private String orderSql() {
        String by = switch (order.column) {
            case RunColumn c -> c.sql;
            case MetricColumn _ -> "sorting.value";
        };
        return by + (order.descending ? " desc" : " asc") + " nulls last, entry.name, run.month desc";
    }

    private static List<TablePage.Row> rows(Handle h, List<Run> runs, List<Metric> metrics) {
        var measured = Results.measurements(h, runs.stream().map(Run::id).toList(), metrics);
        return runs.stream().map(r -> new TablePage.Row(r, measured.get(r.id()))).toList();
    }
}
