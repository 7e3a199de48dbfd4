package ceres.pipeline.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ceres.fault.Fault;
import ceres.metric.Measurement;
import ceres.metric.Measurements;
import ceres.metric.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public final class BundleTest {
    @TempDir
    Path folder;

    @Test
    void whatWasWrittenIsReadBack() throws IOException {
        var bundle = write(folder.resolve("b"));
        assertThat(bundle.pair()).isEqualTo(PairId.of("6I5A", "EMD-4413"));
        assertThat(bundle.curation().findings()).hasSize(1);
        var metrics = bundle.table1().orElseThrow().initialMeasurements().orElseThrow();
        assertThat(metrics.value(Metric.CC_MASK)).hasValue(0.75);
        assertThat(metrics.get(Metric.EMRINGER)).isEqualTo(Measurement.notApplicable("resolution 4.3 A is worse than 4 A"));
        assertThat(bundle.residues().orElseThrow().rows()).usingRecursiveComparison().isEqualTo(residues().rows());
        assertThat(Bundle.open(folder.resolve("b")).damage()).isEmpty();
    }

    @Test
    void aBundleThatIsNotCommittedLeavesNothing() throws IOException {
        try (var writer = BundleWriter.at(folder.resolve("b"))) {
            writer.text("refine.log", "half");
        }
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aChangedFileIsNoticedAndNamed() throws IOException {
        write(folder.resolve("b"));
        Files.writeString(folder.resolve("b/refine.log"), "other");
        assertThatThrownBy(() -> Bundle.open(folder.resolve("b"))).isInstanceOf(Fault.class).hasMessageContaining("refine.log");
    }

    @Test
    void aFolderWithoutManifestIsNoBundle() {
        assertThatThrownBy(() -> Bundle.open(folder)).isInstanceOf(Fault.class).hasMessageContaining("manifest.json")
                .hasMessageContaining("try: ");
    }

    @Test
    void aNewBundleReplacesTheOldOne() throws IOException {
        write(folder.resolve("b"));
        write(folder.resolve("b"));
        try (var left = Files.list(folder)) {
            assertThat(left.map(p -> p.getFileName().toString())).containsExactly("b");
        }
    }

    @Test
    void pairsAreReadAsPeopleWriteThem() {
        for (var text : List.of("6i52_4410", "6I52_EMD-4410", "pdb_00006i52_emd_4410", "6i52/EMD-4410"))
            assertThat(PairId.parse(text)).as(text).hasValue(PairId.of("6i52", "4410"));
        assertThat(PairId.parse("6xyz_0275").orElseThrow().emdb()).isEqualTo("0275");
        assertThat(PairId.parse("model.cif")).isEmpty();
    }

    static ResidueTable residues() {
        var state = new ResidueTable.State(new ResidueTable.Rama(-60, -40, "GENERAL", 85.5, "FAVORED"),
                new ResidueTable.Rotamer(new double[]{-65, 175}, "mt", 40, "FAVORED"), new ResidueTable.Cbeta(0.02), null, 179.0,
                1,
                0.8, 0.82, null, 0.6, 45.0);
        return new ResidueTable(List.of(new ResidueTable.Row("A", 7, "B", "", "LEU", "protein", 0.4, state, state),
                new ResidueTable.Row("A", 301, "", "", "ATP", "ligand", 0.1, ResidueTable.State.EMPTY,
                        ResidueTable.State.EMPTY)));
    }

    /// A small bundle of a pair that was not refined.
    public static Bundle write(Path at) throws IOException {
        var pair = PairId.of("6i5a", "4413");
        var measured = MetricsRecord.of(Measurements.of(Map.of(Metric.CC_MASK, Measurement.of(0.75),
                Metric.EMRINGER, Measurement.notApplicable("resolution 4.3 A is worse than 4 A"))), Map.of("model", "6i5a.cif"));
        var now = Instant.parse("2026-01-02T03:04:05Z");
        try (var writer = BundleWriter.at(at)) {
            writer.json(Bundle.CURATION, new CurationRecord("ACCEPTED_WITH_WARNINGS", 3.4,
                    List.of(new CurationRecord.Finding("MAP_RESOLUTION_DOUBTFUL", "WARNING", "s", "e", "r"))));
            writer.json(Bundle.TABLE1, new Table1(Software.current(), pair, "T", 3.4, measured, null,
                    new Verdict(Verdict.Overall.NOT_REFINED, "Not refined.", 0, 0, 0, Map.of()),
                    new Table1.Composition(1, 1, 0, 1, 0, 0, 10, 0, List.of()), null, null, null, List.of()));
            writer.columns(Bundle.RESIDUES, residues().columns());
            writer.text(Bundle.LOG, "log");
            writer.json(Bundle.RUN,
                    new RunRecord(Software.current(), RunRecord.Status.NOT_REFINED, pair, "2026-01", "T", now, now,
                            RunRecord.Host.here(), 2, 1, Map.of(), List.of(), List.of(), List.of(), List.of(), null));
            return writer.commit(pair, RunRecord.Status.NOT_REFINED, now);
        }
    }
}
