package ceres.refine.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.numerics.Fft3;
import ceres.numerics.Parallel;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TranslationSearchTest {
    private static final int NX = 12, NY = 10, NZ = 9;

    private final SplittableRandom random = new SplittableRandom(8);
    /// positive in a box of 4 x 3 x 3 voxels at the origin, 0 elsewhere
    private final float[] model = new float[NX * NY * NZ];

    private static int at(int i, int j, int k) {
        return (Math.floorMod(k, NZ) * NY + Math.floorMod(j, NY)) * NX + Math.floorMod(i, NX);
    }

    private void makeModel() {
        for (int k = 0; k < 3; k++)
            for (int j = 0; j < 3; j++) for (int i = 0; i < 4; i++) model[at(i, j, k)] = (float) random.nextDouble(1, 3);
    }

    private TranslationSearch.Found found(float[] map) {
        return new TranslationSearch(map, new Fft3(NX, NY, NZ), Parallel.single()).best(model);
    }

    /// A place twice as dense as the model's, beside it, would have the largest sum of products.
    @Test
    void findsTheModelBesideSomethingDenser() {
        makeModel();
        var map = new float[model.length];
        for (int v = 0; v < map.length; v++) map[v] = (float) (0.1 * random.nextGaussian());
        for (int k = 0; k < 3; k++)
            for (int j = 0; j < 3; j++)
                for (int i = 0; i < 4; i++) {
                    map[at(i + 7, j + 4, k + 5)] += model[at(i, j, k)];
                    map[at(i + 1, j + 2, k + 1)] += (float) random.nextDouble(3.5, 4.5);
                }
        var found = found(map);
        assertEquals(at(7, 4, 5), found.voxel());
        assertTrue(found.score() > 0.9, "score " + found.score());
    }

    /// Its definition, written out: Pearson's correlation over the mask, moved.
    @Test
    void theScoreIsTheCorrelationWhereTheModelIs() {
        makeModel();
        var map = new float[model.length];
        for (int v = 0; v < map.length; v++) map[v] = (float) random.nextGaussian();
        var found = found(map);
        int di = found.voxel() % NX, dj = found.voxel() / NX % NY, dk = found.voxel() / NX / NY;
        double n = 36, x = 0, y = 0, xx = 0, yy = 0, xy = 0, all = 0, squares = 0;
        for (int k = 0; k < 3; k++)
            for (int j = 0; j < 3; j++)
                for (int i = 0; i < 4; i++) {
                    double p = model[at(i, j, k)], q = map[at(i + di, j + dj, k + dk)];
                    x += p;
                    y += q;
                    xx += p * p;
                    yy += q * q;
                    xy += p * q;
                }
        for (float v : map) {
            all += v;
            squares += v * v;
        }
        double variance = squares / map.length - all * all / map.length / map.length;
        double spread = Math.max(yy - y * y / n, 0.5 * n * variance);
        assertEquals((xy - x * y / n) / Math.sqrt((xx - x * x / n) * spread), found.score(), 1e-4);
    }
}
