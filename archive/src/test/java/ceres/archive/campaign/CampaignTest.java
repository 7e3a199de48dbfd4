package ceres.archive.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ceres.archive.Archive;
import ceres.archive.TestBundles;
import ceres.archive.mirror.Mirror;
import ceres.fault.Fault;
import ceres.metric.Metric;
import ceres.pipeline.bundle.PairId;
import ceres.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real child processes that play the unit of work, a real database that remembers.
class CampaignTest {
    @TempDir
    static Path folder;
    private static Archive archive;
    private static Campaigns campaigns;

    @BeforeAll
    static void open() {
        archive = Archive.open(folder.resolve("data"), null);
        campaigns = new Campaigns(archive);
    }

    @AfterAll
    static void close() { archive.close(); }

    private static Mirror.Pair pair(String pdb, String emdb) { return Worker.pair(folder, pdb, emdb); }

    private static Executor executor(int width) { return new Executor(campaigns, new LocalProcesses(Worker.command()), width); }

    @Test
    void everyJobEndsInTheArchiveOrWithItsLastWords() {
        var month = YearMonth.of(2026, 3);
        assertThat(campaigns.create(month,
                List.of(pair("1raa", "0001"), pair("1xaa", "0002"), pair("1faa", "0003"), pair("2raa", "0004")), "local"))
                .isEqualTo(4);
        var status = executor(2).run(month, Progress.NONE);
        assertThat(status.state()).isEqualTo(Campaigns.State.FINISHED);
        assertThat(status.jobs())
                .isEqualTo(Map.of(Campaigns.JobState.DONE, 2, Campaigns.JobState.REJECTED, 1, Campaigns.JobState.FAILED, 1));
        assertThat(archive.results().run("1raa_0001", month).orElseThrow().isRefined()).isTrue();
        assertThat(archive.results().run("1xaa_0002", month).orElseThrow().isRefined()).isFalse();
        assertThat(campaigns.jobs(month, Campaigns.JobState.FAILED)).singleElement().satisfies(j -> {
            assertThat(j.attempts()).isEqualTo(2);
            assertThat(j.exitCode()).isEqualTo(5);
            assertThat(j.message()).contains("the machine ran out of something");
        });
        assertThat(campaigns.folder(month).resolve("bundles/1raa_0001")).as("ingested bundles are not kept twice").doesNotExist();
        assertThatThrownBy(() -> campaigns.create(month, List.of(pair("1raa", "0001")), "local")).isInstanceOf(Fault.Usage.class)
                .hasMessageContaining("resume");
        var report = campaigns.report(month);
        assertThat(report.refined().values()).containsExactly(2);
        assertThat(report.notRefined()).hasSize(1).containsValue(1);
        assertThat(report.failed()).isEqualTo(Map.of("exit 5", 1));
        assertThat(report.open()).isZero();
        assertThat(report.metrics()).isNotEmpty().allSatisfy(m -> assertThat(m.before()).isNull());
        campaigns.reopen(month, true);
        assertThat(executor(1).run(month, Progress.NONE).jobs()).containsEntry(Campaigns.JobState.FAILED, 1);
    }

    @Test
    void whatADeadExecutorLeftRunningIsDoneByTheNext() {
        var month = YearMonth.of(2026, 4);
        campaigns.create(month, List.of(pair("3raa", "0005"), pair("4raa", "0006")), "local");
        assertThat(campaigns.claim(month)).isPresent(); // claimed, and then the executor died
        assertThat(campaigns.status(month).orElseThrow().jobs()).containsEntry(Campaigns.JobState.RUNNING, 1);
        assertThat(executor(2).run(month, Progress.NONE).jobs()).isEqualTo(Map.of(Campaigns.JobState.DONE, 2));
    }

    @Test
    void aCancelledCampaignStopsItsProcessesAndCanBeTakenUp() throws Exception {
        var month = YearMonth.of(2026, 5);
        campaigns.create(month, List.of(pair("1saa", "0007"), pair("5raa", "0008")), "local");
        var run = CompletableFuture.supplyAsync(() -> executor(1).run(month, Progress.NONE));
        while (campaigns.status(month).orElseThrow().jobs().getOrDefault(Campaigns.JobState.RUNNING, 0) == 0) Thread.sleep(50);
        assertThatThrownBy(() -> executor(1).run(month, Progress.NONE)).as("one executor at a time")
                .isInstanceOf(Fault.Usage.class)
                .hasMessageContaining("another process runs it");
        campaigns.cancel(month);
        var status = run.get(30, TimeUnit.SECONDS);
        assertThat(status.state()).isEqualTo(Campaigns.State.CANCELLED);
        assertThat(status.jobs()).isEqualTo(Map.of(Campaigns.JobState.CANCELLED, 2));
        assertThatThrownBy(() -> campaigns.cancel(month)).isInstanceOf(Fault.Usage.class).hasMessageContaining("does not run");
        campaigns.reopen(month, false);
        assertThat(campaigns.status(month).orElseThrow().jobs()).isEqualTo(Map.of(Campaigns.JobState.QUEUED, 2));
        campaigns.cancel(month);
    }

    @Test
    void aMonthIsComparedWithTheOneBeforeOnThePairsOfBoth() {
        var before = YearMonth.of(2025, 10);
        var month = YearMonth.of(2025, 11);
        campaigns.create(before, List.of(pair("6raa", "0011"), pair("7raa", "0012")), "local");
        executor(2).run(before, Progress.NONE);
        campaigns.create(month, List.of(pair("7raa", "0012"), pair("8raa", "0013")), "local");
        executor(2).run(month, Progress.NONE);
        assertThat(campaigns.report(month).metrics()).filteredOn(m -> m.metric() == Metric.CLASHSCORE).singleElement()
                .satisfies(m -> {
                    assertThat(m.pairs()).isEqualTo(2);
                    assertThat(m.before()).isNotNull();
                    assertThat(m.before().pairs()).isEqualTo(1);
                    assertThat(m.before().month()).isEqualTo(before);
                    assertThat(m.before().then()).as("the same bundle").isEqualTo(m.before().now());
                });
    }

    /// Source: Liebschner2021, section 2.1.6.
    @Test
    void largeModelsTakePartEverySixMonths() {
        var bundle = TestBundles.refined(folder.resolve("big"), PairId.of("9big", "9000"), "2026-01", 3, 1);
        archive.ingest().ingest(bundle.folder(), false);
        var history = archive.results().history("9big_9000");
        assertThat(Selection.isDue(19_900_000, history, YearMonth.of(2026, 2))).isTrue();
        assertThat(Selection.isDue(20_100_000, history, YearMonth.of(2026, 2))).isFalse();
        assertThat(Selection.isDue(20_100_000, history, YearMonth.of(2026, 6))).isFalse();
        assertThat(Selection.isDue(20_100_000, history, YearMonth.of(2026, 7))).isTrue();
        assertThat(Selection.isDue(20_100_000, List.of(), YearMonth.of(2026, 2))).isTrue();
    }

    @Test
    void theSizeOfAPackedModelIsThatOfItsText() throws IOException {
        var packed = folder.resolve("m.cif.gz");
        try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(new byte[123_456]);
        }
        assertThat(Selection.unpackedBytes(packed)).isEqualTo(123_456);
    }
}
