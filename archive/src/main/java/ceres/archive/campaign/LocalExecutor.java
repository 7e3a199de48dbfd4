package ceres.archive.campaign;

import ceres.fault.Fault;
import ceres.pipeline.bundle.BundleWriter;
import ceres.pipeline.bundle.Manifest;
import ceres.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;

/// Runs the jobs of a campaign on this machine, each in a process of its own, a few at a time.
///
/// The finished bundle, not the exit code, is the proof of completion: what is whole is ingested, also of a pair that curation turned
/// away. A process that ended without a bundle is tried once more, then it has failed. One executor at a time holds a campaign, by an
/// advisory lock that goes with its database session; who gets the lock may put back what a dead executor left running.
public final class LocalExecutor {
    private static final int ATTEMPTS = 2;
    private static final long POLL_MS = 250;

    private final Campaigns campaigns;
    private final List<String> command;
    private final int width;

    /// @param command of one unit of work, before `--manifest FILE --out DIR`
    /// @param width processes at a time
    public LocalExecutor(Campaigns campaigns, List<String> command, int width) {
        this.campaigns = campaigns;
        this.command = List.copyOf(command);
        this.width = Math.max(1, width);
    }

    private record Running(Campaigns.Job job, Process process, Path out, Path log) {}

    /// Works until nothing is left, the campaign is cancelled, or the progress says stop.
    ///
    /// @return how the campaign stands afterwards
    /// @throws Fault.Usage if another process runs it
    public Campaigns.Status run(YearMonth month, Progress progress) {
        try (var holder = campaigns.archive().database().jdbi().open()) {
            hold(holder, month);
            campaigns.requeueOrphans(month);
            work(month, progress);
            campaigns.finishIfDone(month);
        }
        return campaigns.status(month).orElseThrow();
    }

    private static void hold(Handle h, YearMonth month) {
        boolean held = h.createQuery("select pg_try_advisory_lock(hashtext('ceres campaign'), :month)")
                .bind("month", month.getYear() * 12 + month.getMonthValue())
                .mapTo(Boolean.class).one();
        if (!held)
            throw new Fault.Usage("campaign " + month, "another process runs it",
                    "wait for it, or look with ceres campaign status");
    }

    private void work(YearMonth month, Progress progress) {
        var running = new ArrayList<Running>();
        try {
            while (true) {
                boolean stop = progress.cancelled() || campaigns.status(month).orElseThrow().state() != Campaigns.State.RUNNING;
                if (stop) {
                    stop(running, progress.cancelled());
                    return;
                }
                while (running.size() < width) {
                    var job = campaigns.claim(month);
                    if (job.isEmpty()) break;
                    running.add(start(job.get(), month));
                }
                if (running.isEmpty()) return;
                collect(running, month, progress);
                TimeUnit.MILLISECONDS.sleep(POLL_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop(running, true);
        }
    }

    private Running start(Campaigns.Job job, YearMonth month) {
        var folder = campaigns.folder(month);
        var out = folder.resolve("bundles").resolve(job.name());
        var log = folder.resolve(job.name() + ".log");
        var line = new ArrayList<>(command);
        line.addAll(List.of("--manifest", job.manifest().toString(), "--out", out.toString()));
        try {
            Files.createDirectories(out.getParent());
            return new Running(job, new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start(), out,
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException("a job could not be started: " + e.getMessage(), e);
        }
    }

    private void collect(List<Running> running, YearMonth month, Progress progress) {
        for (Iterator<Running> i = running.iterator(); i.hasNext();) {
            var r = i.next();
            if (r.process.isAlive()) continue;
            i.remove();
            end(r);
            var status = campaigns.status(month).orElseThrow();
            progress.report("campaign " + month, (double) (status.all() - status.open()) / status.all(),
                    "%d of %d, %d failed".formatted(status.all() - status.open(), status.all(),
                            status.jobs().getOrDefault(Campaigns.JobState.FAILED, 0)));
        }
    }

    private void end(Running r) {
        int exit = r.process.exitValue();
        if (Files.exists(r.out.resolve(Manifest.FILE))) {
            try {
                campaigns.archive().ingest().ingest(r.out, true);
                BundleWriter.delete(r.out);
                campaigns.end(r.job,
                        exit == 0 ? Campaigns.JobState.DONE : exit == 2 ? Campaigns.JobState.REJECTED : Campaigns.JobState.FAILED,
                        exit,
                        exit == 0 ? null : lastWords(r.log));
            } catch (Fault e) {
                campaigns.end(r.job, Campaigns.JobState.FAILED, exit, e.getMessage());
            }
        } else if (r.job.attempts() < ATTEMPTS && exit != 1)
            campaigns.end(r.job, Campaigns.JobState.QUEUED, exit, lastWords(r.log));
        else
            campaigns.end(r.job, Campaigns.JobState.FAILED, exit, lastWords(r.log));
    }

    /// The tail of the log, as much as a person reads in a table.
    private static String lastWords(Path log) {
        try {
            var text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).strip();
            return text.length() <= 600 ? text : "\u2026" + text.substring(text.length() - 600);
        } catch (IOException e) {
            return "it left no log";
        }
    }

    /// @param again true if the jobs shall run when the campaign is resumed
    private void stop(List<Running> running, boolean again) {
        for (var r : running) r.process.destroy();
        for (var r : running) {
            r.process.onExit().completeOnTimeout(r.process, 20, TimeUnit.SECONDS).join();
            r.process.destroyForcibly();
            campaigns.end(r.job, again ? Campaigns.JobState.QUEUED : Campaigns.JobState.CANCELLED, null, null);
        }
    }
}
