package ceres.density;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.io.MapReader;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.UnitCell;
import ceres.model.StructureBuilder;
import ceres.numerics.Parallel;
import ceres.testing.SharedData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Speckle that was averaged over a group, at the resolution of a map, is recognised by what it repeats under.
class MapPointGroupTest {
    private static final int N = 40;
    private static final double[] CENTRE = {N / 2, N / 2, N / 2};

    private static DensityMap speckle(double[][] axes, int... orders) {
        List<double[]> points = new ArrayList<>();
        var random = new Random(4);
        for (int p = 0; p < 7000 / group(axes, orders); p++) {
            double[] at = {random.nextDouble(N), random.nextDouble(N), random.nextDouble(N)};
            points.add(at);
        }
        for (int a = 0; a < orders.length; a++) {
            var sum = new ArrayList<double[]>();
            for (int k = 0; k < orders[a]; k++)
                for (var p : points) sum.add(MapPointGroup.turn(axes[a], 2 * Math.PI * k / orders[a], CENTRE).apply(p));
            points = sum;
        }
        var builder = new StructureBuilder().chain("N", "N", "1").residue("UNL", 1, '\0', 0, true);
        for (var p : points) builder.atom("C", 6, 0, '\0', p[0], p[1], p[2], 1, 20);
        return ModelMap.compute(builder.build(), new Grid(N, N, N, UnitCell.orthogonal(N, N, N), 0, 0, 0), 3, Parallel.single());
    }

    private static int group(double[][] axes, int... orders) {
        int n = 1;
        for (int a = 0; a < axes.length; a++) n *= orders[a];
        return n;
    }

    private static String name(DensityMap map) { return MapPointGroup.find(map, Optional.empty()).orElseThrow().name(); }

    @Test
    void cyclicAndDihedralGroups() {
        double[] x = {1, 0, 0}, z = {0, 0, 1};
        assertThat(name(speckle(new double[][]{}))).isEqualTo("C1");
        assertThat(name(speckle(new double[][]{z}, 5))).isEqualTo("C5");
        assertThat(name(speckle(new double[][]{z}, 2))).isEqualTo("C2");
        assertThat(name(speckle(new double[][]{z, x}, 7, 2))).isEqualTo("D7");
        assertThat(name(speckle(new double[][]{z, x}, 2, 2))).isEqualTo("D2");
    }

    @Test
    void cubicGroups() {
        double[] x = {1, 0, 0}, z = {0, 0, 1}, diagonal = {1, 1, 1}, edge = {1, 1, 0};
        assertThat(name(speckle(new double[][]{z, x, diagonal}, 2, 2, 3))).isEqualTo("T");
        assertThat(name(speckle(new double[][]{z, x, diagonal, edge}, 2, 2, 3, 2))).isEqualTo("O");
    }

    @Test
    void aBoxThatIsNotCubicIsLeftAlone() {
        assertThat(MapPointGroup.find(
                new DensityMap(new Grid(30, 30, 40, UnitCell.orthogonal(30, 30, 40), 0, 0, 0), new float[36000]),
                Optional.empty())).isEmpty();
    }

    /// Beta-galactosidase, the group as EMDB states it.
    @Test
    void aRealMap() {
        var map = MapReader.read(SharedData.require("edge_maps/betaGal_bin.mrc.gz")).map();
        assertThat(MapPointGroup.find(map, Optional.empty())).map(MapPointGroup::name).contains("D2");
    }
}
