package ceres.restraint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BondGraphTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void separationIsTheShortestWay(long seed) {
        var random = new Random(seed);
        int n = 30, bonds = 40;
        int[] i = random.ints(bonds, 0, n).toArray(), j = random.ints(bonds, 0, n).toArray();
        for (int b = 0; b < bonds; b++) if (i[b] == j[b]) j[b] = (j[b] + 1) % n;
        var graph = new BondGraph(n, i, j);
        var steps = new int[n][n];
        for (var row : steps) Arrays.fill(row, 99);
        for (int a = 0; a < n; a++) steps[a][a] = 0;
        for (int b = 0; b < bonds; b++) steps[i[b]][j[b]] = steps[j[b]][i[b]] = 1;
        for (int k = 0; k < n; k++)
            for (int a = 0; a < n; a++)
                for (int b = 0; b < n; b++) steps[a][b] = Math.min(steps[a][b], steps[a][k] + steps[k][b]);
        for (int a = 0; a < n; a++)
            for (int b = 0; b < n; b++) assertThat(graph.separation(a, b)).as("%d %d", a, b).isEqualTo(Math.min(4, steps[a][b]));
    }
}
