package ceres.io;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.model.ModelHeader;
import ceres.model.StructureBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ModelSummaryTest {
    @Test
    void kindsAreCountedApartAndHydrogensLeftOutOfB() {
        var b = new StructureBuilder();
        char no = 0;
        b.chain("A", "A", "1").newResidue("ALA", 1, no, 1, false);
        b.atom("N", 7, 0, no, 0, 0, 0, 1, 10).atom("CA", 6, 0, no, 1, 0, 0, 1, 20).atom("HA", 1, 0, no, 1, 1, 0, 1, 99);
        b.newResidue("CYS", 2, no, 2, false).atom("CA", 6, 0, 'A', 4, 0, 0, 0.5, 30).atom("CA", 6, 0, 'B', 4, 1, 0, 0.5, 30);
        b.chain("A", "B", "2").newResidue("ATP", 9, no, 0, true).atom("PG", 15, 0, no, 9, 0, 0, 1.2, 60);
        b.chain("W", "C", "3").newResidue("HOH", 1, no, 0, true).atom("O", 8, 0, no, 20, 0, 0, 0, 50);
        var s = ModelSummary
                .of(new ModelFile(Path.of("x.cif"), ModelFormat.values()[0], b.build(), ModelHeader.EMPTY, 1, List.of(),
                        Optional.empty()));
        assertThat(s.composition().chains()).isEqualTo(2);
        assertThat(s.composition().proteinResidues()).isEqualTo(2);
        assertThat(s.composition().waters()).isEqualTo(1);
        assertThat(s.composition().hydrogens()).isEqualTo(1);
        assertThat(s.composition().ligands()).containsEntry("ATP", 1).hasSize(1);
        assertThat(s.composition().altlocResidues()).isEqualTo(1);
        assertThat(s.adp().groups().get("protein").max()).isEqualTo(30);
        assertThat(s.adp().groups().get("overall").atoms()).isEqualTo(6);
        assertThat(s.occupancy().zero()).isEqualTo(1);
        assertThat(s.flags()).anyMatch(f -> f.contains("above 1"));
    }
}
