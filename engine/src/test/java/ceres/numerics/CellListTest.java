package ceres.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellListTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 3.0, 11.0, 100.0})
    void findsWhatAPlainLoopFinds(double radius) {
        var random = new Random(20260822);
        double[] xyz = random.doubles(3 * 500, -10, 30).toArray();
        var cells = new CellList(xyz, 3.0);
        for (int trial = 0; trial < 50; trial++) {
            double x = random.nextDouble(-20, 40), y = random.nextDouble(-20, 40), z = random.nextDouble(-20, 40);
            var found = new ArrayList<Integer>();
            cells.near(x, y, z, radius, found::add);
            var expected = new ArrayList<Integer>();
            for (int i = 0; i < 500; i++)
                if (Math.pow(xyz[3 * i] - x, 2) + Math.pow(xyz[3 * i + 1] - y, 2) + Math.pow(xyz[3 * i + 2] - z, 2) <= radius
                        * radius)
                    expected.add(i);
            assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
            found.clear();
            cells.near(x, y, z, radius, 200, found::add);
            expected.removeIf(i -> i <= 200);
            assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void findsEveryPairOnce() {
        var random = new Random(7);
        double[] xyz = random.doubles(3 * 400, -10, 12).toArray();
        var cells = new CellList(xyz, 3.0);
        var found = new ArrayList<Long>();
        for (int c = 0; c < cells.cubes(); c += 7)
            cells.pairs(c, Math.min(c + 7, cells.cubes()), (i, j) -> found.add((long) i << 32 | j));
        var expected = new ArrayList<Long>();
        for (int i = 0; i < 400; i++) {
            int first = i;
            cells.near(xyz[3 * i], xyz[3 * i + 1], xyz[3 * i + 2], 3.0, i, j -> expected.add((long) first << 32 | j));
        }
        assertThat(found).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aPointThatIsNowhereIsNotFound() {
        var cells = new CellList(new double[]{0, 0, 0, Double.NaN, 0, 0}, 2);
        var found = new ArrayList<Integer>();
        cells.near(0, 0, 0, 5, found::add);
        assertThat(found).containsExactly(0);
    }

    @Test
    void noPointsAreNoTrouble() { new CellList(new double[0], 2).near(0, 0, 0, 5, i -> assertThat(i).isNegative()); }
}
