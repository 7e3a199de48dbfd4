package ceres.pipeline.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ceres.testing.Check;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TorsionTreeTest {
    private static final double STEP = 1e-6;

    @Test
    void theFourthAtomIsWhereLengthAndAngleSay() {
        Check.forAll(200, r -> new double[]{1 + r.nextDouble(), 1 + r.nextDouble(), 6 * r.nextDouble() - 3}, t -> {
            double[] a = {0, 1, 0.3}, b = {0, 0, 0}, c = {1.4, 0.2, 0};
            double[] d = TorsionTree.attach(a, b, c, t[0], t[1], t[2]);
            double[] u = TorsionTree.unit(TorsionTree.minus(b, c)), v = TorsionTree.unit(TorsionTree.minus(d, c));
            assertThat(Backbone.distance(c, d)).isCloseTo(t[0], within(1e-12));
            assertThat(Math.acos(TorsionTree.dot(u, v))).isCloseTo(t[1], within(1e-9));
        });
    }

    /// Looked at along b to c, a positive torsion turns clockwise (IUPAC-IUB 1970).
    @Test
    void aPositiveTorsionTurnsClockwise() {
        double[] d = TorsionTree.attach(new double[]{0, 1, 0}, new double[]{0, 0, 0}, new double[]{0, 0, 1}, 1, Math.PI / 2,
                Math.PI / 2);
        assertThat(d[0]).isCloseTo(-1, within(1e-12));
        assertThat(d[2]).isCloseTo(1, within(1e-12));
    }

    /// A branched chain whose ends want to meet: the slope in torsions against central differences.
    @Test
    void theSlopeOfFoldingIsThatOfItsEnergy() {
        var tree = branched();
        var stiffness = new double[tree.start().length];
        java.util.Arrays.fill(stiffness, 0.7);
        var folding = new Folding(tree, stiffness, 2.5, atom -> true);
        folding.want(0, tree.size() - 1, 4, 1.5);
        Check.forAll(20, r -> r.doubles(stiffness.length, -3, 3).toArray(), x -> {
            var slope = new double[x.length];
            double scale = 1 + folding.at(x, slope);
            for (int k = 0; k < x.length; k++)
                assertThat(slope[k]).isCloseTo(difference(folding, x, k), within(1e-5 * scale));
        });
    }

    private static double difference(Folding folding, double[] x, int k) {
        double[] up = x.clone(), down = x.clone(), ignored = new double[x.length];
        up[k] += STEP;
        down[k] -= STEP;
        return (folding.at(up, ignored) - folding.at(down, ignored)) / (2 * STEP);
    }

    private static TorsionTree branched() {
        var tree = new TorsionTree();
        int[] last = {-3, -2, -1};
        for (int r = 0; r < 8; r++) {
            int turn = tree.variable(new Random(r).nextDouble());
            int next = tree.add(new TorsionTree.Atom("A", 6, r), last[2], last[1], last[0], 1.5, 1.9, 0, turn);
            tree.add(new TorsionTree.Atom("B", 8, r), last[2], last[1], last[0], 1.3, 2.0, 2.1, turn);
            last = new int[]{last[1], last[2], next};
        }
        return tree;
    }
}
