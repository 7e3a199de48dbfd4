package ceres.validate.nucleic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ceres.chem.ResidueClass;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import org.junit.jupiter.api.Test;

class BasesTest {
    /// In the frame of their Watson-Crick pair (Olson2001): name, x, y; the partner is turned by 180 degrees about x.
    private static final String G = "C1' -2.477 5.399 N9 -1.289 4.551 C8 0.023 4.962 N7 0.870 3.969 C5 0.071 2.833 C6 0.424 1.460 "
            + "O6 1.554 0.955 N1 -0.700 0.641 C2 -1.999 1.087 N2 -2.949 0.139 N3 -2.342 2.364 C4 -1.265 3.177",
            C = "C1' -2.477 5.402 N1 -1.285 4.542 C2 -1.472 3.158 O2 -2.628 2.709 N3 -0.391 2.344 C4 0.837 2.868 N4 1.875 2.027 "
                    + "C5 1.056 4.275 C6 -0.023 5.068";

    private static void base(StructureBuilder builder, String name, String atoms, int seq, int side, double nearer) {
        builder.residue(name, seq, '\0', seq, false);
        String[] w = atoms.split(" ");
        for (int k = 0; k < w.length; k += 3)
            builder.atom(w[k], w[k].charAt(0) == 'C' ? 6 : w[k].charAt(0) == 'N' ? 7 : 8, 0, '\0', Double.parseDouble(w[k + 1]),
                    side * Double.parseDouble(w[k + 2]) + nearer, 0, 1, 20);
    }

    /// The second C has run into G by 0.6 A: its bonds are the shortest, and not the best.
    @Test
    void aBasePairsWithWhatMakesUsualBonds() {
        var builder = new StructureBuilder().chain("A", "A", "1");
        base(builder, "G", G, 1, 1, 0);
        base(builder, "C", C, 7, -1, 0);
        base(builder, "C", C, 9, -1, 0.6);
        Structure s = builder.build();
        var classes = new ResidueClass[s.residueCount()];
        for (int r = 0; r < classes.length; r++) classes[r] = ResidueClass.of(s.residueName(r));
        var pairs = Bases.pairs(s, classes);
        assertThat(pairs).hasSize(1);
        assertThat(pairs.getFirst().second()).isEqualTo(1);
        assertThat(pairs.getFirst().saenger()).isEqualTo(19);
        assertThat(pairs.getFirst().meanDistance()).isCloseTo(2.9, within(0.1));
    }
}
