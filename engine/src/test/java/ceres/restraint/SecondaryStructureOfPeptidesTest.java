package ceres.restraint;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.chem.Dictionary;
import ceres.model.ModelHeader;
import ceres.model.SecondaryStructure;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class SecondaryStructureOfPeptidesTest {
    @Test
    void aHelixIsAHelixAndAnExtendedChainIsNone() {
        var helix = SecondaryStructure.of(Peptides.chain(Collections.nCopies(16, "ALA"), -57, -47, 180));
        assertThat(new String(helix.code()).substring(2, 13)).isEqualTo("HHHHHHHHHHH");
        assertThat(helix.helices()).hasSize(1);
        var extended = SecondaryStructure.of(Peptides.chain(Collections.nCopies(16, "ALA"), -139, 135, 180));
        assertThat(extended.bonds()).isEmpty();
        assertThat(extended.strands()).isEmpty();
    }

    @Test
    void aMapThatShowsThemNeedsNoHydrogenBondsRestrained() {
        var s = Peptides.chain(Collections.nCopies(16, "ALA"), -57, -47, 180);
        assertThat(Interpreter.interpret(s, ModelHeader.EMPTY, Dictionary.standard(), InterpretOptions.forMap(1.8)).restraints()
                .hydrogenBonds().size()).isZero();
    }

    @Test
    void helicesGetTheirHydrogenBondsRestrained() {
        var s = Peptides.chain(Collections.nCopies(16, "ALA"), -57, -47, 180);
        var bonds = Interpreter.interpret(s, ModelHeader.EMPTY, Dictionary.standard(), InterpretOptions.DEFAULT).restraints()
                .hydrogenBonds();
        assertThat(bonds.size()).isBetween(9, 12);
        assertThat(Interpreter.interpret(s, ModelHeader.EMPTY, Dictionary.standard(), InterpretOptions.forMap(3)).restraints()
                .hydrogenBonds().size()).isEqualTo(bonds.size());
        for (int b = 0; b < bonds.size(); b++) {
            assertThat(s.atomName(bonds.i()[b])).isEqualTo("N");
            assertThat(s.residueOf(bonds.i()[b]) - s.residueOf(bonds.j()[b])).isEqualTo(4);
        }
    }
}
