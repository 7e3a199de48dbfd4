package ceres.archive.campaign;

import ceres.archive.Database;
import ceres.metric.Metric;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What became of the pairs of a month, so counted that the counts add up to the number of jobs; how the metrics changed; and, where the
/// month before has the same pairs, whether the newer method did better on them.
///
/// @param refined jobs that gave a refined model, by verdict
/// @param notRefined jobs that gave none, by reason code: the first error of curation, else why the refinement gave up
/// @param failed jobs without a result, by exit code ("killed" where there is none)
/// @param open jobs that wait or run
/// @param medianSeconds of the runs; null if there are none
/// @param metrics medians, where at least one pair has both values
public record MonthReport(YearMonth month, Map<String, Integer> refined, Map<String, Integer> notRefined,
        Map<String, Integer> failed, int open,
        @Nullable Double medianSeconds, List<Medians> metrics) {

    /// @param initial median over the pairs that have both values
    /// @param pairs how many those are
    /// @param before the refined models of the same pairs in the month before; null where no pair is in both months
    public record Medians(Metric metric, double initial, double refined, int pairs, @Nullable Before before) {}

    /// @param software of the runs of the month before
    /// @param then median of its refined models
    /// @param now median of this month's refined models of the same pairs
    public record Before(YearMonth month, String software, double then, double now, int pairs) {}

    static MonthReport of(Database database, YearMonth month) {
        return database.jdbi()
                .withHandle(h -> new MonthReport(month, tally(h, month, REFINED), tally(h, month, NOT_REFINED),
                        tally(h, month, FAILED),
                        open(h, month), median(h, month),
                        List.of(Metric.values()).stream().flatMap(m -> medians(h, month, m).stream()).toList()));
    }

    /// Jobs of the month with the run that came of them.
    private static final String RUNS = """
            job join entry on entry.name = job.name join run on run.entry_id = entry.id and run.month = job.month and not run.private
            where job.month = :month and job.state in ('DONE', 'REJECTED', 'FAILED')""";

    private static final String REFINED = "select verdict, count(*) from " + RUNS
            + " and run.status = 'REFINED' group by 1 order by 2 desc, 1";

    private static final String NOT_REFINED = """
            select coalesce((select code from finding where run_id = run.id and severity = 'ERROR' order by ordinal limit 1), 'REFINEMENT_FAILED'),
            count(*) from %s and run.status <> 'REFINED' group by 1 order by 2 desc, 1"""
            .formatted(RUNS);

    private static final String FAILED = """
            select coalesce('exit ' || exit_code, 'killed'), count(*) from job
            where job.month = :month and state = 'FAILED' and not exists (select 1 from entry join run on run.entry_id = entry.id
                and run.month = job.month and not run.private where entry.name = job.name)
            group by 1 order by 2 desc, 1""";

    private static Map<String, Integer> tally(Handle h, YearMonth month, String sql) {
        var all = new LinkedHashMap<String, Integer>();
        h.createQuery(sql).bind("month", month.atDay(1)).map((r, c) -> Map.entry(r.getString(1), r.getInt(2)))
                .forEach(e -> all.put(e.getKey(), e.getValue()));
        return all;
    }

    private static int open(Handle h, YearMonth month) {
        return h.createQuery("select count(*) from job where month = :month and state in ('QUEUED', 'RUNNING', 'CANCELLED')")
                .bind("month", month.atDay(1)).mapTo(Integer.class).one();
    }

    private static @Nullable Double median(Handle h, YearMonth month) {
        return h.createQuery("select percentile_cont(0.5) within group (order by run.seconds) from " + RUNS)
                .bind("month", month.atDay(1))
                .mapTo(Double.class).findOne().orElse(null);
    }

    private static final String VALUES = """
            with now as (select run.entry_id, i.value as initial, r.value as refined from %s)
            """.formatted(RUNS.replace("where", """
            join measurement i on i.run_id = run.id and i.metric = :metric and i.model = 'initial' and i.value is not null
            join measurement r on r.run_id = run.id and r.metric = :metric and r.model = 'refined' and r.value is not null
            where"""));

    private static final String MEDIANS = VALUES + """
            select count(*) as pairs, percentile_cont(0.5) within group (order by initial) as initial,
            percentile_cont(0.5) within group (order by refined) as refined from now having count(*) > 0""";

    private static final String BEFORE = VALUES
            + """
                    select count(*) as pairs, max(run.software) as software, max(run.month) as month,
                    percentile_cont(0.5) within group (order by old.value) as before, percentile_cont(0.5) within group (order by refined) as now
                    from now join run on run.entry_id = now.entry_id and not run.private
                        and run.month = (select max(month) from run where month < :month and not private)
                    join measurement old on old.run_id = run.id and old.metric = :metric and old.model = 'refined' and old.value is not null
                    having count(*) > 0""";

    private static Optional<Medians> medians(Handle h, YearMonth month, Metric metric) {
        return h.createQuery(MEDIANS).bind("month", month.atDay(1)).bind("metric", metric.id())
                .map((r, c) -> new Medians(metric, r.getDouble("initial"), r.getDouble("refined"), r.getInt("pairs"),
                        before(h, month, metric)))
                .findOne();
    }

    private static @Nullable Before before(Handle h, YearMonth month, Metric metric) {
        return h.createQuery(BEFORE).bind("month", month.atDay(1)).bind("metric", metric.id())
                .map((r, c) -> new Before(YearMonth.from(r.getObject("month", java.sql.Date.class).toLocalDate()),
                        r.getString("software"),
                        r.getDouble("before"), r.getDouble("now"), r.getInt("pairs")))
                .findOne().orElse(null);
    }
}
