package ceres.refine.density;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.density.MolecularMask;
import ceres.map.Grid;
import ceres.model.Structure;
import ceres.numerics.Fft3;
import ceres.numerics.Parallel;
import ceres.refine.Helix;
import ceres.refine.moving.Rotation;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShellLikelihoodTest {
    private static final Parallel TEAM = Parallel.single();
    private static final double D = 3;
    private static final int LYSINE = 8, ASPARAGINE = 11;

    private final Structure truth = Helix.truth(), present;
    private final DensityBox box;
    private final Scatterers scatterers;
    private final double[] lnB, xyz;
    private final ShellErrors errors;
    private final ShellLikelihood likelihood;

    ShellLikelihoodTest() {
        double[] b = truth.atoms().b().clone();
        for (int a = 0; a < b.length; a++) b[a] += a % 5 * 15;
        present = Helix.wrongChi1(truth, 6).withB(b);
        box = new DensityBox(Helix.map(truth, D, 0.3, TEAM), present, D, TEAM);
        scatterers = new Scatterers(present, box.shape());
        lnB = scatterers.lnB(b);
        xyz = present.atoms().xyz().clone();
        box.mesh().levels(30, 200, 1.15);
        float[] model = map(xyz, lnB).clone(), soft = MolecularMask.soft(present, box.mesh().grid(), 3, TEAM).values();
        errors = ShellErrors.within(soft, box.meshValues(), model, box.mesh().grid(), D, TEAM);
        likelihood = new ShellLikelihood(errors, box, model, xyz, lnB, scatterers.weight, TEAM);
    }

    private float[] map(double[] at, double[] lnB) {
        return box.mesh().modelMap(truth.atomCount(), at, lnB, scatterers.weight, TEAM);
    }

    private int[] beyondBeta(int residue) {
        return IntStream.range(truth.find(residue, "CB") + 1, truth.atomEnd(residue)).toArray();
    }

    private double[] turned(double[] from, int residue, double deg) {
        double[] x = from.clone();
        Rotation.about(x, truth.find(residue, "CA"), truth.find(residue, "CB"), Math.toRadians(deg), beyondBeta(residue));
        return x;
    }

    /// ln L of the whole model, by transforming all of it.
    private double slowly(double[] at, double[] lnB) {
        Grid g = box.mesh().grid();
        var fft = new Fft3(g.nx(), g.ny(), g.nz());
        float[] o = new float[fft.spectrumLength()], c = o.clone();
        fft.forward(box.meshValues(), o, TEAM);
        fft.forward(map(at, lnB), c, TEAM);
        double[] sum = {0};
        var sphere = new ResolutionSphere(g, D);
        for (int l = 0; l < g.nz(); l++)
            sphere.each(l, (k, s2) -> {
                double certainty = s2 == 0 ? 0 : errors.certainty(s2);
                if (certainty == 0) return;
                int h = k / 2 % (g.nx() / 2 + 1);
                double d = errors.scale(s2), x = o[k] - d * c[k], y = o[k + 1] - d * c[k + 1];
                sum[0] -= (h == 0 || 2 * h == g.nx() ? 0.5 : 1) * (x * x + y * y) * certainty / d;
            });
        return sum[0];
    }

    /// A side chain is tried in other places with other B factors, after another beside it has moved: every difference is that of the whole sum.
    @Test
    void agreesWithTheSumOverTheWholeBox() {
        int[] atoms = beyondBeta(LYSINE), others = beyondBeta(ASPARAGINE);
        double[] now = turned(xyz, ASPARAGINE, 100), tried = new double[atoms.length], ln = lnB.clone();
        for (int k = 0; k < atoms.length; k++) {
            tried[k] = 45 + 10 * k;
            ln[atoms[k]] = Math.log(tried[k]);
        }
        var group = likelihood.group(atoms, tried, others, new int[0]);
        double here = group.at(now), whole = slowly(now, ln);
        for (double deg : new double[]{10, 60, 120, 180, 240}) {
            double[] x = turned(now, LYSINE, deg);
            double fast = group.at(x) - here, slow = slowly(x, ln) - whole;
            assertEquals(slow, fast, 0.02 * Math.abs(slow) + 0.15, deg + " degrees");
        }
    }

    /// Two groups tried at once: their sum counts what they share once.
    @Test
    void twoAtOnceAreAsGoodAsTheirSum() {
        int[] one = beyondBeta(LYSINE), two = beyondBeta(ASPARAGINE), none = {};
        var a = likelihood.group(one, b(one), none, two);
        var b = likelihood.group(two, b(two), none, one);
        double before = a.at(xyz) + b.at(xyz), whole = slowly(xyz, lnB);
        double[] x = turned(turned(xyz, LYSINE, 80), ASPARAGINE, -70);
        double slow = slowly(x, lnB) - whole;
        assertEquals(slow, a.at(x) + b.at(x) - before, 0.02 * Math.abs(slow) + 0.15);
    }

    private double[] b(int[] atoms) { return Arrays.stream(atoms).mapToDouble(likelihood::b).toArray(); }

    @Test
    void theTruthIsLikelierThanEveryOtherTurn() {
        for (int residue = 1; residue < truth.residueCount(); residue++) {
            if (truth.find(residue, "CB") < 0 || beyondBeta(residue).length == 0) continue;
            int[] atoms = beyondBeta(residue);
            var group = likelihood.group(atoms, b(atoms), new int[0], new int[0]);
            double[] x = xyz.clone();
            for (int a : atoms) System.arraycopy(truth.atoms().xyz(), 3 * a, x, 3 * a, 3);
            double right = group.at(x);
            for (double deg : new double[]{90, 120, 180, 240, 270}) {
                double wrong = group.at(turned(x, residue, deg));
                assertTrue(right > wrong + 2,
                        "%s %d by %.0f degrees: %.1f, %.1f".formatted(truth.residueName(residue), residue, deg,
                                right, wrong));
            }
        }
    }
}
