package ceres.refine.energy;

import ceres.refine.moving.MovingModel;
import ceres.numerics.CellList;
import ceres.numerics.GradientLanes;
import ceres.numerics.Parallel;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Repulsion of atoms that are too close, hydrogens included.
///
///     E = c4 o^4 + c2 max(0, o - 0.1)^2 + c1 o^2,   o = d0 - d > 0
///
/// d0 is the sum of Probe's radii less 0.1 A, less 0.6 A (0.8 between charges) for a hydrogen and its acceptor; 2.65 A between heavy N and O.
/// Atoms up to three bonds apart, four where a hydrogen is one of them, do not repel; nor do different alternate locations.
/// Source: Word1999 (radii, allowances); the energy is ours (design notes of the refinement, 7.2).
public final class Contacts {
    /* How it works: pairs nearer than d0 + SKIN are listed once and stay valid until an atom has moved half the skin; the sum over the
     * list is cut in lanes. Bonded neighbourhoods are found once and kept as sorted rows. What is listed beyond d0 costs a distance and
     * adds nothing, so rebuilding never changes the energy. */
    static final double SKIN = 0.8;
    private static final double FAR = 4.2;
    private static final int PIECE = 512, PIECES = 64;
    private static final double HYDROGEN_BOND = 0.6, CHARGED = 0.8, TOLERANCE = 0.1, POLAR_PAIR = 2.65, METAL_PAIR = 2.1,
            METAL_SULFUR = 2.25;

    /// @param quartic c4
    /// @param linear c2, of what exceeds 0.1 A
    /// @param square c1
    public record Strength(double quartic, double linear, double square) {
        public static final Strength NORMAL = new Strength(100, 150, 0);
        /// For clashes that remain.
        public static final Strength HARD = new Strength(400, 600, 200);

        public Strength times(double f) { return new Strength(f * quartic, f * linear, f * square); }
    }

    private final MovingModel model;
    private final int[] excludedStart, excluded;
    private final double reach;
    /// null: all
    private final boolean @Nullable [] moving;
    /// their numbers
    private final int[] movers;
    private int[] first = new int[0], second = new int[0];
    private double[] contact = new double[0], weight = new double[0];
    private double[] listedAt = new double[0];
    private GradientLanes lanes = new GradientLanes(0, 0);

    public Contacts(MovingModel model) {
        this.model = model;
        this.moving = null;
        int n = model.total();
        this.movers = IntStream.range(0, n).toArray();
        this.excludedStart = new int[n + 1];
        var rows = new int[n][];
        double widest = 0;
        for (int a = 0; a < n; a++) {
            rows[a] = neighbourhood(a);
            excludedStart[a + 1] = excludedStart[a] + rows[a].length;
            widest = Math.max(widest, model.radius(a));
        }
        this.excluded = new int[excludedStart[n]];
        for (int a = 0; a < n; a++) System.arraycopy(rows[a], 0, excluded, excludedStart[a], rows[a].length);
        this.reach = Math.min(FAR, 2 * widest - TOLERANCE + SKIN);
    }

    private Contacts(Contacts all, boolean[] moving) {
        this.model = all.model;
        this.excludedStart = all.excludedStart;
        this.excluded = all.excluded;
        this.reach = all.reach;
        this.moving = moving;
        this.movers = IntStream.range(0, moving.length).filter(a -> moving[a]).toArray();
    }

    /// The contacts that any of these atoms takes part in.
    public Contacts of(boolean[] some) { return new Contacts(this, some); }

    /// Atoms above `a` within three bonds (four if either is a hydrogen), sorted.
    private int[] neighbourhood(int a) {
        var bonds = model.bonds();
        int[] found = {a};
        int front = 0;
        for (int shell = 1; shell <= 4; shell++) {
            int end = found.length;
            for (int f = front; f < end; f++)
                for (int k = 0; k < bonds.degree(found[f]); k++) {
                    int b = bonds.neighbour(found[f], k);
                    boolean fourth = shell == 4 && !model.isHydrogen(a) && !model.isHydrogen(b);
                    if (!fourth && !contains(found, b)) {
                        found = Arrays.copyOf(found, found.length + 1);
                        found[found.length - 1] = b;
                    }
                }
            front = end;
        }
        return Arrays.stream(found).filter(b -> b > a).sorted().toArray();
    }

    private static boolean contains(int[] list, int b) {
        for (int x : list) if (x == b) return true;
        return false;
    }

    /// True if the two may touch: neither bonded close by nor of different alternate locations, and both there.
    public boolean free(int a, int b) {
        return model.present(a) && model.present(b) && model.meet(a, b) && !excludes(Math.min(a, b), Math.max(a, b));
    }

    private boolean excludes(int low, int high) {
        int from = excludedStart[low], to = excludedStart[low + 1];
        // most are beyond the row
        return to > from && high <= excluded[to - 1] && Arrays.binarySearch(excluded, from, to, high) >= 0;
    }

    /// The allowance of a hydrogen bond between the two: 0 if they do not make one.
    public double allowance(int a, int b) {
        boolean bond = model.donor(a) && model.acceptor(b) || model.donor(b) && model.acceptor(a);
        return !bond ? 0 : model.charge(a) * model.charge(b) < 0 ? CHARGED : HYDROGEN_BOND;
    }

    /// d0 of a pair, A.
    public double contactDistance(int a, int b) {
        double allowed = allowance(a, b);
        if (allowed > 0) return model.radius(a) + model.radius(b) - allowed;
        if (polar(a) && polar(b)) return POLAR_PAIR;
        if (coordinated(a, b)) return model.element(a) == 16 || model.element(b) == 16 ? METAL_SULFUR : METAL_PAIR;
        return model.radius(a) + model.radius(b) - TOLERANCE;
    }

    private boolean polar(int a) { return model.element(a) == 7 || model.element(a) == 8; }

    /// True for a metal and an atom that can be its ligand.
    public boolean coordinated(int a, int b) { return metalAndLigand(a, b) || metalAndLigand(b, a); }

    private boolean metalAndLigand(int a, int b) {
        return ceres.chem.ContactRadii.standard().isMetal(model.element(a))
                && (polar(b) || model.element(b) == 16 || model.isHydrogen(b));
    }

    /// Lists the pairs anew if an atom has moved too far since the last time.
    void refresh(double[] xyz, Parallel team) { if (listedAt.length == 0 || moved(xyz)) list(xyz, team); }

    /// Lists the pairs anew.
    public void list(double[] xyz, Parallel team) {
        int n = model.total();
        var all = PairBuffer.joined(moving == null ? everywhere(xyz, team) : about(moving, xyz, team));
        int m = all.size;
        int[] order = sorted(sorted(IntStream.range(0, m).toArray(), all.j, n), all.i, n);
        first = new int[m];
        second = new int[m];
        contact = new double[m];
        weight = new double[m];
        for (int p = 0; p < m; p++) {
            first[p] = all.i[order[p]];
            second[p] = all.j[order[p]];
            contact[p] = all.d0[order[p]];
        }
        // among atoms that stand still images stand still too, and every contact with one is felt in full
        for (int p = 0; p < m; p++) weight[p] = moving != null ? 1 : model.share(first[p], second[p]);
        lanes = new GradientLanes(3 * n, m, first, second);
        listedAt = xyz.clone();
    }

    /// Numbers of pairs by one of their atoms, those of the same atom as they were: sorted by the second atom and then by the first, pairs are in the
    /// order of both.
    private static int[] sorted(int[] pairs, int[] atom, int atoms) {
        int[] start = new int[atoms + 1], sorted = new int[pairs.length];
        for (int p : pairs) start[atom[p] + 1]++;
        for (int a = 0; a < atoms; a++) start[a + 1] += start[a];
        for (int p : pairs) sorted[start[atom[p]]++] = p;
        return sorted;
    }

    /// Those of all atoms.
    private PairBuffer[] everywhere(double[] xyz, Parallel team) {
        var cells = new CellList(xyz, reach);
        int piece = cells.cubes() / PIECES + 1;
        var found = new PairBuffer[Parallel.pieces(cells.cubes(), piece)];
        team.each(cells.cubes(), piece, (p, from, to) -> {
            var buffer = found[p] = new PairBuffer();
            cells.pairs(from, to, (a, b) -> consider(a, b, xyz, buffer));
        });
        return found;
    }

    /// Those of a few that move, listed by the first of the two, or by the one that moves.
    private PairBuffer[] about(boolean[] moving, double[] xyz, Parallel team) {
        var cells = new CellList(xyz, reach);
        var found = new PairBuffer[Parallel.pieces(movers.length, PIECE)];
        team.each(movers.length, PIECE, (p, from, to) -> {
            var buffer = found[p] = new PairBuffer();
            for (int k = from; k < to; k++) {
                int a = movers[k];
                cells.near(xyz[3 * a], xyz[3 * a + 1], xyz[3 * a + 2], reach, b -> {
                    if (b > a || b < a && !moving[b]) consider(a, b, xyz, buffer);
                });
            }
        });
        return found;
    }

    private void consider(int a, int b, double[] xyz, PairBuffer buffer) {
        if (!model.present(a) || model.isImage(a)) return;
        double x = xyz[3 * a] - xyz[3 * b], y = xyz[3 * a + 1] - xyz[3 * b + 1], z = xyz[3 * a + 2] - xyz[3 * b + 2];
        // no pair keeps farther apart than this: most need not be looked at closer
        double d2 = x * x + y * y + z * z, most = Math.max(model.radius(a) + model.radius(b), POLAR_PAIR) + SKIN;
        if (d2 >= most * most || !free(a, b)) return;
        double d0 = contactDistance(a, b);
        if (Math.sqrt(d2) < d0 + SKIN) buffer.add(a, b, d0);
    }

    private boolean moved(double[] xyz) {
        double limit = SKIN * SKIN / 4;
        for (int a : movers) {
            int i = 3 * a;
            double x = xyz[i] - listedAt[i], y = xyz[i + 1] - listedAt[i + 1], z = xyz[i + 2] - listedAt[i + 2];
            if (!(x * x + y * y + z * z <= limit)) return true;
        }
        return false;
    }

    /// Pairs now listed.
    public int pairs() { return first.length; }

    /// Energy of all contacts; its gradient is added. All atoms, hydrogens placed.
    public double evaluate(double[] xyz, double[] gradient, Strength strength, Parallel team) {
        refresh(xyz, team);
        double c4 = strength.quartic, c2 = strength.linear, c1 = strength.square;
        return lanes.sum(gradient, team, (from, to, g) -> {
            double energy = 0;
            for (int p = from; p < to; p++) {
                int i = 3 * first[p], j = 3 * second[p];
                double x = xyz[i] - xyz[j], y = xyz[i + 1] - xyz[j + 1], z = xyz[i + 2] - xyz[j + 2];
                double d2 = x * x + y * y + z * z, d0 = contact[p];
                if (d2 >= d0 * d0) continue;
                double d = Math.sqrt(Math.max(1e-12, d2)), o = d0 - d, past = Math.max(0, o - 0.1), o2 = o * o, w = weight[p];
                energy += w * (c4 * o2 * o2 + c2 * past * past + c1 * o2);
                double f = -w * (4 * c4 * o2 * o + 2 * c2 * past + 2 * c1 * o) / d;
                g[i] += f * x;
                g[i + 1] += f * y;
                g[i + 2] += f * z;
                g[j] -= f * x;
                g[j + 1] -= f * y;
                g[j + 2] -= f * z;
            }
            return energy;
        });
    }

    public static double distance(double[] xyz, int a, int b) {
        double x = xyz[3 * a] - xyz[3 * b], y = xyz[3 * a + 1] - xyz[3 * b + 1], z = xyz[3 * a + 2] - xyz[3 * b + 2];
        return Math.sqrt(x * x + y * y + z * z);
    }

    /// Growing columns of pairs.
    private static final class PairBuffer {
        private int[] i = new int[4096], j = new int[4096];
        private double[] d0 = new double[4096];
        private int size;

        void add(int a, int b, double contact) {
            if (size == i.length) {
                i = Arrays.copyOf(i, 2 * size);
                j = Arrays.copyOf(j, 2 * size);
                d0 = Arrays.copyOf(d0, 2 * size);
            }
            i[size] = a;
            j[size] = b;
            d0[size++] = contact;
        }

        static PairBuffer joined(PairBuffer[] parts) {
            var all = new PairBuffer();
            for (var part : parts) all.size += part.size;
            all.i = new int[all.size];
            all.j = new int[all.size];
            all.d0 = new double[all.size];
            int at = 0;
            for (var part : parts) {
                System.arraycopy(part.i, 0, all.i, at, part.size);
                System.arraycopy(part.j, 0, all.j, at, part.size);
                System.arraycopy(part.d0, 0, all.d0, at, part.size);
                at += part.size;
            }
            return all;
        }
    }
}
