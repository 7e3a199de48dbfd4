package ceres.restraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ceres.numerics.Geometry;

import ceres.numerics.Parallel;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class GeometryTargetTest {
    private static final int ATOMS = 12;

    static LongStream seeds() { return LongStream.range(0, 200); }

    /// Every kind of restraint on random atoms.
    private static Restraints random(Random random) {
        var rows = new RestraintBuilder();
        for (int n = 0; n < 6; n++) {
            int[] a = pick(random, 8);
            var origin = Restraints.Origin.COMPONENT;
            rows.bond(a[0], a[1], random.nextDouble(1, 2), 0.3, origin);
            rows.angle(a[0], a[1], a[2], random.nextDouble(60, 170), 20, origin);
            rows.torsion(a[0], a[1], a[2], a[3], random.nextDouble(-180, 180), 30, 1 + n % 4, origin);
            rows.chirality(a[0], a[1], a[2], a[3], random.nextDouble(-3, 3), 1, n % 2 == 0);
            rows.plane(new int[]{a[0], a[1], a[2], a[3], a[4]}, random.nextDouble(0.3, 2));
            rows.hydrogenBond(a[0], a[1], 2.9, 0.4, 0.8);
            rows.parallel(new int[]{a[0], a[1], a[2]}, new int[]{a[3], a[4], a[5], a[6]}, 0.5);
            rows.hold(a[0], 1, 2, 3, 1, n % 2 == 0 ? 2 : Double.POSITIVE_INFINITY);
        }
        rows.angle(0, 1, 2, 180, 20, Restraints.Origin.COMPONENT);
        rows.torsion(0, 1, 2, 3, 90, -90, 40, 0, Restraints.Origin.LINK);
        rows.cBeta(4, 5, 6, 7, 122, 30);
        return rows.build();
    }

    private static int[] pick(Random random, int n) { return random.ints(0, ATOMS).distinct().limit(n).toArray(); }

    private static double[] gradient(GeometryTarget target, double[] xyz) {
        var gradient = new double[xyz.length];
        try (var team = Parallel.single()) {
            target.evaluate(xyz, gradient, team);
        }
        return gradient;
    }

    private static void agrees(GeometryTarget target, double[] xyz) {
        try (var team = Parallel.single()) {
            var whole = new double[xyz.length];
            target.evaluate(xyz, whole, team);
            double scale = 1;
            for (double g : whole) scale = Math.max(scale, Math.abs(g));
            for (int c = 0; c < xyz.length; c++) {
                double h = 1e-5, keep = xyz[c];
                xyz[c] = keep + h;
                double up = target.energy(xyz, team);
                xyz[c] = keep - h;
                double down = target.energy(xyz, team);
                xyz[c] = keep;
                assertThat((up - down) / (2 * h) / scale).as("coordinate %d", c).isEqualTo(whole[c] / scale,
                        within(1e-6));
            }
        }
    }

    /// Central differences, step 1e-5 A, relative to the largest component. A harmonic torsion jumps at its far end and an unsigned
    /// volume bends at zero: random coordinates do not meet those points.
    @ParameterizedTest
    @MethodSource("seeds")
    void gradientsAreDerivatives(long seed) {
        var random = new Random(seed);
        var target = new GeometryTarget(random(random));
        agrees(target, random.doubles(3 * ATOMS, -2, 2).toArray());
    }

    @Test
    void aLinearIdealIsSmoothAtItsTarget() {
        var rows = new RestraintBuilder();
        rows.angle(0, 1, 2, 180, 3, Restraints.Origin.COMPONENT);
        var target = new GeometryTarget(rows.build());
        agrees(target, new double[]{-1, 0, 0, 0, 0, 0, 1, 1e-7, 0});
        agrees(target, new double[]{-1, 0, 0, 0, 0, 0, 1, 0.01, 0});
        try (var team = Parallel.single()) {
            double bent = Math.toRadians(5), sigma = Math.toRadians(3);
            double[] xyz = {-1, 0, 0, 0, 0, 0, Math.cos(bent), Math.sin(bent), 0};
            assertThat(target.energy(xyz, team)).isEqualTo(bent * bent / (sigma * sigma), within(0.01));
        }
    }

    @ParameterizedTest
    @EnumSource(GeometryTarget.Kind.class)
    void coincidingAtomsGiveNumbers(GeometryTarget.Kind kind) {
        var target = new GeometryTarget(random(new Random(1)));
        try (var team = Parallel.single()) {
            assertThat(target.energy(kind, new double[3 * ATOMS], team)).isFinite();
        }
        for (double g : gradient(target, new double[3 * ATOMS])) assertThat(g).isFinite();
        var line = new double[3 * ATOMS];
        for (int a = 0; a < ATOMS; a++) line[3 * a] = a;
        for (double g : gradient(target, line)) assertThat(g).isFinite();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void movingTheWholeChangesNothing(long seed) {
        var random = new Random(seed);
        var restraints = random(random);
        var free = new Restraints(restraints.bonds(), restraints.angles(), restraints.dihedrals(), restraints.chiralities(),
                restraints.planes(), restraints.cBeta(), restraints.hydrogenBonds(), restraints.parallelities(),
                Restraints.References.NONE);
        var target = new GeometryTarget(free);
        double[] xyz = random.doubles(3 * ATOMS, -2, 2).toArray(), moved = xyz.clone();
        double angle = random.nextDouble(6), c = Math.cos(angle), s = Math.sin(angle);
        for (int a = 0; a < moved.length; a += 3) {
            moved[a] = c * xyz[a] - s * xyz[a + 1] + 3;
            moved[a + 1] = s * xyz[a] + c * xyz[a + 1] - 4;
            moved[a + 2] = xyz[a + 2] + 5;
        }
        try (var team = Parallel.single()) {
            double energy = target.energy(xyz, team);
            assertThat(target.energy(moved, team)).isEqualTo(energy, within(1e-9 * (1 + energy)));
        }
        double[] g = gradient(target, xyz);
        for (int d = 0; d < 3; d++) {
            double sum = 0, size = 0;
            for (int a = d; a < g.length; a += 3) {
                sum += g[a];
                size += Math.abs(g[a]);
            }
            assertThat(sum).isEqualTo(0, within(1e-10 * (1 + size)));
        }
    }

    @Test
    void theAnswerDoesNotDependOnTheTeam() {
        var random = new Random(11);
        int atoms = 6000;
        var rows = new RestraintBuilder();
        for (int n = 0; n < 9000; n++) {
            int a = random.nextInt(atoms - 4);
            rows.bond(a, a + 1, 1.5, 0.02, Restraints.Origin.COMPONENT);
            rows.angle(a, a + 1, a + 2, 110, 2, Restraints.Origin.COMPONENT);
            rows.plane(new int[]{a, a + 1, a + 2, a + 3}, 0.02);
        }
        var target = new GeometryTarget(rows.build());
        double[] xyz = random.doubles(3 * atoms, 0, 40).toArray(), one = new double[3 * atoms], four = new double[3 * atoms];
        try (var single = Parallel.single(); var team = Parallel.of(4)) {
            assertThat(target.evaluate(xyz, four, team)).isEqualTo(target.evaluate(xyz, one, single));
        }
        assertThat(four).isEqualTo(one);
    }

    /// The law as published: 9600/n^2 (1 - cos n D) / sigma^2 with degrees; about 1.46 D^2/sigma^2 for small D.
    @Test
    void periodicTorsionsFollowTheirLaw() {
        var rows = new RestraintBuilder();
        rows.torsion(0, 1, 2, 3, 60, 15, 3, Restraints.Origin.COMPONENT);
        var target = new GeometryTarget(rows.build());
        double phi = Math.toRadians(70);
        double[] xyz = {1, 0, -1, 0, 0, -1, 0, 0, 1, Math.cos(phi), Math.sin(phi), 1};
        assertThat(Geometry.torsion(xyz, 0, 1, 2, 3)).isEqualTo(phi, within(1e-12));
        try (var team = Parallel.single()) {
            assertThat(target.energy(xyz, team)).isEqualTo(9600 / 9.0 * (1 - Math.cos(Math.toRadians(30))) / 225, within(1e-9));
        }
    }
}
