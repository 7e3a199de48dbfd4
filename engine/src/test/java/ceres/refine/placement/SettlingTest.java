package ceres.refine.placement;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.map.DensityMap;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Parallel;
import ceres.refine.Helix;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Two helices that touch, at a resolution that does not tell them apart where they do.
class SettlingTest {
    private static final Parallel TEAM = Parallel.single();
    private static final double RESOLUTION = 5;

    /// The second is the first beside itself, 9 A along x.
    private static Structure truth() { return pair(9, 0, 0); }

    private static Structure pair(double x, double y, double z) {
        Structure a = Helix.truth();
        var both = new StructureBuilder();
        Helix.append(both, a, "A");
        double[] moved = a.atoms().xyz().clone(), by = {x, y, z};
        for (int i = 0; i < moved.length; i++) moved[i] += by[i % 3];
        Helix.append(both, a.withXyz(moved), "B");
        return both.build();
    }

    private static Structure settled(Structure start, DensityMap map, Body... bodies) {
        return new Settling(map, RESOLUTION, 60, TEAM).settle(start, List.of(bodies));
    }

    @Test
    void aBodyThatStandsRightStays() {
        Structure truth = truth();
        var bodies = Body.chains(truth);
        assertThat(Helix.rmsd(settled(truth, Helix.map(truth, RESOLUTION, 0.2, TEAM), bodies.get(0), bodies.get(1)), truth))
                .isLessThan(0.1);
    }

    /// And what does not move is not touched.
    @Test
    void aBodyBesideAnotherFindsItsPlaceAmongThem() {
        Structure truth = truth(), start = pair(9.8, 0.7, -0.5);
        Body second = Body.chains(truth).get(1);
        Structure end = settled(start, Helix.map(truth, RESOLUTION, 0.2, TEAM), second);
        assertThat(Helix.rmsd(second.of(end), second.of(truth))).isLessThan(0.15);
        assertThat(IntStream.range(0, truth.atomCount()).filter(a -> !second.atoms().get(a)))
                .allMatch(a -> end.x(a) == truth.x(a) && end.y(a) == truth.y(a) && end.z(a) == truth.z(a));
    }

    /// With its neighbour left out of the model the body covers for it.
    @Test
    void itWouldNotIfItStoodAlone() {
        Structure truth = truth(), start = pair(9.8, 0.7, -0.5);
        Body second = Body.chains(truth).get(1);
        Structure alone = second.of(start);
        var placed = new RigidBody(Helix.map(truth, RESOLUTION, 0.2, TEAM), RESOLUTION, TEAM).fit(alone, 7);
        assertThat(Helix.rmsd(alone.withXyz(placed.xyz()), second.of(truth))).isGreaterThan(0.3);
    }
}
