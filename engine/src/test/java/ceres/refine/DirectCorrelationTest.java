package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.refine.density.ParticleMesh;
import ceres.numerics.Parallel;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The correlation by direct sums against its definition, and its gradient against its own slope.
class DirectCorrelationTest {
    private static final Parallel TEAM = Parallel.single();

    private static Refiner refiner(Parallel team) {
        var start = Helix.shaken(Helix.truth(), 0.3, 3);
        var r = new Refiner(
                new RefinementProblem(Helix.interpret(start), Helix.map(Helix.truth(), 3, 0.1, team), Optional.empty(),
                        3, RefinementParameters.DEFAULT),
                team);
        r.box.mask(r.model.at(r.xyz, r.b), team);
        r.box.levels(r.scatterers.effective(r.b), 1.5);
        r.box.direct().atoms(r.model.heavyCount(), r.xyz, r.scatterers.lnB(r.b), r.scatterers.weight);
        return r;
    }

    private static double exact(Refiner r, double[] gradient) {
        return r.box.mesh().correlate(r.model.heavyCount(), r.xyz, r.scatterers.lnB(r.b), r.scatterers.weight,
                new ParticleMesh.Slopes(1, gradient, null, null), TEAM);
    }

    @Test
    void isNearItsDefinition() {
        var r = refiner(TEAM);
        int n = 3 * r.model.heavyCount();
        double[] g = new double[n], h = new double[n];
        assertEquals(exact(r, g), r.box.direct().correlate(r.xyz, 1, h, TEAM), 0.005);
        double gh = 0, gg = 0, hh = 0;
        for (int i = 0; i < n; i++) {
            gh += g[i] * h[i];
            gg += g[i] * g[i];
            hh += h[i] * h[i];
        }
        assertTrue(gh / Math.sqrt(gg * hh) > 0.97, "cosine " + gh / Math.sqrt(gg * hh));
    }

    private static void tie(Refiner r, Parallel team) {
        r.box.direct().tie(r.box.mesh().fit(r.scatterers.size(), r.xyz, r.scatterers.lnB(r.b), r.scatterers.weight, team), r.xyz,
                team);
    }

    @Test
    void tiedItHasValueAndGradientOfItsDefinition() {
        var r = refiner(TEAM);
        int n = 3 * r.model.heavyCount();
        double[] g = new double[n], h = new double[n];
        tie(r, TEAM);
        assertEquals(exact(r, g), r.box.direct().correlate(r.xyz, 1, h, TEAM), 1e-9);
        assertArrayEquals(g, h, 1e-12);
    }

    /// The slow twin: the whole sum. Near where the few began, and so far off that they leave what is kept of the others.
    @Test
    void aboutAFewAtomsItIsWhatItIsForAll() {
        for (boolean tied : new boolean[]{false, true}) {
            var r = refiner(TEAM);
            if (tied) tie(r, TEAM);
            int n = 3 * r.model.heavyCount();
            int[] few = IntStream.range(40, 75).toArray();
            var local = r.box.direct().about(few, r.xyz, TEAM);
            for (double by : new double[]{0, 0.3, 0.3, 8, 0.3}) {
                double[] x = Arrays.copyOf(r.xyz, n), g = new double[n], h = new double[n];
                var random = new SplittableRandom(5);
                for (int i : few) for (int d = 0; d < 3; d++) x[3 * i + d] += by * random.nextDouble(-1, 1);
                double value = local.correlate(x, 1, h, TEAM);
                assertEquals(r.box.direct().correlate(x, 1, g, TEAM), value, 1e-7);
                double largest = Arrays.stream(g).map(Math::abs).max().orElseThrow();
                for (int i : few) for (int d = 0; d < 3; d++) assertEquals(g[3 * i + d], h[3 * i + d], 1e-5 * largest);
            }
        }
    }

    @Test
    void gradientIsTheSlope() {
        for (boolean tied : new boolean[]{false, true}) {
            var r = refiner(TEAM);
            if (tied) tie(r, TEAM);
            int n = 3 * r.model.heavyCount();
            double[] x = Arrays.copyOf(r.xyz, n), g = new double[n], none = new double[n];
            // somewhere else than where it is tied
            var random = new SplittableRandom(8);
            for (int i = 0; i < n; i++) x[i] += random.nextDouble(-0.1, 0.1);
            r.box.direct().correlate(x, 1, g, TEAM);
            double largest = Arrays.stream(g).map(Math::abs).max().orElseThrow(), h = 2e-3;
            for (int k = 0; k < 60; k++) {
                int i = random.nextInt(n);
                double[] lo = x.clone(), hi = x.clone();
                lo[i] -= h;
                hi[i] += h;
                double slope = (r.box.direct().correlate(hi, 0, none, TEAM) - r.box.direct().correlate(lo, 0, none, TEAM))
                        / (2 * h);
                assertEquals(slope, g[i], 1e-3 * largest);
            }
        }
    }

    @Test
    void isTheSameForAnyNumberOfThreads() {
        double[] one = null;
        for (int threads : new int[]{1, 2, 8})
            try (var team = Parallel.of(threads)) {
                var r = refiner(team);
                tie(r, team);
                var g = new double[3 * r.model.heavyCount()];
                r.box.direct().correlate(r.xyz, 1, g, team);
                if (one == null) one = g;
                assertArrayEquals(one, g, 0.0);
            }
    }

    @Test
    void slopeByBFactorsIsTheSlope() {
        for (boolean tied : new boolean[]{false, true}) {
            var r = refiner(TEAM);
            int n = r.model.heavyCount();
            double[] ln = new double[n], w = r.scatterers.weight, g = new double[n], none = new double[n];
            var random = new SplittableRandom(9);
            // sharp and broad atoms: the radius of the ball is held for the first and grows for the others
            for (int i = 0; i < n; i++) ln[i] = Math.log(random.nextDouble(20, 400));
            if (tied) {
                r.box.mesh().levels(2, 600, 1.5);
                r.box.plain().tieB(r.box.mesh().fit(n, r.xyz, ln, w, TEAM), r.xyz, ln, w, TEAM);
                for (int i = 0; i < n; i++) ln[i] += random.nextDouble(-0.1, 0.1);
            }
            r.box.plain().correlate(r.xyz, ln, w, 1, g, TEAM);
            double largest = Arrays.stream(g).map(Math::abs).max().orElseThrow(), h = 1e-2;
            for (int k = 0; k < 60; k++) {
                int i = random.nextInt(n);
                double[] lo = ln.clone(), hi = ln.clone();
                lo[i] -= h;
                hi[i] += h;
                double slope = (r.box.plain().correlate(r.xyz, hi, w, 0, none, TEAM)
                        - r.box.plain().correlate(r.xyz, lo, w, 0, none, TEAM)) / (2 * h);
                assertEquals(slope, g[i], 3e-3 * largest);
            }
        }
    }

    /// Atoms off the grid and nowhere at all neither count nor break anything.
    @Test
    void leavesOutWhatIsNotThere() {
        var r = refiner(TEAM);
        double[] x = r.xyz.clone(), g = new double[x.length];
        x[0] = Double.NaN;
        x[5] = 1e6;
        assertTrue(Double.isFinite(r.box.direct().correlate(x, 1, g, TEAM)));
        for (double v : g) assertTrue(Double.isFinite(v));
    }
}
