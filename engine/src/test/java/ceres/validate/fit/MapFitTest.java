package ceres.validate.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ceres.density.ModelMap;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.HalfMaps;
import ceres.map.UnitCell;
import ceres.metric.Measurement;
import ceres.metric.Metric;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Parallel;
import ceres.progress.Progress;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Laws of the map's side of a validation, and what it says of input that cannot be measured.
class MapFitTest {
    private static final Parallel TEAM = Parallel.of(2);
    private static final int N = 40;
    private static final Structure MODEL = globule(20, 40 * 1.0 / 2);

    /// 250 atoms like those of a protein in a ball, no two closer than 1.3 A.
    private static Structure globule(double b, double centre) {
        var random = new Random(20260822);
        var xyz = new double[250][];
        int[] elements = {6, 6, 6, 7, 8};
        var builder = new StructureBuilder().chain("A", "A", "1");
        for (int n = 0; n < xyz.length;) {
            double[] p = {random.nextDouble(-10, 10), random.nextDouble(-10, 10), random.nextDouble(-10, 10)};
            if (Math.hypot(Math.hypot(p[0], p[1]), p[2]) > 10) continue;
            int known = n;
            if (Arrays.stream(xyz, 0, known)
                    .anyMatch(q -> Math.hypot(Math.hypot(p[0] - q[0], p[1] - q[1]), p[2] - q[2]) < 1.3))
                continue;
            xyz[n] = p;
            builder.residue("UNL", n / 10, '\0', 0, true).atom("C" + n % 10, elements[n % 5], 0, '\0', centre + p[0],
                    centre + p[1],
                    centre + p[2], 1, b);
            n++;
        }
        return builder.build();
    }

    private static Grid grid(int nx, int ny, int nz, double ox, double oy, double oz) {
        return new Grid(nx, ny, nz, UnitCell.orthogonal(nx, ny, nz), ox, oy, oz);
    }

    private static DensityMap simulated(double d) { return ModelMap.compute(MODEL, grid(N, N, N, 0, 0, 0), d, TEAM); }

    private static DensityMap noisy(DensityMap map, double times, long seed) {
        var random = new Random(seed);
        double sd = Math.sqrt(squares(map.values()) / map.values().length);
        var v = map.values().clone();
        for (int i = 0; i < v.length; i++) v[i] += (float) (times * sd * random.nextGaussian());
        return new DensityMap(map.grid(), v);
    }

    private static double squares(float[] v) {
        double sum = 0;
        for (float x : v) sum += x * x;
        return sum;
    }

    private static MapFit fit(Structure s, DensityMap map, HalfMaps halves, double d) {
        return MapFit.measure(s, map, Optional.ofNullable(halves), d, OptionalDouble.empty(), TEAM, Progress.NONE);
    }

    private static double value(MapFit fit, Metric metric) { return fit.measurements().value(metric).orElseThrow(); }

    private static Measurement.Absent absence(MapFit fit, Metric metric) {
        assertThat(fit.measurements().get(metric)).isInstanceOf(Measurement.Absent.class);
        return (Measurement.Absent) fit.measurements().get(metric);
    }

    // ---- laws

    @ParameterizedTest
    @ValueSource(doubles = {2.2, 2.5, 3, 3.5, 4, 5})
    void aMapSimulatedAtAResolutionShowsThatResolution(double d) {
        var found = fit(MODEL, simulated(d), null, d);
        assertThat(value(found, Metric.D_MODEL)).isCloseTo(d, within(0.2));
        assertThat(value(found, Metric.CC_BOX)).isCloseTo(1, within(1e-4));
        assertThat(value(found, Metric.CC_MASK)).isCloseTo(1, within(1e-4));
    }

    /// On a grid of 0.8 A, which can hold it.
    @Test
    void twoAngstromToo() {
        var map = ModelMap.compute(MODEL, new Grid(50, 50, 50, UnitCell.orthogonal(40, 40, 40), 0, 0, 0), 2, TEAM);
        assertThat(value(fit(MODEL, map, null, 2), Metric.D_MODEL)).isCloseTo(2, within(0.2));
    }

    @Test
    void identicalHalfMapsCorrelateCompletelyAndAreNoticed() {
        var map = noisy(simulated(3), 0.3, 1);
        var found = fit(MODEL, map, new HalfMaps(map, map), 3);
        var fsc = found.curves().stream().filter(c -> c.id().equals("fsc_half_maps")).findFirst().orElseThrow();
        for (double f : fsc.y()) assertThat(f).isCloseTo(1, within(1e-6));
        assertThat(absence(found, Metric.D_FSC).why()).isEqualTo(Measurement.Reason.NOT_APPLICABLE);
        assertThat(found.warnings()).anySatisfy(w -> assertThat(w).contains("same map"));
    }

    @Test
    void halfMapsAreMaskedByDensityWhereNoModelLies() {
        var map = simulated(3);
        var halves = new HalfMaps(noisy(map, 1, 3), noisy(map, 1, 4));
        var found = fit(globule(20, 900), map, halves, 3);
        assertThat(value(found, Metric.D_FSC)).isCloseTo(value(fit(MODEL, map, halves, 3), Metric.D_FSC), within(0.2));
        assertThat(found.warnings()).anySatisfy(w -> assertThat(w).contains("masked by the density of the map"));
        assertThat(absence(found, Metric.CC_MASK).detail()).contains("no atom lies inside");
    }

    @Test
    void correlationsDoNotNoticeALinearChangeOfTheMap() {
        var map = noisy(simulated(3), 0.5, 2);
        var changed = new DensityMap(map.grid(), changed(map.values(), v -> 0.3 * v + 0.02));
        var one = fit(MODEL, map, null, 3);
        var two = fit(MODEL, changed, null, 3);
        for (var m : new Metric[]{Metric.CC_MASK, Metric.CC_BOX, Metric.CC_VOLUME, Metric.Q_SCORE})
            assertThat(value(two, m)).as(m.id()).isCloseTo(value(one, m), within(1e-4));
    }

    private static float[] changed(float[] v, DoubleUnaryOperator f) {
        var out = new float[v.length];
        for (int i = 0; i < v.length; i++) out[i] = (float) f.applyAsDouble(v[i]);
        return out;
    }

    @Test
    void ccMaskDoesNotNoticeWhereTheOriginIs() {
        var map = noisy(simulated(3), 0.5, 3);
        double here = value(fit(MODEL, map, null, 3), Metric.CC_MASK);
        double[] xyz = MODEL.atoms().xyz().clone();
        for (int i = 0; i < xyz.length; i++) xyz[i] += new double[]{-105, 33, 7.7}[i % 3];
        var there = new DensityMap(grid(N, N, N, -105, 33, 7.7), map.values());
        assertThat(value(fit(MODEL.withXyz(xyz), there, null, 3), Metric.CC_MASK)).isCloseTo(here, within(1e-4));
    }

    @Test
    void ccMaskDoesNotNoticeTheOrderOfTheAxes() {
        var map = noisy(simulated(3), 0.5, 4);
        double here = value(fit(MODEL, map, null, 3), Metric.CC_MASK);
        var turned = new float[map.values().length];
        for (int k = 0; k < N; k++)
            for (int j = 0; j < N; j++) for (int i = 0; i < N; i++) turned[map.grid().index(k, i, j)] = map.at(i, j, k);
        double[] xyz = MODEL.atoms().xyz().clone();
        for (int a = 0; a < MODEL.atomCount(); a++) {
            xyz[3 * a] = MODEL.z(a);
            xyz[3 * a + 1] = MODEL.x(a);
            xyz[3 * a + 2] = MODEL.y(a);
        }
        assertThat(value(fit(MODEL.withXyz(xyz), new DensityMap(map.grid(), turned), null, 3), Metric.CC_MASK))
                .isCloseTo(here, within(1e-4));
    }

    @Test
    void ccMaskHardlyNoticesPadding() {
        var map = noisy(simulated(3), 0.5, 5);
        double here = value(fit(MODEL, map, null, 3), Metric.CC_MASK);
        var wide = grid(N + 14, N + 10, N + 8, -6, -5, -4);
        var v = new float[wide.voxels()];
        for (int k = 0; k < N; k++)
            for (int j = 0; j < N; j++)
                System.arraycopy(map.values(), map.grid().index(0, j, k), v, wide.index(6, j + 5, k + 4), N);
        assertThat(value(fit(MODEL, new DensityMap(wide, v), null, 3), Metric.CC_MASK)).isCloseTo(here, within(2e-3));
    }

    @Test
    void theAnswersDoNotDependOnTheNumberOfThreads() {
        var map = noisy(simulated(3), 0.5, 6);
        var halves = new HalfMaps(noisy(map, 0.5, 7), noisy(map, 0.5, 8));
        try (var three = Parallel.of(3); var single = Parallel.single()) {
            var one = MapFit.measure(MODEL, map, Optional.of(halves), 3, OptionalDouble.of(1), single, Progress.NONE);
            var other = MapFit.measure(MODEL, map, Optional.of(halves), 3, OptionalDouble.of(1), three, Progress.NONE);
            assertThat(other.measurements().asMap()).isEqualTo(one.measurements().asMap());
            assertThat(other.details()).isEqualTo(one.details());
            assertThat(other.residues()).isEqualTo(one.residues());
        }
    }

    // ---- input that cannot be measured

    @Test
    void aConstantMap() {
        var v = new float[N * N * N];
        Arrays.fill(v, 2.5f);
        var found = fit(MODEL, new DensityMap(grid(N, N, N, 0, 0, 0), v), null, 3);
        assertThat(absence(found, Metric.CC_MASK).detail()).isEqualTo("the map is constant");
        assertThat(absence(found, Metric.D99).why()).isEqualTo(Measurement.Reason.COMPUTATION_FAILED);
        assertThat(found.statistics().constant()).isTrue();
    }

    @Test
    void voxelsThatAreNotNumbers() {
        var map = simulated(3);
        var v = map.values().clone();
        v[777] = Float.NaN;
        var found = fit(MODEL, new DensityMap(map.grid(), v), null, 3);
        assertThat(absence(found, Metric.CC_MASK).detail()).contains("not numbers");
    }

    @Test
    void anAxisOfOneVoxel() {
        var found = fit(MODEL, new DensityMap(grid(N, N, 1, 0, 0, 20), noise(N * N)), null, 3);
        assertThat(absence(found, Metric.D99).detail()).contains("an axis of 1 voxels");
    }

    private static float[] noise(int n) {
        var random = new Random(9);
        var v = new float[n];
        for (int i = 0; i < n; i++) v[i] = random.nextFloat();
        return v;
    }

    @Test
    void halfMapsOnAnotherGrid() {
        var map = simulated(3);
        var other = new DensityMap(grid(N, N, 30, 0, 0, 0), noise(N * N * 30));
        var found = fit(MODEL, map, new HalfMaps(other, other), 3);
        assertThat(absence(found, Metric.D_FSC).detail()).contains("another grid");
        assertThat(value(found, Metric.CC_MASK)).isGreaterThan(0.99);
    }

    @Test
    void noHalfMaps() {
        var found = fit(MODEL, simulated(3), null, 3);
        assertThat(absence(found, Metric.D_FSC).why()).isEqualTo(Measurement.Reason.INPUT_MISSING);
        assertThat(found.details().stream().filter(d -> d.id().equals("atom_inclusion")).findFirst().orElseThrow().measurement())
                .isInstanceOf(Measurement.Absent.class);
    }

    @Test
    void aResolutionFinerThanTheGridHolds() {
        var found = fit(MODEL, simulated(2.2), null, 1.5);
        assertThat(value(found, Metric.CC_MASK)).isBetween(0.3, 1.0);
        assertThat(found.warnings()).anySatisfy(w -> assertThat(w).contains("cannot hold 1.50 A; its limit is 2.00 A"));
    }

    @Test
    void noResolution() {
        assertThat(absence(fit(MODEL, simulated(3), null, 0), Metric.CC_MASK).why()).isEqualTo(Measurement.Reason.INPUT_MISSING);
    }

    @Test
    void aModelHalfOutside() {
        double[] xyz = MODEL.atoms().xyz().clone();
        for (int a = 0; a < MODEL.atomCount(); a++) xyz[3 * a] += 20;
        var found = fit(MODEL.withXyz(xyz), simulated(3), null, 3);
        assertThat(value(found, Metric.CC_MASK)).isBetween(-1.0, 0.9);
        assertThat(found.warnings()).anySatisfy(w -> assertThat(w).contains("lie outside the map"));
    }

    @Test
    void aModelAltogetherOutside() {
        double[] xyz = MODEL.atoms().xyz().clone();
        for (int i = 0; i < xyz.length; i++) xyz[i] += 500;
        var map = simulated(3);
        var found = fit(MODEL.withXyz(xyz), map, new HalfMaps(noisy(map, 0.5, 1), noisy(map, 0.5, 2)), 3);
        assertThat(absence(found, Metric.CC_MASK).detail()).isEqualTo("no atom lies inside the map");
        assertThat(value(found, Metric.D99)).isCloseTo(3, within(0.2));
        assertThat(found.detail("d_fsc_unmasked")).containsInstanceOf(Measurement.Value.class);
    }

    @Test
    void aResolutionWorseThanEmRingerCanUse() {
        assertThat(absence(fit(MODEL, simulated(4.3), null, 4.3), Metric.EMRINGER).detail())
                .isEqualTo("resolution 4.3 A is worse than 4 A");
    }

    @Test
    void invertedContrastIsNoticed() {
        var map = simulated(3);
        var found = fit(MODEL, new DensityMap(map.grid(), changed(map.values(), v -> -v)), null, 3);
        assertThat(value(found, Metric.CC_MASK)).isLessThan(-0.9);
        assertThat(found.warnings()).anySatisfy(w -> assertThat(w).contains("contrast is inverted"));
    }
}
