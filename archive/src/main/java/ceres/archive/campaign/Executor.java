package ceres.archive.campaign;

import ceres.fault.Fault;
import ceres.pipeline.bundle.Bundle;
import ceres.pipeline.bundle.BundleWriter;
import ceres.pipeline.bundle.Manifest;
import ceres.pipeline.bundle.RunRecord;
import ceres.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Has the jobs of a campaign done, each in a process of its own, so many at a time, wherever the workplace runs them.
///
/// The finished bundle, not the exit code, is the proof of completion: what is whole is ingested, also of a pair that curation turned
/// away. A unit that ended without a bundle is tried once more, then it has failed. One executor at a time holds a campaign, by an
/// advisory lock that goes with its database session; who gets the lock takes over what a dead executor left running.
public final class Executor {
    private static final int ATTEMPTS = 2;

    private final Campaigns campaigns;
    private final Workplace workplace;
    private final int width;

    /// @param width units at a time, waiting in the workplace's queue included
    public Executor(Campaigns campaigns, Workplace workplace, int width) {
        this.campaigns = campaigns;
        this.workplace = workplace;
        this.width = Math.max(1, width);
    }

    private record Running(Campaigns.Job job, Unit unit) {}

    /// Works until nothing is left, the campaign is cancelled, or the progress says stop.
    ///
    /// @return how the campaign stands afterwards
    /// @throws Fault.Usage if another process runs it, or the workplace refuses
    public Campaigns.Status run(YearMonth month, Progress progress) {
        try (var holder = campaigns.archive().database().jdbi().open()) {
            hold(holder, month);
            try {
                campaigns.requeueOrphans(month);
                work(month, progress);
                campaigns.finishIfDone(month);
            } finally {
                release(holder, month);
            }
        }
        return campaigns.status(month).orElseThrow();
    }

    private static void hold(Handle h, YearMonth month) {
        if (!lock(h, "pg_try_advisory_lock", month))
            throw new Fault.Usage("campaign " + month, "another process runs it",
                    "wait for it, or look with ceres campaign status");
    }

    /// The session outlives its handle: it goes back to the pool.
    private static void release(Handle h, YearMonth month) { lock(h, "pg_advisory_unlock", month); }

    private static boolean lock(Handle h, String function, YearMonth month) {
        return h.createQuery("select " + function + "(hashtext('ceres campaign'), :month)")
                .bind("month", month.getYear() * 12 + month.getMonthValue()).mapTo(Boolean.class).one();
    }

    private void work(YearMonth month, Progress progress) {
        var running = new LinkedHashMap<String, Running>();
        for (var job : campaigns.jobs(month, Campaigns.JobState.RUNNING))
            if (job.ticket() != null) running.put(job.ticket(), new Running(job, unit(job, month)));
        try {
            while (true) {
                if (progress.cancelled() || campaigns.status(month).orElseThrow().state() != Campaigns.State.RUNNING) {
                    stop(running, progress.cancelled());
                    return;
                }
                collect(running, month, progress);
                while (running.size() < width) {
                    var job = campaigns.claim(month);
                    if (job.isEmpty()) break;
                    start(job.get(), month, running);
                }
                if (running.isEmpty()) return;
                Thread.sleep(workplace.interval());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop(running, true);
        }
    }

    private Unit unit(Campaigns.Job job, YearMonth month) {
        var folder = campaigns.folder(month);
        return new Unit(job.name(), job.manifest(), folder.resolve("bundles").resolve(job.name()),
                folder.resolve(job.name() + ".log"));
    }

    private void start(Campaigns.Job job, YearMonth month, Map<String, Running> running) {
        var unit = unit(job, month);
        try {
            Files.createDirectories(unit.out().getParent());
            var ticket = workplace.start(unit);
            campaigns.started(job, ticket);
            running.put(ticket, new Running(job, unit));
        } catch (IOException e) {
            throw new UncheckedIOException("a job could not be started: " + e.getMessage(), e);
        } catch (Fault refused) {
            campaigns.end(job, Campaigns.JobState.QUEUED, null, refused.getMessage());
            throw refused;
        }
    }

    private void collect(Map<String, Running> running, YearMonth month, Progress progress) {
        if (running.isEmpty()) return;
        var units = new LinkedHashMap<String, Unit>();
        running.forEach((ticket, r) -> units.put(ticket, r.unit));
        workplace.ended(units).forEach((ticket, ending) -> {
            var r = running.remove(ticket);
            if (r != null) end(r, ending);
            var status = campaigns.status(month).orElseThrow();
            progress.report("campaign " + month, (double) (status.all() - status.open()) / status.all(),
                    "%d of %d, %d failed".formatted(status.all() - status.open(), status.all(),
                            status.jobs().getOrDefault(Campaigns.JobState.FAILED, 0)));
        });
    }

    private void end(Running r, Workplace.Ending ending) {
        @Nullable
        Integer exit = ending.exit().isPresent() ? ending.exit().getAsInt() : null;
        if (Files.exists(r.unit.out().resolve(Manifest.FILE))) ingest(r, exit);
        else if (ending.lost() || r.job.attempts() < ATTEMPTS && !Integer.valueOf(1).equals(exit))
            campaigns.end(r.job, Campaigns.JobState.QUEUED, exit, lastWords(r.unit.log(), ending));
        else
            campaigns.end(r.job, Campaigns.JobState.FAILED, exit, lastWords(r.unit.log(), ending));
    }

    /// The bundle says itself what it is when nobody saw the exit code.
    private void ingest(Running r, @Nullable Integer exit) {
        try {
            int code = exit != null ? exit : code(Bundle.openUnverified(r.unit.out()).run().status());
            campaigns.archive().ingest().ingest(r.unit.out(), true);
            BundleWriter.delete(r.unit.out());
            campaigns.end(r.job,
                    code == 0 ? Campaigns.JobState.DONE : code == 2 ? Campaigns.JobState.REJECTED : Campaigns.JobState.FAILED,
                    code,
                    code == 0 ? null : lastWords(r.unit.log(), Workplace.Ending.exit(code)));
        } catch (Fault e) {
            campaigns.end(r.job, Campaigns.JobState.FAILED, exit, e.getMessage());
        }
    }

    private static int code(RunRecord.Status status) {
        return switch (status) {
            case REFINED -> 0;
            case NOT_REFINED -> 2;
            default -> 3;
        };
    }

    /// The tail of the log, as much as a person reads in a table.
    private static String lastWords(Path log, Workplace.Ending ending) {
        try {
            var text = (ending.words() + "\n" + new String(Files.readAllBytes(log), StandardCharsets.UTF_8)).strip();
            return text.length() <= 600 ? text : "\u2026" + text.substring(text.length() - 600);
        } catch (IOException e) {
            return ending.words().isEmpty() ? "it left no log" : ending.words();
        }
    }

    /// @param again true if the jobs shall run when the campaign is resumed; what outlives this program is then left alone
    private void stop(Map<String, Running> running, boolean again) {
        if (again && workplace.outlivesUs()) return;
        workplace.stop(running.keySet());
        for (var r : running.values())
            campaigns.end(r.job, again ? Campaigns.JobState.QUEUED : Campaigns.JobState.CANCELLED, null, null);
    }
}
