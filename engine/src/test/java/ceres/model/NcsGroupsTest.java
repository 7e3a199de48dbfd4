package ceres.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ceres.numerics.Superposition;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NcsGroupsTest {
    /// A chain of 30 residues, its copy turned by 70 degrees and shifted, with noise of 0.05 A and two residues left out, and a stranger.
    private static Structure model(double[] rotation) {
        var random = new Random(5);
        var builder = new StructureBuilder();
        double[] points = new Random(1).doubles(3 * 60, 0, 30).toArray();
        String[] names = {"ALA", "GLY", "SER", "LEU", "TRP", "ASP"};
        for (int copy = 0; copy < 3; copy++) {
            String chain = String.valueOf((char) ('A' + copy));
            builder.chain(chain, chain, "1");
            double[] xyz = copy == 1
                    ? new Superposition(rotation, new double[]{40, 1, 2}, 0).apply(points)
                    : copy == 2 ? random.doubles(180, 0, 30).toArray() : points;
            for (int r = 0; r < 30; r++) {
                if (copy == 1 && (r == 10 || r == 20)) continue;
                builder.residue(copy == 2 ? names[(7 * r + 5) % 6] : names[r * r % 6], r + 1, '\0', r + 1, false);
                for (int k = 0; k < 2; k++) {
                    int p = 3 * (2 * r + k);
                    double noise = copy == 1 ? 0.05 : 0;
                    builder.atom(k == 0 ? "N" : "CA", k == 0 ? 7 : 6, 0, '\0', xyz[p] + noise * random.nextGaussian(),
                            xyz[p + 1] + noise * random.nextGaussian(), xyz[p + 2] + noise * random.nextGaussian(), 1, 30);
                }
            }
        }
        return builder.build();
    }

    private static double[] turn(double degrees) {
        double c = Math.cos(Math.toRadians(degrees)), s = Math.sin(Math.toRadians(degrees));
        return new double[]{c, -s, 0, s, c, 0, 0, 0, 1};
    }

    @Test
    void findsTheCopyAndItsOperator() {
        var s = model(turn(70));
        var groups = NcsGroups.find(s);
        assertThat(groups).singleElement().satisfies(g -> {
            assertThat(g.master()).isZero();
            assertThat(g.copies()).singleElement().satisfies(c -> {
                assertThat(c.chain()).isEqualTo(1);
                assertThat(c.operator().rotation()).containsExactly(turn(70), within(0.01));
                assertThat(c.operator().translation()).containsExactly(new double[]{40, 1, 2}, within(0.2));
            });
            assertThat(g.atoms()).hasSize(56);
            for (int k = 0; k < g.atoms().length; k++) {
                int a = g.atoms()[k], b = g.copies().getFirst().atoms()[k];
                assertThat(s.atomName(a)).isEqualTo(s.atomName(b));
                assertThat(s.seq(s.residueOf(a))).isEqualTo(s.seq(s.residueOf(b)));
            }
        });
    }
}
