package ceres.refine.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ceres.map.DensityMap;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.refine.Helix;
import org.junit.jupiter.api.Test;

class UnexplainedTest {
    private static final Parallel TEAM = Parallel.single();

    /// Whatever the scale and the level of the map: what a model explains is gone, the level stays.
    @Test
    void takesOutWhatIsExplainedOnTheScaleOfTheMap() {
        Structure truth = Helix.truth();
        DensityMap map = Helix.map(truth, 4, 0, TEAM);
        float[] scaled = map.values().clone();
        for (int v = 0; v < scaled.length; v++) scaled[v] = 7 * scaled[v] + 0.5f;
        for (float left : Unexplained.by(truth, new DensityMap(map.grid(), scaled), 4, TEAM).values())
            assertThat(left).isCloseTo(0.5f, within(1e-3f));
    }
}
