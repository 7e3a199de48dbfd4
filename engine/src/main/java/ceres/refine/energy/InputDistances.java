package ceres.refine.energy;

import ceres.model.Structure;
import ceres.numerics.CellList;
import ceres.refine.moving.MovingModel;
import ceres.restraint.Restraints;
import java.util.Arrays;
import java.util.stream.IntStream;

/// The shape of the input, kept loosely where a map is too poor to show it: distances of C-alphas (C4' of nucleotides) of a chain that lie
/// within 10 A of each other, three residues or more apart.
///
/// They are those of the input as it was given, sigma 0.4 A, as of two atoms that are 0.3 A off each; beyond 1.5 A they let go, so that a wrong loop
/// can be mended, and domains and chains that do not touch move against each other freely. Law: that of hydrogen bonds
/// ([Restraints.HydrogenBonds]). Source of the idea: the reference models of Headd2012, elastic networks.
public final class InputDistances {
    private static final double REACH = 10, SIGMA = 0.4, LIMIT = 1.5;
    private static final int APART = 3;

    private final Restraints.HydrogenBonds rows;

    private InputDistances(Restraints.HydrogenBonds rows) { this.rows = rows; }

    /// No distance is kept.
    public static InputDistances none() { return new InputDistances(Restraints.HydrogenBonds.NONE); }

    /// @param xyz of the input, A
    public static InputDistances of(MovingModel model, double[] xyz) {
        Structure s = model.heavy();
        int[] trace = IntStream.range(0, s.residueCount()).map(r -> s.find(r, model.kind(r).isProtein() ? "CA" : "C4'"))
                .filter(a -> a >= 0 && model.kind(s.residueOf(a)).isPolymer()).toArray();
        var at = new double[3 * trace.length];
        for (int k = 0; k < trace.length; k++) System.arraycopy(xyz, 3 * trace[k], at, 3 * k, 3);
        var cells = new CellList(at, REACH);
        IntStream.Builder i = IntStream.builder(), j = IntStream.builder();
        for (int k = 0; k < trace.length; k++) {
            int first = k;
            cells.near(at[3 * k], at[3 * k + 1], at[3 * k + 2], REACH, q -> {
                int r = s.residueOf(trace[first]), t = s.residueOf(trace[q]);
                if (t < r + APART || s.chainOf(r) != s.chainOf(t)) return;
                i.add(trace[first]);
                j.add(trace[q]);
            });
        }
        int[] a = i.build().toArray(), b = j.build().toArray();
        double[] ideal = new double[a.length], sigmas = new double[a.length], limits = new double[a.length];
        for (int k = 0; k < a.length; k++) ideal[k] = distance(xyz, a[k], b[k]);
        Arrays.fill(sigmas, SIGMA);
        Arrays.fill(limits, LIMIT);
        return new InputDistances(new Restraints.HydrogenBonds(a, b, ideal, sigmas, limits));
    }

    private static double distance(double[] xyz, int a, int b) {
        double sum = 0;
        for (int d = 0; d < 3; d++) sum += Math.pow(xyz[3 * a + d] - xyz[3 * b + d], 2);
        return Math.sqrt(sum);
    }

    public int size() { return rows.size(); }

    /// The restraints and these.
    public Restraints with(Restraints r) {
        if (size() == 0) return r;
        var h = r.hydrogenBonds();
        var all = new Restraints.HydrogenBonds(joined(h.i(), rows.i()), joined(h.j(), rows.j()), joined(h.ideal(), rows.ideal()),
                joined(h.sigma(), rows.sigma()), joined(h.limit(), rows.limit()));
        return new Restraints(r.bonds(), r.angles(), r.dihedrals(), r.chiralities(), r.planes(), r.cBeta(), all,
                r.parallelities(), r.references());
    }

    private static int[] joined(int[] a, int[] b) { return IntStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray(); }

    private static double[] joined(double[] a, double[] b) {
        double[] c = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, c, a.length, b.length);
        return c;
    }
}
