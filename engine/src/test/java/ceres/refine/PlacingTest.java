package ceres.refine;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.density.ModelMap;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.UnitCell;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Parallel;
import ceres.progress.Progress;
import ceres.refine.placement.RigidBody;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Two helices, one of which stands beside its density.
class PlacingTest {
    private static final Parallel TEAM = Parallel.single();
    private static final double RESOLUTION = 4;
    private static final RefinementParameters SHORT = RefinementParameters.DEFAULT.with("macro_cycles=1").with("iterations=15")
            .with("fit_side_chains=false").with("flips=false").with("ncs=false");

    /// A helix as chain A, and again as chain B beside it, 14 A away and the other way round.
    private static Structure truth() {
        Structure a = Helix.truth();
        double[] x = a.atoms().xyz();
        int first = a.find(2, "CA"), last = a.find(a.residueCount() - 3, "CA");
        double[] axis = new double[3], beside = {0, 0, 0};
        double length = a.distance(first, last);
        for (int d = 0; d < 3; d++) axis[d] = (x[3 * last + d] - x[3 * first + d]) / length;
        // across the axis, in the plane of x and y
        double r = Math.hypot(axis[0], axis[1]);
        beside[0] = -14 * axis[1] / r;
        beside[1] = 14 * axis[0] / r;
        Structure b = turned(a, 180, beside);
        var both = new StructureBuilder();
        Helix.append(both, a, "A");
        Helix.append(both, b, "B");
        return both.build();
    }

    private static Structure turned(Structure s, double deg, double[] shift) {
        double[] centre = new double[3], from = s.atoms().xyz(), to = new double[from.length];
        for (int i = 0; i < from.length; i++) centre[i % 3] += 3 * from[i] / from.length;
        RigidBody.move(from, centre, RigidBody.rotation(new double[]{0, 0, Math.toRadians(deg)}), shift, to);
        return s.withXyz(to);
    }

    private static Structure chain(Structure s, String id) {
        return StructureBuilder.subset(s, a -> s.authChain(s.chainOf(s.residueOf(a))).equals(id));
    }

    /// The truth with its second chain elsewhere.
    private static Structure displaced(double deg, double... shift) {
        Structure s = truth(), b = turned(chain(s, "B"), deg, shift);
        double[] xyz = s.atoms().xyz().clone(), moved = b.atoms().xyz();
        System.arraycopy(moved, 0, xyz, xyz.length - moved.length, moved.length);
        return s.withXyz(xyz);
    }

    private static RefinementResult refined(Structure start, DensityMap map) {
        return Refinement.refine(new RefinementProblem(Helix.interpret(start), map, Optional.empty(), RESOLUTION, SHORT),
                Checkpoints.NONE, TEAM, Progress.NONE);
    }

    private static double off(Structure s, Structure truth, String chain) {
        return Helix.rmsd(chain(s, chain), chain(truth, chain));
    }

    @Test
    void aChainBesideItsDensityIsPutBackAndTheOtherLeft() {
        Structure truth = truth(), start = displaced(10, 3, -2, 3.5);
        assertThat(off(start, truth, "B")).isGreaterThan(4.5);
        var result = refined(start, Helix.map(truth, RESOLUTION, 0.2, TEAM));
        assertThat(off(result.refined(), truth, "B")).isLessThan(0.5);
        assertThat(off(result.refined(), truth, "A")).isLessThan(0.5);
        assertThat(result.changes()).filteredOn(c -> c.kind() == Change.Kind.PLACED).singleElement()
                .satisfies(c -> assertThat(c.chain()).isEqualTo("B"));
        assertThat(result.notes()).anyMatch(n -> n.startsWith("Chain B was moved as a rigid body"));
    }

    @Test
    void aRightModelIsNotMoved() {
        Structure truth = truth();
        var result = refined(truth, Helix.map(truth, RESOLUTION, 0.2, TEAM));
        assertThat(result.changes()).noneMatch(c -> c.kind() == Change.Kind.PLACED || c.kind() == Change.Kind.MISPLACED);
        for (String chain : new String[]{"A", "B"}) assertThat(off(result.refined(), truth, chain)).isLessThan(0.2);
    }

    /// The map shows a heap of atoms that is not the model, 18 A away: what fits best there is no place.
    @Test
    void aModelThatIsNowhereComesBackWithTheReason() {
        Structure truth = Helix.truth();
        var random = new SplittableRandom(3);
        double[] heap = truth.atoms().xyz().clone();
        for (int i = 0; i < heap.length; i++) heap[i] = 9 * random.nextGaussian() + (i % 3 == 0 ? 30 : 0);
        var grid = new Grid(54, 54, 54, UnitCell.orthogonal(72, 72, 72), -20, -36, -36);
        var map = ModelMap.compute(truth.withXyz(heap), grid, RESOLUTION, TEAM);
        var result = refined(truth, map);
        assertThat(result.outcome()).isEqualTo(RefinementResult.Outcome.INPUT_KEPT);
        assertThat(result.reason().orElseThrow()).matches("MODEL_MAP_MISPLACED: .*no place was found.*|the map shows nothing.*");
        assertThat(result.refined().atoms().xyz()).isEqualTo(truth.atoms().xyz());
    }

    /// The map shows chain A alone.
    @Test
    void aChainThatIsNowhereIsLeftAndNamed() {
        Structure truth = truth();
        DensityMap both = Helix.map(truth, RESOLUTION, 0.2, TEAM), clean = ModelMap.compute(truth, both.grid(), RESOLUTION, TEAM),
                onlyA = ModelMap.compute(chain(truth, "A"), both.grid(), RESOLUTION, TEAM);
        float[] values = both.values().clone();
        for (int v = 0; v < values.length; v++) values[v] += onlyA.values()[v] - clean.values()[v];
        var result = refined(truth, new DensityMap(both.grid(), values));
        assertThat(result.changes()).filteredOn(c -> c.kind() == Change.Kind.MISPLACED).singleElement()
                .satisfies(c -> assertThat(c.chain()).isEqualTo("B"));
        assertThat(result.notes()).anyMatch(n -> n.startsWith("Chain B stands where the map shows little like it"));
        assertThat(off(result.refined(), truth, "A")).isLessThan(0.3);
        assertThat(off(result.refined(), truth, "B")).isLessThan(0.3);
    }
}
