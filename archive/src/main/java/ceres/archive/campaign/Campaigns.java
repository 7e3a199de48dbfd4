package ceres.archive.campaign;

import ceres.archive.Archive;
import ceres.archive.Database;
import ceres.archive.mirror.Mirror;
import ceres.fault.Fault;
import ceres.pipeline.bundle.EntryManifest;
import ceres.pipeline.bundle.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Instant;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Campaigns and their jobs in the database. Whatever dies, the next start reads here what is left to do.
public final class Campaigns {
    private final Archive archive;

    public Campaigns(Archive archive) { this.archive = archive; }

    public enum State {
        RUNNING,
        FINISHED,
        CANCELLED
    }

    public enum JobState {
        QUEUED,
        RUNNING,
        /// Refined and ingested.
        DONE,
        /// Curation turned the pair away; its bundle is ingested and says why.
        REJECTED,
        FAILED,
        CANCELLED
    }

    /// @param message last words of a job that failed; null otherwise
    /// @param ticket what the workplace calls it while it runs; null otherwise
    public record Job(long id, String name, JobState state, int attempts, @Nullable Integer exitCode, @Nullable String message, Path manifest, @Nullable String ticket) {}

    /// @param finished null while it runs
    public record Status(YearMonth month, State state, String executor, Instant started, @Nullable Instant finished, Map<JobState, Integer> jobs) {
        public int all() { return jobs.values().stream().mapToInt(Integer::intValue).sum(); }

        public int open() { return jobs.getOrDefault(JobState.QUEUED, 0) + jobs.getOrDefault(JobState.RUNNING, 0); }
    }

    /// Where a month's manifests, logs and unfinished bundles lie.
    Path folder(YearMonth month) { return archive.folder().resolve("campaigns").resolve(month.toString()); }

    Archive archive() { return archive; }

    public Database database() { return archive.database(); }

    /// Makes a campaign of the pairs that are due.
    ///
    /// @return how many jobs it has
    /// @throws Fault.Usage if the month has a campaign already, or nothing is due
    public int create(YearMonth month, List<Mirror.Pair> pairs, String executor) {
        if (status(month).isPresent())
            throw new Fault.Usage("campaign " + month, "is there already", "ceres campaign resume --month " + month + ", or look with ceres campaign status");
        var due = pairs.stream()
                .filter(p -> Selection.isDue(Selection.unpackedBytes(p.model()), archive.results().history(p.id().name()), month)).toList();
        if (due.isEmpty())
            throw new Fault.Usage("campaign " + month, pairs.isEmpty() ? "the mirror holds no pair" : "no pair of the mirror is due this month",
                    "bring pairs with ceres fetch ID...");
        archive.database().jdbi().useTransaction(h -> {
            h.createUpdate("insert into campaign (month, state, executor) values (:month, 'RUNNING', :executor)").bind("month", month.atDay(1))
                    .bind("executor", executor).execute();
            for (var pair : due) insert(h, month, pair);
        });
        return due.size();
    }

    private void insert(Handle h, YearMonth month, Mirror.Pair pair) {
        var manifest = folder(month).resolve(pair.id().name() + ".json");
        try {
            Files.createDirectories(manifest.getParent());
            Files.writeString(manifest, Json.pretty(new EntryManifest(pair.id().pdb(), pair.id().emdb(), month.toString(), absolute(pair.model()),
                    absolute(pair.map()), pair.halfMaps().stream().map(Campaigns::absolute).toList(), absolute(pair.header()), null, null, null, null)));
        } catch (IOException e) {
            throw new Fault.Usage(manifest, "cannot be written: " + e.getMessage(), "check that the data folder is writable and has room");
        }
        h.createUpdate("insert into job (month, name, manifest) values (:month, :name, :manifest)").bind("month", month.atDay(1))
                .bind("name", pair.id().name()).bind("manifest", manifest.toString()).execute();
    }

    private static String absolute(Path file) { return file.toAbsolutePath().normalize().toString(); }

    public Optional<Status> status(YearMonth month) {
        return archive.database().jdbi().withHandle(h -> h.createQuery("select * from campaign where month = :month").bind("month", month.atDay(1))
                .map((r, c) -> new Status(month, State.valueOf(r.getString("state")), r.getString("executor"), r.getTimestamp("started").toInstant(),
                        Optional.ofNullable(r.getTimestamp("finished")).map(java.sql.Timestamp::toInstant).orElse(null), tally(h, month)))
                .findOne());
    }

    private static Map<JobState, Integer> tally(Handle h, YearMonth month) {
        var jobs = new EnumMap<JobState, Integer>(JobState.class);
        h.createQuery("select state, count(*) from job where month = :month group by 1").bind("month", month.atDay(1))
                .map((r, c) -> Map.entry(JobState.valueOf(r.getString(1)), r.getInt(2))).forEach(e -> jobs.put(e.getKey(), e.getValue()));
        return jobs;
    }

    /// What became of the pairs of a month.
    public MonthReport report(YearMonth month) { return MonthReport.of(archive.database(), month); }

    /// The month of the latest campaign.
    public Optional<YearMonth> latest() {
        return archive.database().jdbi().withHandle(h -> h.createQuery("select max(month) from campaign").map((r, c) -> r.getObject(1, Date.class)).findOne()
                .map(d -> YearMonth.from(d.toLocalDate())));
    }

    public List<Job> jobs(YearMonth month, JobState state) {
        return archive.database().jdbi().withHandle(h -> h.createQuery("select * from job where month = :month and state = :state order by id")
                .bind("month", month.atDay(1)).bind("state", state.name()).map((r, c) -> job(r)).list());
    }

    private static Job job(java.sql.ResultSet r) throws java.sql.SQLException {
        int exit = r.getInt("exit_code");
        Integer code = r.wasNull() ? null : exit;
        return new Job(r.getLong("id"), r.getString("name"), JobState.valueOf(r.getString("state")), r.getInt("attempts"), code, r.getString("message"),
                Path.of(r.getString("manifest")), r.getString("ticket"));
    }

    /// Stops a campaign: what waits is cancelled now, what runs when its executor looks, which it does every second.
    ///
    /// @throws Fault.Usage if it does not run
    public void cancel(YearMonth month) {
        int changed = archive.database().jdbi().withHandle(h -> {
            int n = h.createUpdate("update campaign set state = 'CANCELLED', finished = now() where month = :month and state = 'RUNNING'")
                    .bind("month", month.atDay(1)).execute();
            h.createUpdate("update job set state = 'CANCELLED' where month = :month and state = 'QUEUED'").bind("month", month.atDay(1)).execute();
            return n;
        });
        if (changed == 0) throw new Fault.Usage("campaign " + month, "does not run", "look with ceres campaign status");
    }

    /// Opens a campaign again: cancelled jobs and, if asked, failed ones wait once more.
    public void reopen(YearMonth month, boolean failedToo) {
        archive.database().jdbi().useTransaction(h -> {
            int n = h.createUpdate("update campaign set state = 'RUNNING', finished = null where month = :month").bind("month", month.atDay(1)).execute();
            if (n == 0) throw new Fault.Usage("campaign " + month, "is not there", "ceres campaign start --month " + month);
            h.createUpdate("update job set state = 'QUEUED', message = null, exit_code = null where month = :month and state in "
                    + (failedToo ? "('CANCELLED', 'FAILED')" : "('CANCELLED')")).bind("month", month.atDay(1)).execute();
        });
    }

    // ---- for executors

    /// Jobs that an executor had claimed but not started when it died wait again. Only for who holds the campaign.
    void requeueOrphans(YearMonth month) {
        archive.database().jdbi().useHandle(h -> h
                .createUpdate("update job set state = 'QUEUED' where month = :month and state = 'RUNNING' and ticket is null")
                .bind("month", month.atDay(1)).execute());
    }

    Optional<Job> claim(YearMonth month) {
        return archive.database().jdbi().withHandle(h -> h.createQuery("""
                update job set state = 'RUNNING', attempts = attempts + 1, started = now()
                where id = (select id from job where month = :month and state = 'QUEUED' order by id for update skip locked limit 1)
                returning *""").bind("month", month.atDay(1)).map((r, c) -> job(r)).findOne());
    }

    void started(Job job, String ticket) {
        archive.database().jdbi().useHandle(h -> h.createUpdate("update job set ticket = :ticket where id = :id").bind("ticket", ticket)
                .bind("id", job.id()).execute());
    }

    void end(Job job, JobState state, @Nullable Integer exitCode, @Nullable String message) {
        archive.database().jdbi().useHandle(h -> h
                .createUpdate("update job set state = :state, exit_code = :exit, message = :message, ticket = null, finished = now() where id = :id")
                .bind("state", state.name()).bind("exit", exitCode).bind("message", message).bind("id", job.id()).execute());
    }

    /// Ends the campaign if nothing of it is left.
    void finishIfDone(YearMonth month) {
        archive.database().jdbi().useHandle(h -> h.createUpdate("""
                update campaign set state = 'FINISHED', finished = now() where month = :month and state = 'RUNNING'
                and not exists (select 1 from job where month = :month and state in ('QUEUED', 'RUNNING'))""").bind("month", month.atDay(1)).execute());
    }
}
