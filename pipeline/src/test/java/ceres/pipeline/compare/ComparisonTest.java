package ceres.pipeline.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ceres.fault.Fault;
import ceres.pipeline.StaticExport;
import ceres.pipeline.bundle.Bundle;
import ceres.pipeline.bundle.BundleTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ComparisonTest {
    @TempDir
    Path folder;

    @Test
    void aBundleDoesNotDifferFromItself() throws IOException {
        var bundle = BundleTest.write(folder.resolve("b"));
        var comparison = Comparison.of(bundle, bundle);
        assertThat(comparison.residues()).isEmpty();
        assertThat(comparison.onlyFirst() + comparison.onlySecond()).isZero();
        assertThat(comparison.metrics()).allMatch(m -> m.delta() != null && m.delta() == 0);
        assertThat(comparison.text()).contains("0 residues differ").doesNotContain("+0.").doesNotContain("-0.");
    }

    @Test
    void anExportIsACopyThatWillNotOverwriteOtherFiles() throws IOException {
        var bundle = BundleTest.write(folder.resolve("b"));
        Files.createDirectories(folder.resolve("full"));
        Files.writeString(folder.resolve("full/thesis.txt"), "ten years");
        assertThatThrownBy(() -> StaticExport.write(bundle, folder.resolve("full"))).isInstanceOf(Fault.Usage.class);
        assertThat(folder.resolve("full/thesis.txt")).hasContent("ten years");
        assertThat(bundle.has(Bundle.LOG)).isTrue();
    }
}
