package ceres.cli;

import ceres.archive.campaign.Campaigns;
import ceres.archive.campaign.Executor;
import ceres.archive.campaign.LocalProcesses;
import ceres.archive.campaign.MonthReport;
import ceres.archive.campaign.Monthly;
import ceres.archive.campaign.Slurm;
import ceres.archive.campaign.Workplace;
import ceres.archive.mirror.Mirror;
import ceres.fault.Fault;
import java.io.File;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "campaign", description = "A monthly run over the mirror: every pair that is due, one process each, results into the archive. "
        + "start makes and runs it, resume goes on after whatever stopped it, cancel stops it, status tells how it stands, schedule stays and "
        + "starts one each month.", footer = {
            "  ceres campaign start --month 2026-11", "  ceres campaign start --jobs 4 6i52_4410 7cec_30342",
            "  ceres campaign status --json",
            "  ceres campaign resume --failed",
            "  ceres campaign start --executor slurm --sbatch=--partition=cryo", "  ceres campaign schedule --day 3"})
final class CampaignCommand extends Verb {
    private static final int MOST_QUEUED = 500, THREADS_OF_A_JOB = 2;

    /// What is done with it.
    enum Action {
        START,
        STATUS,
        RESUME,
        CANCEL,
        /// Stays, and starts one each month.
        SCHEDULE
    }

    @Parameters(index = "0", paramLabel = "ACTION", description = "start, status, resume, cancel or schedule")
    Action action;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "ID", description = "with start and schedule: only these pairs, fetched first (default: all of the mirror)")
    List<String> ids = List.of();

    @Option(names = "--month", paramLabel = "YYYY-MM", description = "which campaign (default: this month to start, else the latest)")
    @Nullable
    String month;

    /// Where jobs run.
    enum Where {
        LOCAL,
        SLURM
    }

    @Option(names = "--executor", paramLabel = "NAME", description = "where jobs run: local or slurm (default: local, or as the campaign was started)")
    @Nullable
    Where executor;

    @Option(names = "--jobs", paramLabel = "N", description = "processes at a time; with slurm: jobs in the queue at a time (default: 1; with slurm: 500)")
    @Nullable
    Integer jobs;

    @Option(names = "--sbatch", paramLabel = "OPTION", description = "with slurm: a further option of sbatch, for instance --sbatch=--partition=cryo")
    List<String> sbatch = List.of();

    @Option(names = "--day", paramLabel = "N", description = "with schedule: day of the month, 1 to 28, at three in the morning (default: 3)")
    int day = 3;

    @Option(names = "--failed", description = "with resume: try failed pairs once more, too")
    boolean failed;

    @Mixin
    ArchiveOptions archive;

    @Mixin
    MirrorOptions mirror;

    @Override
    public Integer call() {
        try (var opened = archive.open()) {
            var campaigns = new Campaigns(opened);
            if (action == Action.SCHEDULE) return schedule(campaigns);
            var which = month(campaigns);
            switch (action) {
                case START -> {
                    var workplace = workplace(executor == null ? Where.LOCAL : executor);
                    campaigns.create(which, pairs(), workplace.name());
                    run(campaigns, which, workplace);
                }
                case RESUME -> {
                    campaigns.reopen(which, failed);
                    run(campaigns, which, workplace(executor == null ? started(campaigns, which) : executor));
                }
                case CANCEL -> campaigns.cancel(which);
                case STATUS, SCHEDULE -> {}
            }
            print(campaigns, which);
            return 0;
        }
    }

    /// Until the program is stopped.
    private int schedule(Campaigns campaigns) {
        if (day < 1 || day > 28) throw new Fault.Usage("--day " + day, "not every month has it", "give one from 1 to 28");
        var workplace = workplace(executor == null ? Where.LOCAL : executor);
        var when = new Monthly.When(day, LocalTime.of(3, 0), ZoneId.systemDefault());
        var monthly = Monthly.start(campaigns.database(), when, month -> due(campaigns, month, workplace));
        try (var progress = progress()) {
            progress.log("a campaign on day %d of each month, 03:00; Ctrl-C ends this".formatted(day));
            while (!progress.cancelled()) Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            monthly.close();
        }
        return 0;
    }

    private void due(Campaigns campaigns, YearMonth which, Workplace workplace) {
        if (campaigns.status(which).isPresent()) campaigns.reopen(which, false);
        else campaigns.create(which, pairs(), workplace.name());
        run(campaigns, which, workplace);
        print(campaigns, which);
    }

    private YearMonth month(Campaigns campaigns) {
        if (month != null) {
            try {
                return YearMonth.parse(month);
            } catch (DateTimeException e) {
                throw new Fault.Usage("--month", "\"" + month + "\" is no month", "write it like 2026-11");
            }
        }
        if (action == Action.START) return YearMonth.now(ZoneOffset.UTC);
        return campaigns.latest().orElseThrow(() -> new Fault.Usage("campaign", "there is none yet", "ceres campaign start"));
    }

    private List<Mirror.Pair> pairs() {
        var opened = mirror.open();
        if (ids.isEmpty()) return opened.present();
        var pairs = new ArrayList<Mirror.Pair>();
        try (var progress = progress()) {
            for (var id : ids) pairs.addAll(opened.fetch(id, progress));
            progress.done();
        }
        return pairs;
    }

    private static Where started(Campaigns campaigns, YearMonth which) {
        return Where.valueOf(campaigns.status(which).orElseThrow().executor().toUpperCase(Locale.ROOT));
    }

    private void run(Campaigns campaigns, YearMonth which, Workplace workplace) {
        try (var progress = progress()) {
            new Executor(campaigns, workplace, jobs != null ? jobs : workplace.outlivesUs() ? MOST_QUEUED : 1).run(which,
                    progress);
            progress.done();
        }
    }

    private Workplace workplace(Where where) {
        int side = jobs == null ? 1 : Math.max(1, jobs);
        return switch (where) {
            case LOCAL -> new LocalProcesses(
                    unitOfWork("-XX:MaxRAMPercentage=" + Math.max(10, 75 / side), Math.max(1, threads / side)));
            case SLURM ->
                new Slurm((unit, heapMb) -> unitOfWork("-Xmx" + heapMb + "m", THREADS_OF_A_JOB), THREADS_OF_A_JOB, sbatch);
        };
    }

    /// This very program, with its share of threads and memory.
    private static List<String> unitOfWork(String memory, int threads) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(java, "--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", memory,
                "-cp", System.getProperty("java.class.path").replace(File.pathSeparator + File.pathSeparator, File.pathSeparator),
                Ceres.class.getName(), "run-entry",
                "--threads", Integer.toString(threads));
    }

    private void print(Campaigns campaigns, YearMonth which) {
        var status = campaigns.status(which)
                .orElseThrow(() -> new Fault.Usage("campaign " + which, "is not there", "ceres campaign start --month " + which));
        var failures = campaigns.jobs(which, Campaigns.JobState.FAILED);
        var report = campaigns.report(which);
        if (json) {
            console.printJson(document(which, status, failures, report));
            return;
        }
        console.out().printf("campaign %s: %s, %d of %d done%n", which, status.state().name().toLowerCase(Locale.ROOT),
                status.all() - status.open(), status.all());
        console.out().print(CampaignText.of(report));
        for (var j : failures)
            console.out().printf("  %s failed (exit %s): %s%n", j.name(), j.exitCode(),
                    j.message() == null ? "" : j.message().lines().toList().getLast());
    }

    private static Map<String, Object> document(YearMonth which, Campaigns.Status status, List<Campaigns.Job> failures,
            MonthReport report) {
        var d = new LinkedHashMap<String, Object>();
        d.put("month", which.toString());
        d.put("state", status.state());
        d.put("executor", status.executor());
        d.put("started", status.started());
        d.put("finished", status.finished());
        d.put("jobs", status.jobs());
        d.put("report", CampaignText.document(report));
        d.put("failed", failures.stream().map(CampaignCommand::document).toList());
        return d;
    }

    private static Map<String, Object> document(Campaigns.Job j) {
        var d = new LinkedHashMap<String, Object>();
        d.put("name", j.name());
        d.put("attempts", j.attempts());
        d.put("exit_code", j.exitCode());
        d.put("message", j.message());
        return d;
    }
}
