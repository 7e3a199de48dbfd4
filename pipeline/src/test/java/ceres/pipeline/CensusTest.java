package ceres.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ceres.progress.Progress;
import ceres.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CensusTest {
    @TempDir
    Path folder;

    private static String atom(int serial, String name, String residue, int seq, double x, double y, double z) {
        return String.format(java.util.Locale.ROOT, "%-6s%5d %4s %3s A%4d    %8.3f%8.3f%8.3f  1.00 20.00           %s%n",
                residue.equals("Q_Q") || residue.equals("HOH") ? "HETATM" : "ATOM", serial, name, residue, seq, x, y, z,
                name.strip().substring(0, 1));
    }

    @Test
    void everyFileGetsARow() throws IOException {
        var text = new StringBuilder();
        for (int r = 0; r < 4; r++) text.append(atom(r, " CA ", "ALA", r + 1, 3.8 * r, 0, 0));
        text.append(atom(5, " C1 ", "Q_Q", 101, 20, 0, 0)).append(atom(6, " C2 ", "Q_Q", 101, 21.5, 0, 0)).append(
                atom(7, " O  ", "HOH", 201, 30, 0, 0)).append("END\n");
        Files.writeString(folder.resolve("trace.pdb"), text);
        Files.writeString(folder.resolve("words.pdb"), "no model at all\n");
        Files.writeString(folder.resolve("notes.txt"), "not looked at\n");
        var census = Census.of(List.of(folder), List.of(), Progress.NONE);
        assertThat(census.rows()).hasSize(2);
        var trace = census.rows().getFirst();
        assertThat(trace.restrained()).isEqualTo(4);
        assertThat(trace.held()).isEqualTo(2);
        assertThat(trace.free()).isEqualTo(1);
        assertThat(trace.sources()).containsEntry("input_shape", List.of("Q_Q"));
        assertThat(census.rows().getLast().code()).isEqualTo("UNREADABLE_MODEL");
        assertThat(census.totals().refused()).isEqualTo(1);
        assertThat(census.text()).contains("trace.pdb", "refused: UNREADABLE_MODEL", "input shape 1 (Q_Q)");
    }

    /// All models at hand: no exception, every atom accounted for, and no atom held that something knows.
    @Test
    @Tag("slow")
    void allModelsAtHandAreInterpretedOrRefused() {
        var census = Census.of(List.of(SharedData.require("models"), SharedData.require("pairs")), List.of(), Progress.NONE);
        var totals = census.totals();
        assertThat(totals.files()).isEqualTo(106);
        assertThat(totals.refused()).isEqualTo(1);
        assertThat(totals.atoms()).isEqualTo(685_251);
        // T3X of 8tze and ZQ8 of phenix_written (101 atoms) are in no dictionary; the rest are atoms under names that their residue does not have
        assertThat(totals.held()).isCloseTo(122, within(10L));
        Set<String> unknown = new TreeSet<>();
        for (var row : census.rows()) {
            assertThat(row.restrained() + row.riding() + row.free() + row.held()).as(row.file()).isEqualTo(row.atoms());
            unknown.addAll(row.sources().getOrDefault("input_shape", List.of()));
            // one second for 50,000 atoms is the rule; this machine may be busy
            assertThat(row.seconds()).as(row.file()).isLessThan(1 + 4 * row.atoms() / 50_000.0);
            if (!row.interpreted()) assertThat(row.code()).isEqualTo("UNREADABLE_MODEL");
        }
        assertThat(unknown).containsExactly("T3X", "ZQ8");
    }
}
