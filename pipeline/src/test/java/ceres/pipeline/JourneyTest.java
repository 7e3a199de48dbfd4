package ceres.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ceres.fault.Fault;
import ceres.fault.ReasonCode;
import ceres.metric.Metric;
import ceres.numerics.Parallel;
import ceres.pipeline.bundle.Bundle;
import ceres.pipeline.bundle.CurveRecord;
import ceres.pipeline.bundle.Json;
import ceres.pipeline.bundle.RunRecord;
import ceres.pipeline.bundle.Schemas;
import ceres.progress.Progress;
import ceres.refine.RefinementParameters;
import ceres.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The journey of a small real pair (emd5778_emringer, 37 residues).
final class JourneyTest {
    @TempDir
    Path folder;

    @Test
    @Tag("slow")
    void aPairBecomesAWholeBundleThatKeepsItsSchemas() throws IOException {
        var bundle = run(order(folder.resolve("b"), 2), Progress.NONE, 2);
        assertThat(bundle.manifest().status()).isEqualTo(RunRecord.Status.REFINED);
        for (var name : List.of("manifest.json", "run.json", "curation.json", "table1.json", "residues.json", "changes.json",
                "curves.json",
                "initial.cif", "refined.cif", "map.bcif", "refine.log", "report.html", "plots/ramachandran.svg", "plots/fsc.svg"))
            assertThat(bundle.folder().resolve(name)).exists();
        assertThat(Schemas.errors(bundle)).isEmpty();
        assertThat(bundle.changes().orElseThrow().reported()).isNotEmpty().allSatisfy(c -> assertThat(c.evidence()).isNotBlank());
        assertThat(names(folder)).containsExactly("b");
        var curves = bundle.curves().orElseThrow();
        for (var id : List.of("emringer_scan", "emringer_peaks", "atom_inclusion", "atom_inclusion_backbone"))
            assertThat(curves.lines(id)).as(id).extracting(CurveRecord.Line::id).containsExactly(id + "_initial",
                    id + "_refined");
        assertThat(bundle.plots()).contains("map_emringer_scan", "map_atom_inclusion", "map_values");
        var table = bundle.table1().orElseThrow();
        assertThat(table.refinedMeasurements().orElseThrow().value(Metric.CC_MASK).orElseThrow())
                .isGreaterThan(table.initialMeasurements().orElseThrow().value(Metric.CC_MASK).orElseThrow());
        String report = Files.readString(bundle.folder().resolve("report.html"));
        assertThat(report).contains("<h2>Table 1</h2>").contains("id=\"viewer-script\"").contains("id=\"data-map\"");
        assertThat(report.replaceAll("(?s)<script.*?</script>", "")).doesNotContain("src=\"http").doesNotContain("<link");
    }

    @Test
    @Tag("slow")
    void aRunThatWasStoppedGoesOnAndEndsAsIfItHadNot() throws IOException {
        var whole = run(order(folder.resolve("whole"), 3), Progress.NONE, 1);
        var out = folder.resolve("stopped");
        assertThatThrownBy(() -> run(order(out, 3), stopAfterCycles(1), 2)).isInstanceOf(Stopped.class);
        assertThat(out).doesNotExist();
        assertThat(folder.resolve(".stopped.work/refine.state")).exists();
        Files.createDirectories(folder.resolve(".stopped.part-1-2/plots"));
        var resumed = run(order(out, 3), Progress.NONE, 2);
        assertThat(names(folder)).containsExactlyInAnyOrder("whole", "stopped");
        assertThat(resumed.run().stages()).anyMatch(s -> s.name().equals("refine") && s.resumed());
        assertThat(resumed.table1().orElseThrow().refined().metrics())
                .isEqualTo(whole.table1().orElseThrow().refined().metrics());
    }

    @Test
    @Tag("slow")
    void aCampaignsRejectedPairLeavesABundleThatSaysWhy() throws IOException {
        var manifest = folder.resolve("entry.json");
        Files.writeString(manifest, Json.pretty(Map.of("pdb", "3j63", "emdb", "5830", "month", "2026-11", "resolution", 3.8,
                "model", SharedData.require("pairs/emd5830_3j63/3j63_deposited_original_frame.pdb").toString(), "map",
                SharedData.require("pairs/emd5830_3j63/A_box.ccp4.gz").toString())));
        var order = EntryRun.order(manifest, folder.resolve("b"));
        var fault = catchThrowableOfType(Fault.BadInput.class, () -> run(order, Progress.NONE, 2));
        assertThat(fault.code().orElseThrow()).isIn(ReasonCode.MODEL_OUTSIDE_MAP, ReasonCode.MODEL_MAP_MISPLACED);
        var bundle = Bundle.open(folder.resolve("b"));
        assertThat(bundle.manifest().status()).isEqualTo(RunRecord.Status.NOT_REFINED);
        assertThat(Schemas.errors(bundle)).isEmpty();
        assertThat(bundle.table1().orElseThrow().initialMeasurements().orElseThrow().value(Metric.RAMA_FAVORED)).isPresent();
        assertThat(EntryRun.done(order)).isPresent();
        assertThat(EntryRun.fault(bundle, order).orElseThrow()).isInstanceOf(Fault.BadInput.class);
    }

    @Test
    void whatIsNoBundleIsNotOverwritten() throws IOException {
        var out = Files.createDirectory(folder.resolve("mine"));
        Files.writeString(out.resolve("thesis.txt"), "ten years");
        assertThatThrownBy(() -> run(order(out, 1), Progress.NONE, 1)).isInstanceOf(Fault.Usage.class)
                .hasMessageContaining("--out");
        assertThat(out.resolve("thesis.txt")).hasContent("ten years");
    }

    @Test
    void anAbsentFileIsNamed() {
        var order = new Order(Optional.empty(), Optional.empty(), folder.resolve("no.cif"), folder.resolve("no.map"), List.of(),
                Optional.empty(), OptionalDouble.empty(), Set.of(), List.of(), RefinementParameters.DEFAULT, folder.resolve("b"),
                false);
        assertThatThrownBy(() -> run(order, Progress.NONE, 1)).isInstanceOf(Fault.BadInput.class).hasMessageContaining("no.cif");
        assertThat(names(folder)).isEmpty();
    }

    private static Order order(Path out, int cycles) {
        return new Order(Optional.empty(), Optional.empty(), SharedData.require("pairs/emd5778_emringer/test_model.pdb"),
                SharedData.require("pairs/emd5778_emringer/test_map.ccp4.gz"), List.of(), Optional.empty(),
                OptionalDouble.of(3.4), Set.of(),
                List.of(), RefinementParameters.DEFAULT.with("macro_cycles", Integer.toString(cycles)), out, false);
    }

    private static Bundle run(Order order, Progress progress, int threads) {
        try (var team = Parallel.of(threads)) {
            return Journey.run(order, team, progress);
        }
    }

    /// A user who stops the work when the log tells of the end of a cycle.
    private static Progress stopAfterCycles(int cycles) {
        return new Progress() {
            private boolean stop;

            @Override
            public void report(String stage, double fraction, String detail) {}

            @Override
            public void log(String line) { stop |= line.matches("cycle +" + cycles + " .*"); }

            @Override
            public boolean cancelled() { return stop; }
        };
    }

    private static List<String> names(Path folder) {
        try (var list = Files.list(folder)) {
            return list.map(p -> p.getFileName().toString()).filter(n -> !n.endsWith(".json")).sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
