package ceres.archive;

import ceres.metric.Better;
import ceres.metric.Measurement;
import ceres.metric.Measurements;
import ceres.metric.Metric;
import ceres.pipeline.bundle.CurationRecord;
import ceres.pipeline.bundle.PairId;
import ceres.pipeline.bundle.RunRecord;
import ceres.pipeline.bundle.Verdict;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What the archive knows, for pages, API and commands. Reads only.
///
/// Of an entry that has several months the latest *finished* one speaks: a campaign that still runs does not change the pages under a
/// reader, unless the entry has nothing else.
public final class Results {
    private final Database database;

    Results(Database database) { this.database = database; }

    static final String COLUMNS = """
            run.id, entry.name, entry.pdb, entry.emdb, entry.title, run.month, run.private, run.status, run.verdict, run.sentence, run.reason,
            run.curation, run.resolution, run.software, run.started, run.finished, run.seconds, run.residues, run.atoms, run.chains,
            run.half_maps, run.moved, run.rotamers, run.flipped, run.folder, run.ingested""";

    /// The run that speaks for each entry.
    static final String LATEST = """
            (select distinct on (entry_id) * from run
             order by entry_id, (not private and month in (select month from campaign where state = 'RUNNING')), month desc)""";

    static Run run(ResultSet r) throws SQLException {
        return new Run(r.getLong("id"), r.getString("name"), r.getString("pdb"), r.getString("emdb"), r.getString("title"),
                YearMonth.from(r.getObject("month", Date.class).toLocalDate()), r.getBoolean("private"),
                RunRecord.Status.valueOf(r.getString("status")), Verdict.Overall.valueOf(r.getString("verdict")),
                r.getString("sentence"),
                r.getString("reason"), r.getString("curation"), number(r, "resolution"), r.getString("software"),
                instant(r, "started"),
                instant(r, "finished"), r.getDouble("seconds"), integer(r, "residues"), integer(r, "atoms"), integer(r, "chains"),
                r.getBoolean("half_maps"), integer(r, "moved"), integer(r, "rotamers"), integer(r, "flipped"),
                r.getString("folder"),
                instant(r, "ingested"));
    }

    private static @Nullable Double number(ResultSet r, String column) throws SQLException {
        double v = r.getDouble(column);
        return r.wasNull() ? null : v;
    }

    private static @Nullable Integer integer(ResultSet r, String column) throws SQLException {
        int v = r.getInt(column);
        return r.wasNull() ? null : v;
    }

    private static Instant instant(ResultSet r, String column) throws SQLException {
        return r.getTimestamp(column).toLocalDateTime().toInstant(ZoneOffset.UTC);
    }

    /// The run that speaks for an entry. Names are compared without regard to case.
    public Optional<Run> latest(String name) {
        return database.jdbi().withHandle(h -> h
                .createQuery("select " + COLUMNS + " from " + LATEST
                        + " run join entry on entry.id = entry_id where lower(entry.name) = :name")
                .bind("name", name.toLowerCase(Locale.ROOT)).map((r, c) -> run(r)).findFirst());
    }

    public Optional<Run> run(String name, YearMonth month) {
        return database.jdbi().withHandle(h -> h
                .createQuery("select " + COLUMNS
                        + " from run join entry on entry.id = entry_id where lower(entry.name) = :name and month = :month")
                .bind("name", name.toLowerCase(Locale.ROOT)).bind("month", month.atDay(1)).map((r, c) -> run(r)).findFirst());
    }

    /// All runs of an entry, the latest first.
    public List<Run> history(String name) {
        return database.jdbi().withHandle(h -> h
                .createQuery("select " + COLUMNS
                        + " from run join entry on entry.id = entry_id where lower(entry.name) = :name order by month desc")
                .bind("name", name.toLowerCase(Locale.ROOT)).map((r, c) -> run(r)).list());
    }

    public List<Run> ofPdb(String pdb) { return latestWhere("entry.pdb = :id", PairId.shortPdb(pdb)); }

    /// @param digits with or without leading zeros: `275` finds EMD-0275
    public List<Run> ofEmdb(String digits) { return latestWhere("ltrim(entry.emdb, '0') = ltrim(:id, '0')", digits); }

    private List<Run> latestWhere(String condition, String id) {
        return database.jdbi().withHandle(h -> h
                .createQuery("select " + COLUMNS + " from " + LATEST + " run join entry on entry.id = entry_id where " + condition
                        + " order by name")
                .bind("id", id).map((r, c) -> run(r)).list());
    }

    private static final Pattern PDB = Pattern.compile("[0-9][a-z0-9]{3}|pdb_[a-z0-9]{8}");
    private static final Pattern PAIR = Pattern.compile("([0-9][a-z0-9]{3}|pdb_[a-z0-9]{8})[_/ ,+-]+(?:emd[-_ ]?)?([0-9]{1,6})");
    private static final Pattern EMDB = Pattern.compile("(?:emd[-_ ]?)?([0-9]{1,6})");

    /// Entries that an id in any form means: `6i52`, `pdb_00006i52`, `EMD-4410`, `4410`, `6i52_4410`, a private name; any case.
    /// Four digits can be a PDB id and an EMDB id: both are looked up.
    public List<Run> find(String text) {
        String id = text.strip().toLowerCase(Locale.ROOT);
        var pair = PAIR.matcher(id);
        if (pair.matches()) return ofPair(pair.group(1), pair.group(2));
        var found = new ArrayList<Run>();
        if (PDB.matcher(id).matches()) found.addAll(ofPdb(id));
        var emdb = EMDB.matcher(id);
        if (emdb.matches())
            ofEmdb(emdb.group(1)).stream().filter(r -> found.stream().noneMatch(f -> f.id() == r.id())).forEach(found::add);
        if (found.isEmpty()) latest(id).ifPresent(found::add);
        return found;
    }

    private List<Run> ofPair(String pdb, String emdb) {
        return ofPdb(pdb).stream().filter(r -> r.emdb() != null && zeros(r.emdb()).equals(zeros(emdb))).toList();
    }

    private static String zeros(String digits) { return digits.replaceFirst("^0+", ""); }

    /// @param initial measurements of the initial model; empty where it could not be measured
    public record BeforeAfter(Measurements initial, Measurements refined) {}

    public BeforeAfter measurements(long run) { return measurements(List.of(run)).getOrDefault(run, EMPTY); }

    private static final BeforeAfter EMPTY = new BeforeAfter(Measurements.of(Map.of()), Measurements.of(Map.of()));

    /// Of many runs at once.
    public Map<Long, BeforeAfter> measurements(List<Long> runs) {
        return database.jdbi().withHandle(h -> measurements(h, runs, List.of(Metric.values())));
    }

    static Map<Long, BeforeAfter> measurements(Handle h, List<Long> runs, List<Metric> metrics) {
        var initial = new HashMap<Long, Map<Metric, Measurement>>();
        var refined = new HashMap<Long, Map<Metric, Measurement>>();
        h.createQuery(
                "select run_id, metric, model, value, absent, detail from measurement where run_id = any(:runs) and metric = any(:metrics)")
                .bind("runs", runs.toArray(Long[]::new)).bind("metrics", metrics.stream().map(Metric::id).toArray(String[]::new))
                .map((r, c) -> {
                    var target = r.getString("model").equals("initial") ? initial : refined;
                    var metric = Metric.byId(r.getString("metric"));
                    if (metric.isPresent())
                        target.computeIfAbsent(r.getLong("run_id"), k -> new EnumMap<>(Metric.class)).put(metric.get(),
                                measurement(r));
                    return 0;
                }).list();
        var all = new HashMap<Long, BeforeAfter>();
        for (var run : runs)
            all.put(run, new BeforeAfter(Measurements.of(initial.getOrDefault(run, Map.of())),
                    Measurements.of(refined.getOrDefault(run, Map.of()))));
        return all;
    }

    private static Measurement measurement(ResultSet r) throws SQLException {
        var value = number(r, "value");
        if (value != null) return Measurement.of(value);
        return new Measurement.Absent(Measurement.Reason.valueOf(r.getString("absent")),
                Optional.ofNullable(r.getString("detail")).orElse(""));
    }

    public List<CurationRecord.Finding> findings(long run) {
        return database.jdbi().withHandle(h -> h.createQuery("select * from finding where run_id = :run order by ordinal")
                .bind("run", run)
                .map((r, c) -> new CurationRecord.Finding(r.getString("code"), r.getString("severity"), r.getString("sentence"),
                        r.getString("evidence"), r.getString("remedy")))
                .list());
    }

    /// A file of a run's bundle.
    public record Artifact(String name, long bytes, String sha256, String mediaType) {}

    public List<Artifact> artifacts(long run) {
        return database.jdbi()
                .withHandle(h -> h.createQuery("select * from artifact where run_id = :run order by name").bind("run", run)
                        .map((r, c) -> artifact(r)).list());
    }

    public Optional<Artifact> artifact(long run, String name) {
        return database.jdbi()
                .withHandle(h -> h.createQuery("select * from artifact where run_id = :run and name = :name").bind("run", run)
                        .bind("name", name).map((r, c) -> artifact(r)).findOne());
    }

    private static Artifact artifact(ResultSet r) throws SQLException {
        return new Artifact(r.getString("name"), r.getLong("bytes"), r.getString("sha256"), r.getString("media_type"));
    }

    /// Residues of a run as the page lists them; nulls where a number does not apply.
    public record Residue(String chain, int seq, String icode, String name, String kind, @Nullable Float moved,
            @Nullable Float ccInitial,
            @Nullable Float ccRefined, int outliersInitial, int outliersRefined) {
        /// `TYR 471`
        public String label() { return name + " " + seq + icode; }
    }

    public List<Residue> residues(long run) {
        return database.jdbi().withHandle(h -> h.createQuery(RESIDUES).bind("run", run).map((r, c) -> residue(r)).list());
    }

    private static final String RESIDUES = """
            select u.* from residues, unnest(chain, seq, icode, name, kind, moved, cc_initial, cc_refined, outliers_initial, outliers_refined)
                with ordinality as u(chain, seq, icode, name, kind, moved, cc_initial, cc_refined, outliers_initial, outliers_refined, n)
            where run_id = :run order by n""";

    private static Residue residue(ResultSet r) throws SQLException {
        return new Residue(r.getString("chain"), r.getInt("seq"), r.getString("icode"), r.getString("name"), r.getString("kind"),
                real(r, "moved"),
                real(r, "cc_initial"), real(r, "cc_refined"), r.getInt("outliers_initial"), r.getInt("outliers_refined"));
    }

    private static @Nullable Float real(ResultSet r, String column) throws SQLException {
        float v = r.getFloat(column);
        return r.wasNull() ? null : v;
    }

    /// Months that have results, the latest first.
    public List<YearMonth> months() {
        return database.jdbi().withHandle(h -> h.createQuery("select distinct month from run order by month desc")
                .map((r, c) -> YearMonth.from(r.getObject(1, Date.class).toLocalDate())).list());
    }

    /// @param entries that have at least one result
    public record Counts(int entries, int refined, int notRefined, int failed, int months) {}

    public Counts counts() {
        return database.jdbi()
                .withHandle(h -> h.createQuery(COUNTS).map((r, c) -> new Counts(r.getInt("entries"), r.getInt("refined"),
                        r.getInt("not_refined"), r.getInt("failed"), r.getInt("months"))).one());
    }

    private static final String COUNTS = """
            select count(*) as entries,
                count(*) filter (where status = 'REFINED') as refined,
                count(*) filter (where status = 'NOT_REFINED') as not_refined,
                count(*) filter (where status = 'FAILED') as failed,
                (select count(distinct month) from run) as months
            from %s run""".formatted(LATEST);

    /// The latest results to arrive.
    public List<Run> recent(int count) {
        return database.jdbi().withHandle(h -> h
                .createQuery("select " + COLUMNS
                        + " from run join entry on entry.id = entry_id order by ingested desc, run.id desc limit :n")
                .bind("n", count).map((r, c) -> run(r)).list());
    }

    /// One page of the table of results.
    ///
    /// @param metrics that the rows carry
    public TablePage table(TableQuery query, List<Metric> metrics) {
        return database.jdbi().withHandle((Handle h) -> query.run(h, metrics));
    }

    /// One entry in a population plot.
    ///
    /// @param resolution A; null if none is known
    public record Pair(String name, double initial, double refined, @Nullable Double resolution) {}

    /// A metric before and after, of every entry that has both.
    public List<Pair> population(Metric metric) {
        return database.jdbi().withHandle(h -> h.createQuery(POPULATION).bind("metric", metric.id())
                .map((r, c) -> new Pair(r.getString("name"), r.getDouble("initial"), r.getDouble("refined"),
                        number(r, "resolution")))
                .list());
    }

    private static final String POPULATION = """
            select entry.name, i.value as initial, r.value as refined, run.resolution
            from %s run join entry on entry.id = entry_id
            join measurement i on i.run_id = run.id and i.metric = :metric and i.model = 'initial' and i.value is not null
            join measurement r on r.run_id = run.id and r.metric = :metric and r.model = 'refined' and r.value is not null
            order by entry.name""".formatted(LATEST);

    /// Resolutions of all entries that state one, A.
    public List<Double> resolutions() {
        return database.jdbi().withHandle(
                h -> h.createQuery("select resolution from " + LATEST + " run where resolution is not null order by 1")
                        .mapTo(Double.class).list());
    }

    /// How many entries have what verdict, and how many were stopped by which curation code.
    public Map<String, Integer> verdicts() {
        return tally("select verdict, count(*) from " + LATEST + " run group by 1 order by 2 desc, 1");
    }

    public Map<String, Integer> rejections() {
        return tally("select code, count(distinct run.id) from " + LATEST
                + " run join finding on run_id = run.id and severity = 'ERROR' group by 1 order by 2 desc, 1");
    }

    private Map<String, Integer> tally(String sql) {
        return database.jdbi().withHandle(h -> {
            var all = new java.util.LinkedHashMap<String, Integer>();
            h.createQuery(sql).map((r, c) -> Map.entry(r.getString(1), r.getInt(2)))
                    .forEach(e -> all.put(e.getKey(), e.getValue()));
            return all;
        });
    }

    /// Where a value stands among entries of about the same resolution.
    ///
    /// @param percent of those entries that are no better, 0 to 100
    /// @param among how many there are
    public record Rank(double percent, int among) {}

    /// Ranks the values of a model among those of entries within 0.5 A of a resolution: one question for all metrics.
    ///
    /// @param model `initial` or `refined`
    /// @return nothing for metrics that do not judge, and where fewer than twenty entries could be compared
    public Map<Metric, Rank> ranks(String model, Measurements measured, double resolution) {
        var metrics = measured.asMap().keySet().stream()
                .filter(m -> m.better() != Better.NEITHER && measured.value(m).isPresent()).toList();
        return database.jdbi().withHandle(h -> {
            var ranks = new EnumMap<Metric, Rank>(Metric.class);
            h.createQuery(RANKS).bind("model", model).bind("resolution", resolution).bind("least", FEWEST_TO_COMPARE)
                    .bind("metrics", metrics.stream().map(Metric::id).toArray(String[]::new))
                    .bind("own", metrics.stream().map(m -> measured.value(m).orElseThrow()).toArray(Double[]::new))
                    .bind("better", metrics.stream().map(m -> m.better().name()).toArray(String[]::new))
                    .map((r, c) -> Map.entry(Metric.byId(r.getString("metric")).orElseThrow(),
                            new Rank(100.0 * r.getInt("no_better") / r.getInt("n"), r.getInt("n"))))
                    .forEach(e -> ranks.put(e.getKey(), e.getValue()));
            return ranks;
        });
    }

    private static final int FEWEST_TO_COMPARE = 20;

    private static final String RANKS = """
            select m.metric, count(*) as n, count(*) filter (where case o.better
                    when 'HIGHER' then m.value <= o.own when 'LOWER' then m.value >= o.own else abs(m.value) >= abs(o.own) end) as no_better
            from %s run
            join measurement m on m.run_id = run.id and m.model = :model and m.value is not null
            join unnest(:metrics, :own, :better) as o(metric, own, better) on o.metric = m.metric
            where run.resolution between :resolution - 0.5 and :resolution + 0.5
            group by m.metric having count(*) >= :least"""
            .formatted(LATEST);
}
