package ceres.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckupTest {
    @Test
    void looksAtEverythingThatIsNeeded(@TempDir Path folder) {
        var findings = Checkup.of(folder.resolve("data"), false);
        assertThat(findings).extracting(Checkup.Finding::what).contains("Java", "memory", "data folder", "database",
                "monomer library");
        assertThat(findings).filteredOn(f -> f.what().equals("Java")).allMatch(f -> f.state() == Checkup.State.OK);
        assertThat(findings).filteredOn(f -> f.state() != Checkup.State.OK).allMatch(f -> !f.remedy().isBlank());
    }

    @Test
    void whatIsMissingMakesItIncomplete() {
        var missing = new Checkup.Finding("Java", Checkup.State.MISSING, "17", "install 25");
        var note = new Checkup.Finding("memory", Checkup.State.NOTE, "0.5 GB", "more");
        assertThat(Checkup.complete(java.util.List.of(note))).isTrue();
        assertThat(Checkup.complete(java.util.List.of(note, missing))).isFalse();
    }
}
