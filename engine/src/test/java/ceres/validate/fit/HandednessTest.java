package ceres.validate.fit;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.model.Structure;
import ceres.model.StructureBuilder;
import org.junit.jupiter.api.Test;

class HandednessTest {
    /// CA atoms of an ideal alpha helix: radius 2.3 A, rise 1.5 A and 100 degrees a residue; sign -1 for its mirror image.
    private static Structure helix(int residues, int sign) {
        var b = new StructureBuilder().chain("A", "A", "1");
        for (int i = 0; i < residues; i++) {
            double turn = Math.toRadians(100 * i);
            b.residue("ALA", i + 1, '\0', i + 1, false).atom("CA", 6, 0, '\0', 2.3 * Math.cos(turn), sign * 2.3 * Math.sin(turn),
                    1.5 * i,
                    1, 20);
        }
        return b.build();
    }

    @Test
    void aHelixTurnsRightAndItsMirrorImageLeft() {
        assertThat(Handedness.of(helix(40, 1))).isEqualTo(new Handedness(37, 0));
        assertThat(Handedness.of(helix(40, -1))).isEqualTo(new Handedness(0, 37));
        assertThat(Handedness.of(helix(40, 1)).mirrored()).isFalse();
        assertThat(Handedness.of(helix(40, -1)).mirrored()).isTrue();
    }

    @Test
    void aFewTurnsAreNoEvidence() { assertThat(Handedness.of(helix(10, -1)).mirrored()).isFalse(); }
}
