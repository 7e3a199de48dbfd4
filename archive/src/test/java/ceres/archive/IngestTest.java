package ceres.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ceres.fault.Fault;
import ceres.metric.Measurement;
import ceres.metric.Metric;
import ceres.pipeline.bundle.Bundle;
import ceres.pipeline.bundle.PairId;
import ceres.pipeline.bundle.RunRecord;
import ceres.pipeline.bundle.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real PostgreSQL and real bundles.
class IngestTest {
    @TempDir
    static Path data;
    @TempDir
    static Path bundles;
    private static Archive archive;

    @BeforeAll
    static void open() { archive = Archive.open(data, null); }

    @AfterAll
    static void close() { archive.close(); }

    private static TablePage table(TableQuery query) { return archive.results().table(query, List.of(Metric.values())); }

    private static Bundle refined(String pdb, String emdb, String month, double resolution, long seed) {
        return TestBundles.refined(bundles.resolve(pdb + "_" + emdb + "_" + month + "_" + seed), PairId.of(pdb, emdb), month,
                resolution, seed);
    }

    @Test
    void whatIsInABundleIsInTheArchive() {
        var bundle = refined("6i52", "4410", "2026-09", 3.4, 1);
        var done = archive.ingest().ingest(bundle.folder(), false);
        assertThat(done).isEqualTo(new Ingest.Ingested("6i52_4410", YearMonth.of(2026, 9), Ingest.Outcome.ADDED));

        var run = archive.results().run("6I52_4410", YearMonth.of(2026, 9)).orElseThrow();
        assertThat(run.status()).isEqualTo(RunRecord.Status.REFINED);
        assertThat(run.verdict()).isEqualTo(Verdict.Overall.IMPROVED_WITH_TRADE_OFF);
        assertThat(run.resolution()).isEqualTo(3.4);
        assertThat(run.moved()).isEqualTo(1);
        assertThat(run.residues()).isEqualTo(80);
        assertThat(run.seconds()).isEqualTo(75);
        assertThat(run.started()).isEqualTo("2026-10-03T08:00:00Z");

        var table = bundle.table1().orElseThrow();
        var stored = archive.results().measurements(run.id());
        for (var metric : Metric.values()) {
            assertThat(stored.initial().get(metric)).as(metric.id())
                    .isEqualTo(table.initialMeasurements().orElseThrow().get(metric));
            assertThat(stored.refined().get(metric)).as(metric.id())
                    .isEqualTo(table.refinedMeasurements().orElseThrow().get(metric));
        }
        assertThat(stored.refined().get(Metric.D_FSC)).isEqualTo(Measurement.inputMissing("no half-maps"));

        var residues = archive.results().residues(run.id());
        assertThat(residues).hasSize(80);
        var last = bundle.residues().orElseThrow().rows().getLast();
        assertThat(residues.getLast().label()).isEqualTo(last.label());
        assertThat(residues.getLast().ccRefined()).isEqualTo(last.refined().cc().floatValue());

        assertThat(archive.results().findings(run.id())).isEqualTo(bundle.curation().findings());
        assertThat(archive.results().artifacts(run.id())).hasSameSizeAs(bundle.manifest().files());
        assertThat(archive.file(run, Bundle.REFINED).orElseThrow())
                .hasSameTextualContentAs(bundle.file(Bundle.REFINED).orElseThrow());
        assertThat(archive.file(run, "../../../password")).isEmpty();
    }

    @Test
    void theSameBundleTwiceIsOneResult() {
        var bundle = refined("7abc", "0275", "2026-09", 2.8, 2);
        archive.ingest().ingest(bundle.folder(), false);
        var again = archive.ingest().ingest(bundle.folder(), false);
        assertThat(again.outcome()).isEqualTo(Ingest.Outcome.UNCHANGED);
        assertThat(archive.results().history("7abc_0275")).hasSize(1);
    }

    @Test
    void aCampaignsResultStaysUnlessItIsReplacedOnPurpose() throws Exception {
        archive.ingest().ingest(refined("7abd", "12345", "2026-09", 2.8, 3).folder(), false);
        var other = refined("7abd", "12345", "2026-09", 2.8, 4);
        assertThatThrownBy(() -> archive.ingest().ingest(other.folder(), false)).isInstanceOf(Fault.Usage.class)
                .hasMessageContaining("already has a result of 2026-09").hasMessageContaining("--replace");
        var old = data.resolve(archive.results().latest("7abd_12345").orElseThrow().folder());
        assertThat(archive.ingest().ingest(other.folder(), true).outcome()).isEqualTo(Ingest.Outcome.REPLACED);
        assertThat(old).doesNotExist();
        assertThat(data.resolve(archive.results().latest("7abd_12345").orElseThrow().folder()).resolve("manifest.json")).exists();
        try (var list = Files.list(data.resolve("bundles/7abd_12345"))) {
            assertThat(list).hasSize(1);
        }
    }

    @Test
    void aPrivatePairBelongsToTheMonthOfItsRunAndMayBeRunAgain() {
        var first = TestBundles.refined(bundles.resolve("mine1"), PairId.named("my ribosome"), null, 3.1, 5);
        var second = TestBundles.refined(bundles.resolve("mine2"), PairId.named("my ribosome"), null, 3.1, 6);
        assertThat(archive.ingest().ingest(first.folder(), false).month()).isEqualTo(YearMonth.of(2026, 10));
        assertThat(archive.ingest().ingest(second.folder(), false).outcome()).isEqualTo(Ingest.Outcome.REPLACED);
        assertThat(archive.results().find("My-Ribosome")).hasSize(1);
    }

    @Test
    void aDamagedBundleIsRefusedAndLeavesNothing() throws Exception {
        var bundle = refined("7abe", "1111", "2026-09", 2.8, 7);
        Files.writeString(bundle.folder().resolve(Bundle.REFINED), "tampered");
        assertThatThrownBy(() -> archive.ingest().ingest(bundle.folder(), false)).isInstanceOf(Fault.Usage.class)
                .hasMessageContaining("refined.cif");
        Files.delete(bundle.folder().resolve("manifest.json"));
        assertThatThrownBy(() -> archive.ingest().ingest(bundle.folder(), false)).isInstanceOf(Fault.Usage.class)
                .hasMessageContaining("no manifest.json");
        assertThat(archive.results().latest("7abe_1111")).isEmpty();
        assertThat(data.resolve("bundles/7abe_1111")).doesNotExist();
    }

    @Test
    void aNameThatClimbsOutOfTheFolderIsRefused() throws Exception {
        var bundle = refined("7abf", "2222", "2026-09", 2.8, 8);
        var manifest = bundle.folder().resolve("manifest.json");
        Files.writeString(bundle.folder().resolveSibling("outside.txt"), "x");
        var sha = ceres.pipeline.bundle.BundleWriter.sha256(bundle.folder().resolveSibling("outside.txt"));
        var entry = "{\"name\":\"../outside.txt\",\"bytes\":1,\"sha256\":\"" + sha + "\",\"media_type\":\"text/plain\"},";
        var text = Files.readString(manifest);
        Files.writeString(manifest, text.replaceFirst("\"files\"\\s*:\\s*\\[", "\"files\":[" + entry));
        assertThatThrownBy(() -> archive.ingest().ingest(bundle.folder(), false)).isInstanceOf(Fault.Usage.class)
                .hasMessageContaining("cannot be the name of a file");
    }

    @Test
    void anIdIsFoundInEveryFormInWhichPeopleWriteIt() {
        archive.ingest().ingest(refined("8xyz", "0031", "2026-08", 3.3, 9).folder(), false);
        archive.ingest().ingest(refined("8xyz", "0031", "2026-09", 3.3, 10).folder(), false);
        for (var id : List.of("8xyz", "8XYZ", "pdb_00008xyz", "PDB_00008XYZ", "EMD-0031", "emd-31", "0031", "8xyz_0031",
                "8XYZ_EMD-0031",
                "pdb_00008xyz_EMD-0031", " 8xyz_31 "))
            assertThat(archive.results().find(id)).as(id).singleElement().satisfies(r -> {
                assertThat(r.name()).isEqualTo("8xyz_0031");
                assertThat(r.month()).isEqualTo(YearMonth.of(2026, 9));
            });
        assertThat(archive.results().find("9zzz")).isEmpty();
        assertThat(archive.results().history("8xyz_0031")).extracting(Run::month).containsExactly(YearMonth.of(2026, 9),
                YearMonth.of(2026, 8));
    }

    @Test
    void aCampaignThatStillRunsDoesNotSpeakForAnEntry() {
        archive.ingest().ingest(refined("9aaa", "3001", "2026-09", 3.3, 11).folder(), false);
        archive.ingest().ingest(refined("9aaa", "3001", "2026-12", 3.3, 12).folder(), false);
        archive.ingest().ingest(refined("9aab", "3002", "2026-12", 3.3, 13).folder(), false);
        archive.database().jdbi().useHandle(
                h -> h.execute("insert into campaign (month, state, executor) values ('2026-12-01', 'RUNNING', 'local')"));
        try {
            assertThat(archive.results().latest("9aaa_3001").orElseThrow().month()).isEqualTo(YearMonth.of(2026, 9));
            assertThat(archive.results().latest("9aab_3002").orElseThrow().month()).as("it has nothing else")
                    .isEqualTo(YearMonth.of(2026, 12));
        } finally {
            archive.database().jdbi().useHandle(h -> h.execute("delete from campaign"));
        }
        assertThat(archive.results().latest("9aaa_3001").orElseThrow().month()).isEqualTo(YearMonth.of(2026, 12));
    }

    @Test
    void theTableIsFilteredOrderedAndCutInPages() {
        for (int i = 0; i < 12; i++)
            archive.ingest().ingest(
                    refined("5t%02d".formatted(i), "5%03d".formatted(i), "2026-07", 2 + 0.2 * i, 100 + i).folder(), false);
        archive.ingest().ingest(TestBundles.rejected(bundles.resolve("rejected"), PairId.of("5t99", "5999"), "2026-07").folder(),
                false);
        var order = new TableQuery.Order(TableQuery.Column.byId("cc_mask.refined").orElseThrow(), true);
        var july = YearMonth.of(2026, 7);
        var first = table(new TableQuery("", null, null, null, null, july, null, order, 0, 5));
        var second = table(new TableQuery("", null, null, null, null, july, null, order, 5, 20));
        assertThat(first.total()).isEqualTo(13);
        assertThat(first.rows()).hasSize(5);
        assertThat(second.rows()).hasSize(8);
        var values = java.util.stream.Stream.concat(first.rows().stream(), second.rows().stream())
                .map(r -> r.measurements().refined().value(Metric.CC_MASK)).toList();
        assertThat(values.getLast()).as("what has no value comes last").isEmpty();
        assertThat(values.subList(0, 12).stream().map(v -> -v.orElseThrow()).toList()).isSorted();

        var sharp = table(new TableQuery("", null, 2.5, null, null, july, null, TableQuery.Order.byName(), 0, 50));
        assertThat(sharp.rows()).extracting(r -> r.run().name()).containsExactly("5t00_5000", "5t01_5001", "5t02_5002");
        var outside = table(
                new TableQuery("", null, null, null, null, july, "MODEL_OUTSIDE_MAP", TableQuery.Order.byName(), 0, 50));
        assertThat(outside.rows()).singleElement()
                .satisfies(r -> assertThat(r.run().status()).isEqualTo(RunRecord.Status.NOT_REFINED));
        var text = table(new TableQuery("EMD-5003", null, null, null, null, null, null, TableQuery.Order.byName(), 0, 50));
        assertThat(text.rows()).extracting(r -> r.run().name()).containsExactly("5t03_5003");
        assertThat(table(new TableQuery("%", null, null, null, null, july, null, TableQuery.Order.byName(), 0, 50)).total())
                .isZero();
    }

    @Test
    void aModelIsRankedAmongEntriesOfLikeResolution() {
        for (int i = 0; i < 25; i++)
            archive.ingest().ingest(refined("6r%02d".formatted(i), "6%03d".formatted(i), "2026-06", 9, 200 + i).folder(), false);
        var all = archive.results().population(Metric.CC_MASK).stream().filter(p -> p.name().startsWith("6r"))
                .map(Results.Pair::refined).sorted().toList();
        var own = archive.results().measurements(archive.results().latest("6r07_6007").orElseThrow().id()).refined();
        var ranks = archive.results().ranks("refined", own, 9);
        long noBetter = all.stream().filter(v -> v <= own.value(Metric.CC_MASK).orElseThrow()).count();
        assertThat(ranks.get(Metric.CC_MASK)).isEqualTo(new Results.Rank(100.0 * noBetter / 25, 25));
        assertThat(ranks).doesNotContainKeys(Metric.RMS_BONDS, Metric.RNA_MEAN_SUITENESS);
        assertThat(archive.results().ranks("refined", own, 15)).as("too few to compare with").isEmpty();
    }
}
