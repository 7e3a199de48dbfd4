package ceres.bench.recovery;

import ceres.chem.RotamerTables;
import ceres.model.Structure;
import ceres.numerics.Geometry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Makes a model wrong in known ways, the same way for the same seed.
final class Disturbance {
    /// A rotamer is another one if a chi differs by more than this.
    private static final double OTHER = Math.toRadians(60);
    private static final double BONDED = 2.1;

    private final Structure s;
    private final double[] xyz;
    private final SplittableRandom random;

    Disturbance(Structure truth, long seed) {
        this.s = truth;
        this.xyz = truth.atoms().xyz().clone();
        this.random = new SplittableRandom(seed);
    }

    /// What was done so far, with B factors that know nothing of the truth but their mean.
    Structure structure() {
        var b = new double[s.atomCount()];
        Arrays.fill(b, Arrays.stream(s.atoms().b()).average().orElse(50));
        return s.withXyz(xyz.clone()).withB(b);
    }

    /// Turns that part of the side chains, drawn by lot, into another rotamer of their list.
    Disturbance wrongRotamers(double part) {
        for (SideChain chain : SideChain.of(s)) {
            if (random.nextDouble() >= part) continue;
            double[] chi = chain.angles(xyz);
            List<RotamerTables.Rotamer> others = new ArrayList<>();
            for (var r : RotamerTables.standard().rotamers(chain.name())) if (differs(chain, chi, r)) others.add(r);
            if (!others.isEmpty()) turn(chain, others.get(random.nextInt(others.size())).chi());
        }
        return this;
    }

    private static boolean differs(SideChain chain, double[] chi, RotamerTables.Rotamer other) {
        for (int k = 0; k < chi.length && k < other.chi().length; k++)
            if (chain.difference(k, chi[k], other.chi()[k]) > OTHER && !chain.turnable(k)) return true;
        return false;
    }

    /// Coordinates with a side chain turned to these chis, radians.
    double[] turned(SideChain chain, double[] chi) {
        turn(chain, chi);
        return xyz.clone();
    }

    private void turn(SideChain chain, double[] to) {
        for (int k = 0; k < chain.chi().length && k < to.length; k++) {
            int[] c = chain.chi()[k];
            double now = Geometry.torsion(xyz, c[0], c[1], c[2], c[3]);
            about(c[1], c[2], to[k] - now, beyond(chain.residue(), c[1], c[2]));
        }
    }

    /// Atoms of the residue that are reached from c without passing b, by the true bonds; hydrogens are not there.
    private int[] beyond(int residue, int b, int c) {
        var reached = new ArrayList<>(List.of(c));
        for (int q = 0; q < reached.size(); q++)
            for (int a = s.atomStart(residue); a < s.atomEnd(residue); a++)
                if (a != b && !reached.contains(a) && s.distance(a, reached.get(q)) < BONDED) reached.add(a);
        reached.removeFirst();
        return reached.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Turns that part of the peptides over: C, O and N by half a turn about the line of the two C-alphas.
    Disturbance flippedPeptides(double part) {
        for (Peptide p : Peptide.of(s))
            if (random.nextDouble() < part) about(p.alpha(), p.nextAlpha(), Math.PI, new int[]{p.c(), p.o(), p.n()});
        return this;
    }

    /// Moves every atom on its own; the length of the moves is `rms` in the root mean square.
    Disturbance shaken(double rms) {
        for (int i = 0; i < xyz.length; i++) xyz[i] += rms / Math.sqrt(3) * random.nextGaussian();
        return this;
    }

    /// Moves the whole model that far in a direction drawn by lot and turns it by that angle about an axis drawn by lot through its centre.
    Disturbance displaced(double shift, double turnDeg) { return displaced(a -> true, shift, turnDeg); }

    /// The same for some of its atoms.
    Disturbance displaced(IntPredicate atom, double shift, double turnDeg) {
        int[] atoms = IntStream.range(0, s.atomCount()).filter(atom).toArray();
        double[] axis = direction(), to = direction(), centre = new double[3];
        for (int a : atoms) for (int d = 0; d < 3; d++) centre[d] += xyz[3 * a + d] / atoms.length;
        var far = new double[]{centre[0] + axis[0], centre[1] + axis[1], centre[2] + axis[2]};
        about(centre, far, Math.toRadians(turnDeg), atoms);
        for (int a : atoms) for (int d = 0; d < 3; d++) xyz[3 * a + d] += shift * to[d];
        return this;
    }

    /// The angle of a rotation drawn evenly from all rotations, degrees.
    double anyTurnDeg() {
        double w = random.nextGaussian(), v = 0;
        for (int k = 0; k < 3; k++) v += Math.pow(random.nextGaussian(), 2);
        return Math.toDegrees(2 * Math.atan2(Math.sqrt(v), Math.abs(w)));
    }

    private double[] direction() {
        double x = random.nextGaussian(), y = random.nextGaussian(), z = random.nextGaussian(),
                r = Math.sqrt(x * x + y * y + z * z);
        return new double[]{x / r, y / r, z / r};
    }

    private void about(int b, int c, double angle, int[] atoms) {
        about(Arrays.copyOfRange(xyz, 3 * b, 3 * b + 3), Arrays.copyOfRange(xyz, 3 * c, 3 * c + 3), angle, atoms);
    }

    private void about(double[] from, double[] to, double angle, int[] atoms) {
        double[] u = {to[0] - from[0], to[1] - from[1], to[2] - from[2]};
        double r = Math.sqrt(u[0] * u[0] + u[1] * u[1] + u[2] * u[2]), cos = Math.cos(angle), sin = Math.sin(angle);
        for (int d = 0; d < 3; d++) u[d] /= r;
        for (int a : atoms) {
            double x = xyz[3 * a] - from[0], y = xyz[3 * a + 1] - from[1], z = xyz[3 * a + 2] - from[2];
            double along = (1 - cos) * (u[0] * x + u[1] * y + u[2] * z);
            xyz[3 * a] = from[0] + cos * x + sin * (u[1] * z - u[2] * y) + along * u[0];
            xyz[3 * a + 1] = from[1] + cos * y + sin * (u[2] * x - u[0] * z) + along * u[1];
            xyz[3 * a + 2] = from[2] + cos * z + sin * (u[0] * y - u[1] * x) + along * u[2];
        }
    }
}
