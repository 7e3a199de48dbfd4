package ceres.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.UnitCell;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import org.junit.jupiter.api.Test;

class MapBoxTest {
    private static final Grid GRID = new Grid(30, 32, 28, UnitCell.orthogonal(30 * 1.2, 32 * 1.2, 28 * 1.2), -4, 7, 2);

    private static DensityMap map() {
        var v = new float[GRID.voxels()];
        for (int i = 0; i < v.length; i++) v[i] = i;
        return new DensityMap(GRID, v);
    }

    private static Structure atoms(double... xyz) {
        var b = new StructureBuilder().chain("A", "A", "1").residue("UNL", 1, '\0', 0, true);
        for (int i = 0; i < xyz.length; i += 3) b.atom("C" + i, 6, 0, '\0', xyz[i], xyz[i + 1], xyz[i + 2], 1, 20);
        return b.build();
    }

    /// Every voxel of the box has the place and the value of a voxel of the map.
    @Test
    void theBoxLiesExactlyOnTheMap() {
        var map = map();
        var box = MapBox.around(atoms(10, 20, 15, 14, 24, 18), map, 3);
        var g = box.grid();
        int i0 = (int) Math.round((g.originX() - GRID.originX()) / 1.2),
                j0 = (int) Math.round((g.originY() - GRID.originY()) / 1.2);
        int k0 = (int) Math.round((g.originZ() - GRID.originZ()) / 1.2);
        assertThat(GRID.originX() + i0 * 1.2).isCloseTo(g.originX(), within(1e-9));
        for (int k = 0; k < g.nz(); k++)
            for (int j = 0; j < g.ny(); j++)
                for (int i = 0; i < g.nx(); i++) assertThat(box.at(i, j, k)).isEqualTo(map.at(i0 + i, j0 + j, k0 + k));
        assertThat(g.originX()).isLessThanOrEqualTo(7);
        assertThat(g.originX() + (g.nx() - 1) * 1.2).isGreaterThanOrEqualTo(17);
    }

    @Test
    void theBoxEndsWhereTheMapEnds() {
        var box = MapBox.around(atoms(-3, 8, 3, 30, 44, 34), map(), 5);
        assertThat(box.grid().nx()).isEqualTo(30);
        assertThat(box.grid().originY()).isEqualTo(7);
    }

    @Test
    void aModelElsewhereGetsTheWholeMap() {
        var map = map();
        assertThat(MapBox.around(atoms(500, 500, 500), map)).isSameAs(map);
    }

    @Test
    void aSmallerMapHasTheSameMeanAndStaysInPlace() {
        var small = MapBox.noLargerThan(map(), 4000);
        assertThat(small.grid().voxels()).isLessThanOrEqualTo(4000);
        assertThat(small.at(0, 0, 0)).isBetween(0f, map().at(2, 2, 2));
        assertThat(small.grid().originX()).isBetween(GRID.originX(), GRID.originX() + 1.3);
    }
}
