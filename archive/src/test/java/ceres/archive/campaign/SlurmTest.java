package ceres.archive.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ceres.archive.Archive;
import ceres.archive.mirror.Mirror;
import ceres.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A campaign on a real Slurm. Skipped where `sinfo` shows no node that takes jobs; docs/how-to/run-an-archive.md says how one machine
/// becomes a cluster.
class SlurmTest {
    @TempDir
    static Path folder;
    private static Archive archive;
    private static Campaigns campaigns;

    @BeforeAll
    static void open() {
        assumeTrue(slurmAnswers(), "no Slurm with an idle node here");
        archive = Archive.open(folder.resolve("data"), null);
        campaigns = new Campaigns(archive);
    }

    @AfterAll
    static void close() { if (archive != null) archive.close(); }

    private static boolean slurmAnswers() {
        try {
            var process = new ProcessBuilder("sinfo", "--noheader", "--format=%t").redirectErrorStream(true).start();
            var out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return process.waitFor() == 0 && out.lines().anyMatch(l -> l.strip().matches("idle|mix|alloc"));
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Mirror.Pair pair(String pdb, String emdb) { return Worker.pair(folder, pdb, emdb); }

    private static Executor executor() {
        return new Executor(campaigns,
                new Slurm((unit, heapMb) -> Worker.command(), 1, List.of("--time=5"), Duration.ofMillis(500),
                        Duration.ofSeconds(2)),
                3);
    }

    @Test
    void jobsGoThroughTheQueueAndTheirExitCodesComeBack() {
        var month = YearMonth.of(2026, 3);
        campaigns.create(month, List.of(pair("1raa", "0001"), pair("1xaa", "0002"), pair("1faa", "0003")), "slurm");
        assertThat(executor().run(month, Progress.NONE).jobs())
                .isEqualTo(Map.of(Campaigns.JobState.DONE, 1, Campaigns.JobState.REJECTED, 1, Campaigns.JobState.FAILED, 1));
        assertThat(campaigns.jobs(month, Campaigns.JobState.FAILED)).singleElement().satisfies(j -> {
            assertThat(j.exitCode()).isEqualTo(5);
            assertThat(j.message()).contains("the machine ran out of something");
        });
    }

    @Test
    void whoTakesACampaignOverFindsItsJobsInTheQueueAndCancelEndsThem() throws Exception {
        var month = YearMonth.of(2026, 4);
        campaigns.create(month, List.of(pair("1saa", "0007")), "slurm");
        var interrupted = new AtomicBoolean();
        var run = CompletableFuture.supplyAsync(() -> executor().run(month, stoppedBy(interrupted)));
        while (!run.isDone() && campaigns.jobs(month, Campaigns.JobState.RUNNING).stream().noneMatch(j -> j.ticket() != null))
            Thread.sleep(50);
        var ticket = campaigns.jobs(month, Campaigns.JobState.RUNNING).getFirst().ticket();
        interrupted.set(true);
        run.get(30, TimeUnit.SECONDS);
        assertThat(campaigns.jobs(month, Campaigns.JobState.RUNNING)).as("the queue goes on without us").singleElement()
                .satisfies(j -> assertThat(j.ticket()).isEqualTo(ticket));
        var next = CompletableFuture.supplyAsync(() -> executor().run(month, Progress.NONE));
        Thread.sleep(1500);
        assertThat(campaigns.jobs(month, Campaigns.JobState.RUNNING)).as("not submitted again").singleElement()
                .satisfies(j -> assertThat(j.attempts()).isEqualTo(1));
        campaigns.cancel(month);
        assertThat(next.get(90, TimeUnit.SECONDS).jobs()).isEqualTo(Map.of(Campaigns.JobState.CANCELLED, 1));
    }

    private static Progress stoppedBy(AtomicBoolean interrupted) {
        return new Progress() {
            @Override
            public void report(String stage, double fraction, String detail) {}

            @Override
            public boolean cancelled() { return interrupted.get(); }
        };
    }
}
