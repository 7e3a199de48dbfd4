package ceres.refine.quality;

import ceres.refine.moving.MovingModel;
import ceres.model.Structure;
import ceres.restraint.Restraints;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Stretches of a polymer that the map does not show. They stay about where they were: nothing tells where else they belong, and free they
/// drift by several angstroms into noise or a neighbour's density.
///
/// A residue is unseen if the mean density at its atoms, averaged over the five residues around it, is below 0.15 of the median residue's,
/// and so are four of its neighbours in a row with it. Atoms outside the map, of whatever kind, are held too.
public final class Unseen {
    private static final double SIGMA = 0.7, FAINT = 0.15, LEAST_MEDIAN = 0.2;
    private static final int ROUND = 2, SHORTEST = 5;

    private final Structure s;
    private final boolean[] unseen;
    private final IntPredicate outside;
    private final Restraints.References references;

    private Unseen(Structure s, boolean[] unseen, IntPredicate outside, double[] xyz) {
        this.s = s;
        this.unseen = unseen;
        this.outside = atoms(s, outside);
        int[] atoms = IntStream.range(0, s.atomCount()).filter(this::hides).toArray();
        var at = new double[3 * atoms.length];
        for (int k = 0; k < atoms.length; k++) System.arraycopy(xyz, 3 * atoms[k], at, 3 * k, 3);
        double[] sigma = new double[atoms.length], limit = sigma.clone();
        Arrays.fill(sigma, SIGMA);
        Arrays.fill(limit, Double.POSITIVE_INFINITY);
        this.references = new Restraints.References(atoms, at, sigma, limit);
    }

    /// Nothing is unseen.
    public static Unseen none(Structure heavy) {
        return new Unseen(heavy, new boolean[heavy.residueCount()], a -> false, heavy.atoms().xyz());
    }

    /// Those atoms for good, wherever they go.
    private static IntPredicate atoms(Structure s, IntPredicate chosen) {
        var set = new BitSet();
        IntStream.range(0, s.atomCount()).filter(chosen).forEach(set::set);
        return set::get;
    }

    /// @param density of the map at each heavy atom, rms 1 near the model
    /// @param outside the heavy atoms that the map does not reach to
    /// @param xyz where unseen atoms are held
    public static Unseen of(MovingModel model, double[] density, IntPredicate outside, double[] xyz) {
        Structure s = model.heavy();
        var mean = new double[s.residueCount()];
        for (int r = 0; r < mean.length; r++) {
            for (int a = s.atomStart(r); a < s.atomEnd(r); a++) mean[r] += density[a];
            mean[r] /= Math.max(1, s.atomEnd(r) - s.atomStart(r));
        }
        double[] polymer = IntStream.range(0, mean.length).filter(r -> model.kind(r).isPolymer())
                .mapToDouble(r -> mean[r]).sorted().toArray();
        double median = polymer.length == 0 ? 0 : polymer[polymer.length / 2];
        var unseen = new boolean[mean.length];
        if (median < LEAST_MEDIAN) return new Unseen(s, unseen, outside, xyz);
        for (int r = 0; r < mean.length; r++) unseen[r] = model.kind(r).isPolymer() && around(s, mean, r) < FAINT * median;
        for (int r = 0; r < unseen.length;) {
            int end = r;
            while (end < unseen.length && unseen[end] && s.chainOf(end) == s.chainOf(r)) end++;
            if (end - r < SHORTEST) Arrays.fill(unseen, r, Math.max(end, r), false);
            r = Math.max(end, r + 1);
        }
        return new Unseen(s, unseen, outside, xyz);
    }

    private static double around(Structure s, double[] mean, int r) {
        double sum = 0;
        int n = 0;
        for (int q = Math.max(0, r - ROUND); q <= Math.min(mean.length - 1, r + ROUND); q++)
            if (s.chainOf(q) == s.chainOf(r)) {
                sum += mean[q];
                n++;
            }
        return sum / n;
    }

    /// True for an atom of an unseen residue, and for one outside the map.
    public boolean hides(int heavyAtom) { return unseen[s.residueOf(heavyAtom)] || outside(heavyAtom); }

    /// True for an atom that the map does not reach to.
    public boolean outside(int heavyAtom) { return outside.test(heavyAtom); }

    public boolean residue(int r) { return unseen[r]; }

    public int residues() {
        int n = 0;
        for (boolean u : unseen) if (u) n++;
        return n;
    }

    /// The restraints with those that hold unseen atoms.
    public Restraints hold(Restraints r) {
        if (references.size() == 0) return r;
        var old = r.references();
        int n = old.size(), m = references.size();
        int[] atom = Arrays.copyOf(old.atom(), n + m);
        System.arraycopy(references.atom(), 0, atom, n, m);
        var all = new Restraints.References(atom, joined(old.xyz(), references.xyz()), joined(old.sigma(), references.sigma()),
                joined(old.limit(), references.limit()));
        return new Restraints(r.bonds(), r.angles(), r.dihedrals(), r.chiralities(), r.planes(), r.cBeta(), r.hydrogenBonds(),
                r.parallelities(), all);
    }

    private static double[] joined(double[] a, double[] b) {
        double[] c = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, c, a.length, b.length);
        return c;
    }
}
