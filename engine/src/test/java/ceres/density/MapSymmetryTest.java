package ceres.density;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.HalfMaps;
import ceres.map.UnitCell;
import ceres.model.NcsGroups;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Parallel;
import ceres.numerics.Superposition;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Three copies round an axis that no grid line follows, in noise that was averaged over the copies and in noise that was not.
class MapSymmetryTest {
    private static final Parallel TEAM = Parallel.of(2);
    private static final double RESOLUTION = 3;
    private static final Grid GRID = new Grid(72, 72, 60, UnitCell.orthogonal(72, 72, 60), 0, 0, 0);
    private static final Superposition[] THREEFOLD = {turn(0), turn(120), turn(240)};
    private static final Structure MODEL = trimer();
    private static final NcsGroups.Group GROUP = NcsGroups.find(MODEL).getFirst();
    private static DensityMap signal;

    @BeforeAll
    static void simulate() { signal = ModelMap.compute(MODEL, GRID, RESOLUTION, TEAM); }

    /// About an axis along z through (36, 36).
    private static Superposition turn(double degrees) {
        double c = Math.cos(Math.toRadians(degrees)), s = Math.sin(Math.toRadians(degrees));
        return new Superposition(new double[]{c, -s, 0, s, c, 0, 0, 0, 1},
                new double[]{36 - 36 * c + 36 * s, 36 - 36 * s - 36 * c, 0}, 0);
    }

    private static Structure trimer() {
        double[] points = new Random(1).doubles(3 * 300, -9, 9).toArray();
        for (int p = 0; p < points.length; p++) points[p] += p % 3 == 0 ? 50 : p % 3 == 1 ? 36 : 30;
        String[] names = {"ALA", "GLY", "SER", "LEU", "TRP", "ASP"}, atoms = {"N", "CA", "C", "O", "CB"};
        int[] elements = {7, 6, 6, 8, 6};
        var builder = new StructureBuilder();
        for (int copy = 0; copy < 3; copy++) {
            double[] xyz = THREEFOLD[copy].apply(points);
            builder.chain("ABC".substring(copy, copy + 1), "ABC".substring(copy, copy + 1), "1");
            for (int a = 0; a < 300; a++) {
                if (a % 5 == 0) builder.residue(names[a * a % 6], a / 5 + 1, '\0', a / 5 + 1, false);
                builder.atom(atoms[a % 5], elements[a % 5], 0, '\0', xyz[3 * a], xyz[3 * a + 1], xyz[3 * a + 2], 1, 40);
            }
        }
        return builder.build();
    }

    /// Speckle from thousands of points, as fine as the map's resolution; averaged over the copies or not.
    private static float[] noise(long seed, boolean averaged) {
        double[] points = new Random(seed).doubles(3 * 9000, 0, 72).toArray();
        var builder = new StructureBuilder().chain("N", "N", "1").residue("UNL", 1, '\0', 0, true);
        int copies = averaged ? 3 : 1, n = 9000 / copies;
        for (int copy = 0; copy < copies; copy++) {
            double[] xyz = THREEFOLD[copy].apply(points);
            for (int a = 0; a < n; a++) builder.atom("C", 6, 0, '\0', xyz[3 * a], xyz[3 * a + 1], xyz[3 * a + 2], 1, 20);
        }
        return ModelMap.compute(builder.build(), GRID, RESOLUTION, TEAM).values();
    }

    private static DensityMap with(float[]... noises) {
        float[] v = signal.values().clone();
        for (var noise : noises) for (int i = 0; i < v.length; i++) v[i] += 0.7f / noises.length * noise[i];
        return new DensityMap(GRID, v);
    }

    private static MapSymmetry.Verdict test(boolean averaged, boolean halfMaps) {
        float[] one = noise(1, averaged), two = noise(2, averaged);
        var halves = halfMaps ? Optional.of(new HalfMaps(with(one), with(two))) : Optional.<HalfMaps>empty();
        return MapSymmetry.test(with(one, two), halves, MODEL, GROUP);
    }

    @Test
    void findsThatNoiseRepeats() {
        var verdict = test(true, true);
        assertThat(verdict.repeatedNoise().orElseThrow()).as(verdict.evidence()).isGreaterThan(0.8);
        assertThat(verdict.symmetrised()).isTrue();
        assertThat(test(true, false).symmetrised()).isTrue();
    }

    @Test
    void isNotDeceivedByCopiesThatAreAlike() {
        var verdict = test(false, true);
        assertThat(verdict.repeatedNoise().orElseThrow()).as(verdict.evidence()).isBetween(-0.15, 0.15);
        assertThat(verdict.symmetrised()).isFalse();
        var alone = test(false, false);
        assertThat(alone.symmetrised()).as(alone.evidence()).isFalse();
    }

    @Test
    void saysWhyWhereItCannotTell() {
        var flat = new DensityMap(GRID, new float[GRID.voxels()]);
        var verdict = MapSymmetry.test(flat, Optional.empty(), MODEL, GROUP);
        assertThat(verdict.symmetrised()).isFalse();
        assertThat(verdict.cc()).isEmpty();
        assertThat(verdict.evidence()).contains("fewer than 200 points");
    }
}
