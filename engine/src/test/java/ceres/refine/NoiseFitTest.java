package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.density.FscCurve;
import ceres.numerics.Parallel;
import ceres.refine.moving.MovingModel;
import ceres.refine.symmetry.NcsConstraints;
import ceres.refine.symmetry.NcsRule;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The gap of FSC work and FSC free against least-squares fits whose number of parameters is known.
class NoiseFitTest {
    private static final double[] S = {0.06, 0.12, 0.18, 0.24, 0.30}, SIGNAL = {5, 3, 2, 1.2, 0.8};
    private static final int[] TERMS = {60, 240, 540, 960, 1500};

    /// What one fit of a model with that many parameters gives.
    private record Fit(double gap, NoiseFit noise) {}

    /// Signal and noise in shells; a linear model that holds the signal, its columns as strong in a shell as derivatives by coordinates are;
    /// fitted to the first half with weights 1 / sigma^2.
    private static Fit fit(int parameters, long seed) {
        SplittableRandom random = new SplittableRandom(seed), directions = new SplittableRandom(seed + 1_000_000);
        int n = 0;
        for (int t : TERMS) n += t;
        double[] signal = new double[n], one = new double[n], two = new double[n], model = new double[n];
        var columns = new double[parameters][n];
        for (int k = 0, at = 0; k < S.length; k++)
            for (int t = 0; t < TERMS[k]; t++, at++) {
                signal[at] = SIGNAL[k] * random.nextGaussian();
                one[at] = random.nextGaussian();
                two[at] = signal[at] + random.nextGaussian();
                for (double[] c : columns) c[at] = S[k] * SIGNAL[k] * directions.nextGaussian();
            }
        double[] x = leastSquares(columns, one);
        for (int at = 0; at < n; at++) {
            model[at] = signal[at];
            for (int p = 0; p < parameters; p++) model[at] += x[p] * columns[p][at];
            one[at] += signal[at];
        }
        FscCurve work = curve(model, one), free = curve(model, two);
        return new Fit(mean(work) - mean(free), NoiseFit.of(work, curve(one, two), 1, 3));
    }

    private static FscCurve curve(double[] f, double[] g) {
        double[] fsc = new double[S.length], members = new double[S.length];
        for (int k = 0, at = 0; k < S.length; k++) {
            double fg = 0, ff = 0, gg = 0;
            for (int t = 0; t < TERMS[k]; t++, at++) {
                fg += f[at] * g[at];
                ff += f[at] * f[at];
                gg += g[at] * g[at];
            }
            fsc[k] = fg / Math.sqrt(ff * gg);
            members[k] = TERMS[k] / 2.0;
        }
        return new FscCurve(S, fsc, members);
    }

    private static double mean(FscCurve c) {
        double sum = 0, n = 0;
        for (int k = 0; k < c.s().length; k++) {
            sum += c.members()[k] * c.fsc()[k];
            n += c.members()[k];
        }
        return sum / n;
    }

    /// Normal equations by elimination.
    private static double[] leastSquares(double[][] columns, double[] y) {
        int m = columns.length;
        var a = new double[m][m + 1];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) a[i][j] = dot(columns[i], columns[j]);
            a[i][m] = dot(columns[i], y);
        }
        for (int i = 0; i < m; i++)
            for (int r = 0; r < m; r++) {
                if (r == i) continue;
                double q = a[r][i] / a[i][i];
                for (int j = i; j <= m; j++) a[r][j] -= q * a[i][j];
            }
        var x = new double[m];
        for (int i = 0; i < m; i++) x[i] = a[i][m] / a[i][i];
        return x;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }

    @Test
    void theGapOfALeastSquaresFitTellsItsNumberOfParameters() {
        for (int parameters : new int[]{40, 120}) {
            double sum = 0;
            int fits = 20;
            for (int seed = 0; seed < fits; seed++) {
                var f = fit(parameters, seed);
                // the same noise without a fit: chance alone
                sum += f.noise.parameters(f.gap - fit(0, seed).gap) / fits;
            }
            assertEquals(parameters, sum, 0.15 * parameters);
        }
    }

    @Test
    void withoutAFitTheGapScattersAsChanceDoes() {
        double sum = 0, squares = 0, expected = 0;
        int cases = 400;
        for (int seed = 0; seed < cases; seed++) {
            var f = fit(0, 1000 + seed);
            sum += f.gap;
            squares += f.gap * f.gap;
            expected += f.noise.deviation() / cases;
        }
        double measured = Math.sqrt(squares / cases);
        assertTrue(Math.abs(sum / cases) < 3 * measured / Math.sqrt(cases), "mean " + sum / cases);
        // the estimate leaves out that |h| varies along with h, which lessens the scatter where the FSC is high
        assertTrue(measured < 1.1 * expected && measured > 0.6 * expected, measured + " for " + expected);
    }

    @Test
    void aWideGapIsOverfittingAndANarrowOneIsNotWhereTheTermsCanTell() {
        var many = new NoiseFit(1e-4, 0.01, 10_000);
        assertEquals(RefinementResult.Overfitted.NO, many.judge(0.05, new Freedom(400, 3000)).verdict());
        assertEquals(RefinementResult.Overfitted.YES, many.judge(0.08, new Freedom(400, 3000)).verdict());
        assertEquals(0.07, many.mark(400), 1e-12);
    }

    @Test
    void fewTermsDecideNothingUnlessTheGapIsWideEvenForThem() {
        var few = new NoiseFit(1e-3, 0.08, 600);
        var narrow = few.judge(0.2, new Freedom(100, 400));
        assertEquals(RefinementResult.Overfitted.NOT_DECIDABLE, narrow.verdict());
        assertTrue(narrow.sentence().contains("600 independent Fourier terms"), narrow.sentence());
        assertEquals(RefinementResult.Overfitted.YES, few.judge(0.4, new Freedom(100, 400)).verdict());
    }

    @Test
    void halfMapsWithoutNoiseDecideNothing() {
        var f = new FscCurve(S, new double[]{1, 1, 1, 1, 1}, new double[]{1, 2, 3, 4, 5});
        assertEquals(RefinementResult.Overfitted.NOT_DECIDABLE,
                NoiseFit.of(f, f, 1, 3).judge(0, new Freedom(100, 400)).verdict());
    }

    @Test
    void aMaskLeavesItsShareOfTheTermsIndependent() {
        assertEquals(0.25, NoiseFit.independent(new float[]{1, 0, 0, 0}), 1e-12);
        assertEquals(1.25 * 1.25 / 1.0625 / 4, NoiseFit.independent(new float[]{1, 0.5f, 0, 0}), 1e-6);
    }

    /// Of the helix: phi but of the first, psi, omega and the chis; the place of the whole; two B factors for a residue with a side chain.
    @Test
    void torsionsAreCounted() {
        var model = new MovingModel(Helix.interpret(Helix.truth()));
        int chis = Helix.SEQUENCE.stream()
                .mapToInt(n -> Map.of("LEU", 2, "SER", 1, "LYS", 4, "ASN", 2, "VAL", 1).getOrDefault(n, 0))
                .sum();
        int residues = Helix.SEQUENCE.size();
        var ncs = new NcsConstraints(model.heavy(), NcsRule.NONE);
        var freedom = Freedom.of(model, model.restraintsAt(model.start(Parallel.single())), ncs, model.heavyCount(),
                2 * residues - 1);
        assertEquals(3 * residues - 2 + chis + 6 + 2 * residues - 1, freedom.restrained(), 1e-9);
        assertEquals(4 * model.heavyCount(), freedom.unrestrained());
        assertEquals(3 * model.heavyCount(),
                Freedom.of(model, model.restraintsAt(model.start(Parallel.single())), ncs, 0, 2 * residues - 1).unrestrained());
    }
}
