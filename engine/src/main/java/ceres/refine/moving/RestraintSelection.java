package ceres.refine.moving;

import ceres.restraint.BondGraph;
import ceres.restraint.Restraints;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Restraints of some of the atoms: those whose atoms are all kept, renumbered. Atoms beyond an index (images, to which hydrogen bonds may lead) are kept as
/// they are.
public final class RestraintSelection {
    private RestraintSelection() {}

    /// @param index new index of every atom, -1 where it is left out
    public static Restraints of(Restraints r, int[] index) {
        return new Restraints(bonds(r.bonds(), index), angles(r.angles(), index), dihedrals(r.dihedrals(), index),
                chiralities(r.chiralities(), index), planes(r.planes(), index), dihedrals(r.cBeta(), index),
                hydrogenBonds(r.hydrogenBonds(), index), parallelities(r.parallelities(), index),
                references(r.references(), index));
    }

    public static BondGraph of(BondGraph g, int[] index, int n) {
        int[] i = new int[g.neighbour().length], j = i.clone();
        int m = 0;
        for (int a = 0; a < g.atomCount(); a++)
            for (int s = g.start()[a]; s < g.start()[a + 1]; s++) {
                int b = g.neighbour()[s];
                if (b < a || index[a] < 0 || index[b] < 0) continue;
                i[m] = index[a];
                j[m++] = index[b];
            }
        return new BondGraph(n, Arrays.copyOf(i, m), Arrays.copyOf(j, m));
    }

    private static int[] kept(int[] index, int[]... columns) {
        return IntStream.range(0, columns[0].length).filter(k -> Arrays.stream(columns).allMatch(c -> at(index, c[k]) >= 0))
                .toArray();
    }

    private static int at(int[] index, int atom) { return atom < index.length ? index[atom] : atom; }

    private static int[] renumbered(int[] column, int[] keep, int[] index) {
        return Arrays.stream(keep).map(k -> at(index, column[k])).toArray();
    }

    private static double[] of(double[] column, int[] keep) { return Arrays.stream(keep).mapToDouble(k -> column[k]).toArray(); }

    private static Restraints.Origin[] of(Restraints.Origin[] column, int[] keep) {
        return Arrays.stream(keep).mapToObj(k -> column[k]).toArray(Restraints.Origin[]::new);
    }

    private static Restraints.Bonds bonds(Restraints.Bonds b, int[] index) {
        int[] keep = kept(index, b.i(), b.j());
        return new Restraints.Bonds(renumbered(b.i(), keep, index), renumbered(b.j(), keep, index), of(b.ideal(), keep),
                of(b.sigma(), keep), of(b.origin(), keep));
    }

    private static Restraints.Angles angles(Restraints.Angles a, int[] index) {
        int[] keep = kept(index, a.i(), a.j(), a.k());
        return new Restraints.Angles(renumbered(a.i(), keep, index), renumbered(a.j(), keep, index),
                renumbered(a.k(), keep, index), of(a.ideal(), keep), of(a.sigma(), keep), of(a.origin(), keep));
    }

    private static Restraints.Dihedrals dihedrals(Restraints.Dihedrals d, int[] index) {
        int[] keep = kept(index, d.i(), d.j(), d.k(), d.l());
        return new Restraints.Dihedrals(renumbered(d.i(), keep, index), renumbered(d.j(), keep, index),
                renumbered(d.k(), keep, index), renumbered(d.l(), keep, index), of(d.ideal(), keep), of(d.alternative(), keep),
                of(d.sigma(), keep), Arrays.stream(keep).map(k -> d.period()[k]).toArray(), of(d.origin(), keep));
    }

    private static Restraints.Chiralities chiralities(Restraints.Chiralities c, int[] index) {
        int[] keep = kept(index, c.centre(), c.a(), c.b(), c.d());
        var both = new boolean[keep.length];
        for (int k = 0; k < keep.length; k++) both[k] = c.both()[keep[k]];
        return new Restraints.Chiralities(renumbered(c.centre(), keep, index), renumbered(c.a(), keep, index),
                renumbered(c.b(), keep, index), renumbered(c.d(), keep, index), of(c.ideal(), keep), of(c.sigma(), keep), both);
    }

    /// A plane keeps the atoms that are left, if there are four or more.
    private static Restraints.Planes planes(Restraints.Planes p, int[] index) {
        var start = new int[p.start().length];
        var atom = new int[p.atom().length];
        var sigma = new double[p.sigma().length];
        int groups = 0, m = 0;
        for (int g = 0; g < p.size(); g++) {
            int begin = m;
            for (int s = p.start()[g]; s < p.start()[g + 1]; s++) {
                if (index[p.atom()[s]] < 0) continue;
                atom[m] = index[p.atom()[s]];
                sigma[m++] = p.sigma()[s];
            }
            if (m - begin < 4) m = begin;
            else
                start[++groups] = m;
        }
        return new Restraints.Planes(Arrays.copyOf(start, groups + 1), Arrays.copyOf(atom, m), Arrays.copyOf(sigma, m));
    }

    private static Restraints.HydrogenBonds hydrogenBonds(Restraints.HydrogenBonds h, int[] index) {
        int[] keep = kept(index, h.i(), h.j());
        return new Restraints.HydrogenBonds(renumbered(h.i(), keep, index), renumbered(h.j(), keep, index), of(h.ideal(), keep),
                of(h.sigma(), keep), of(h.limit(), keep));
    }

    private static Restraints.Parallelities parallelities(Restraints.Parallelities p, int[] index) {
        var start = new int[p.start().length];
        var atom = new int[p.atom().length];
        var sigma = new double[p.size()];
        int pairs = 0, m = 0;
        for (int g = 0; g < p.size(); g++) {
            int begin = m;
            boolean whole = true;
            for (int side = 0; side < 2; side++) {
                for (int s = p.start()[2 * g + side]; s < p.start()[2 * g + side + 1]; s++) {
                    whole &= index[p.atom()[s]] >= 0;
                    atom[m++] = index[p.atom()[s]];
                }
                start[2 * pairs + side + 1] = m;
            }
            if (whole) sigma[pairs++] = p.sigma()[g];
            else
                m = begin;
        }
        return new Restraints.Parallelities(Arrays.copyOf(start, 2 * pairs + 1), Arrays.copyOf(atom, m),
                Arrays.copyOf(sigma, pairs));
    }

    private static Restraints.References references(Restraints.References r, int[] index) {
        int[] keep = kept(index, r.atom());
        var xyz = new double[3 * keep.length];
        for (int k = 0; k < keep.length; k++) System.arraycopy(r.xyz(), 3 * keep[k], xyz, 3 * k, 3);
        return new Restraints.References(renumbered(r.atom(), keep, index), xyz, of(r.sigma(), keep), of(r.limit(), keep));
    }
}
