package ceres.pipeline.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HairpinTest {
    /// Distances of Watson-Crick pairs: N1 to N3 2.8 to 3.0 A, C1' to C1' 10.4 to 10.7 A.
    @Test
    void theStemIsPairedAndTheLoopDoesNotTouchItself() {
        var hairpin = new Hairpin();
        double[] xyz = hairpin.xyz();
        int n = Hairpin.SEQUENCE.length();
        for (int i = 0; i < 6; i++) {
            int j = n - 1 - i, purine = "AG".contains(Hairpin.name(i)) ? i : j, pyrimidine = i + j - purine;
            assertThat(distance(hairpin, xyz, purine, "N1", pyrimidine, "N3")).isBetween(2.6, 3.1);
            assertThat(distance(hairpin, xyz, i, "C1'", j, "C1'")).isBetween(10.2, 10.9);
        }
        for (int a = 0; a < hairpin.tree.size(); a++)
            for (int b = a + 1; b < hairpin.tree.size(); b++)
                if (hairpin.tree.atom(b).residue() - hairpin.tree.atom(a).residue() > 1)
                    assertThat(Folding.distance2(xyz, a, b)).isGreaterThan(2.5 * 2.5);
    }

    private static double distance(Hairpin h, double[] xyz, int r, String a, int q, String b) {
        return Math.sqrt(Folding.distance2(xyz, h.tree.find(r, a), h.tree.find(q, b)));
    }
}
