package ceres.validate.fit;

import ceres.density.Trilinear;
import ceres.map.DensityMap;
import ceres.model.Structure;
import ceres.numerics.CellList;
import ceres.numerics.Parallel;
import java.util.Arrays;

/// Q-score: how much the density round an atom looks like that of an atom resolved by itself.
///
/// Map values are sampled on spheres of 0 to 2 A round the atom, at points that belong to no other atom, and correlated with a
/// Gaussian of the radius. 1 is perfect, 0 unrelated. Heavy atoms only. Atoms of another alternate conformation do not count as others.
///
/// Source: Pintilie2020; sampling as in MapQ, or as in cctbx.
final class QScore {
    /// Width of the reference Gaussian of the paper and of Phenix, A.
    static final double SIGMA = 0.6;
    /// Width that EMDB and wwPDB use, A.
    static final double SIGMA_EMDB = 0.4;

    private static final int SHELLS = 20;
    private static final double STEP = 0.1, REACH = 0.9;
    private static final int WANTED = 8, ATTEMPTS = 50;
    private static final int CCTBX_POINTS = 32;
    private static final int PIECE = 64;

    /// How sample points are chosen.
    enum Sampling {
        /// At least eight points a sphere, tried on spirals of 8, 10, 12 ... points, or none; the centre counts eight times.
        MAPQ,
        /// What is left of 32 points on each sphere, the first of radius 0.
        CCTBX
    }

    /// Unit vectors of the spirals with 8, 10, ... 106 points, and with 32.
    private static final double[][] SPIRALS = new double[ATTEMPTS][];
    private static final double[] SPIRAL_32 = spiral(CCTBX_POINTS);

    static {
        for (int i = 0; i < ATTEMPTS; i++) SPIRALS[i] = spiral(WANTED + 2 * i);
    }

    private final Structure structure;
    private final Trilinear map;
    private final CellList heavy;
    private final int[] heavyAtoms;
    private final Sampling sampling;

    private QScore(Structure structure, DensityMap map, Sampling sampling) {
        this.structure = structure;
        this.map = new Trilinear(map);
        this.sampling = sampling;
        int n = 0;
        var atoms = new int[structure.atomCount()];
        for (int a = 0; a < atoms.length; a++) if (!structure.isHydrogen(a)) atoms[n++] = a;
        this.heavyAtoms = Arrays.copyOf(atoms, n);
        var xyz = new double[3 * n];
        for (int i = 0; i < n; i++) System.arraycopy(structure.atoms().xyz(), 3 * heavyAtoms[i], xyz, 3 * i, 3);
        this.heavy = new CellList(xyz, (1 + REACH) * SHELLS * STEP);
    }

    /// @param sigmas widths of the Gaussian, A
    /// @return for each width the score of each atom; NaN for hydrogens, for atoms outside the map and where the density is constant
    static double[][] of(Structure structure, DensityMap map, Sampling sampling, Parallel team, double... sigmas) {
        var q = new double[sigmas.length][structure.atomCount()];
        for (var column : q) Arrays.fill(column, Double.NaN);
        var work = new QScore(structure, map, sampling);
        team.each(work.heavyAtoms.length, PIECE, (piece, from, to) -> {
            var desk = new Desk(sigmas);
            for (int i = from; i < to; i++) work.atom(work.heavyAtoms[i], desk, q);
        });
        return q;
    }

    /// Neighbours of one atom and the sums of its correlations.
    private static final class Desk {
        double[] dx = new double[64], dy = new double[64], dz = new double[64], d2 = new double[64];
        final double[] limit = new double[1024];
        int neighbours;
        final double[] sigmas;
        double n, u, uu;
        final double[] g, gg, gu;
        final double[] kept = new double[3 * 128];

        Desk(double[] sigmas) {
            this.sigmas = sigmas;
            g = new double[sigmas.length];
            gg = new double[sigmas.length];
            gu = new double[sigmas.length];
        }

        void clear() {
            neighbours = 0;
            n = u = uu = 0;
            Arrays.fill(g, 0);
            Arrays.fill(gg, 0);
            Arrays.fill(gu, 0);
        }

        void neighbour(double x, double y, double z) {
            if (neighbours == limit.length) return;
            if (neighbours == dx.length) {
                dx = Arrays.copyOf(dx, 2 * neighbours);
                dy = Arrays.copyOf(dy, 2 * neighbours);
                dz = Arrays.copyOf(dz, 2 * neighbours);
                d2 = Arrays.copyOf(d2, 2 * neighbours);
            }
            dx[neighbours] = x;
            dy[neighbours] = y;
            dz[neighbours] = z;
            d2[neighbours++] = x * x + y * y + z * z;
        }

        void sample(double value, double radius, double times) {
            n += times;
            u += times * value;
            uu += times * value * value;
            for (int i = 0; i < sigmas.length; i++) {
                double e = Math.exp(-0.5 * radius * radius / (sigmas[i] * sigmas[i]));
                g[i] += times * e;
                gg[i] += times * e * e;
                gu[i] += times * e * value;
            }
        }

        double score(int i) {
            double vu = uu - u * u / n, vg = gg[i] - g[i] * g[i] / n;
            return vu > 1e-12 * uu && vg > 0 ? (gu[i] - g[i] * u / n) / Math.sqrt(vu * vg) : Double.NaN;
        }
    }

    private void atom(int a, Desk desk, double[][] q) {
        double x = structure.x(a), y = structure.y(a), z = structure.z(a);
        if (!map.covers(x, y, z)) return;
        desk.clear();
        heavy.near(x, y, z, (1 + REACH) * SHELLS * STEP, i -> {
            int other = heavyAtoms[i];
            if (other != a && coexist(a, other)) desk.neighbour(structure.x(other) - x, structure.y(other) - y, structure.z(other) - z);
        });
        desk.sample(map.at(x, y, z), 0, sampling == Sampling.MAPQ ? WANTED : CCTBX_POINTS);
        for (int shell = 1; shell <= SHELLS; shell++) sphere(x, y, z, shell * STEP, desk);
        for (int i = 0; i < q.length; i++) q[i][a] = desk.score(i);
    }

    private boolean coexist(int a, int b) {
        char p = structure.altloc(a), q = structure.altloc(b);
        return p == 0 || q == 0 || p == q;
    }

    private void sphere(double x, double y, double z, double r, Desk desk) {
        int near = limits(r, desk), kept = 0;
        if (sampling == Sampling.CCTBX) kept = free(SPIRAL_32, near, desk);
        else {
            for (int i = 0; i < ATTEMPTS && kept < WANTED; i++) kept = free(SPIRALS[i], near, desk);
            if (kept < WANTED) return; // no room on this sphere
        }
        for (int p = 0; p < kept; p++) {
            double px = x + r * desk.kept[3 * p], py = y + r * desk.kept[3 * p + 1], pz = z + r * desk.kept[3 * p + 2];
            if (map.covers(px, py, pz)) desk.sample(map.at(px, py, pz), r, 1);
        }
    }

    /* A point r u is closer than t to a neighbour at n if u . n > (r^2 - t^2 + n^2)/2r. MapQ rejects it for t = 0.9 r; cctbx wants the
     * own atom to be the nearest, t = r, which rejects more. */
    private int limits(double r, Desk desk) {
        double own = sampling == Sampling.CCTBX ? 0 : 1 - REACH * REACH;
        int near = 0;
        for (int i = 0; i < desk.neighbours; i++) {
            double limit = (own * r * r + desk.d2[i]) / (2 * r);
            if (limit * limit > desk.d2[i]) continue;
            swap(desk, i, near);
            desk.limit[near++] = limit;
        }
        return near;
    }

    private static void swap(Desk d, int i, int j) {
        for (double[] column : new double[][]{d.dx, d.dy, d.dz, d.d2}) {
            double keep = column[i];
            column[i] = column[j];
            column[j] = keep;
        }
    }

    /// Collects the points of a spiral that no neighbour claims. Points that follow each other are often claimed by the same neighbour, so
    /// that one is asked first.
    private static int free(double[] spiral, int near, Desk d) {
        int kept = 0, last = 0;
        for (int p = 0; p < spiral.length; p += 3) {
            double ux = spiral[p], uy = spiral[p + 1], uz = spiral[p + 2];
            if (near > 0 && ux * d.dx[last] + uy * d.dy[last] + uz * d.dz[last] > d.limit[last]) continue;
            int i = 0;
            while (i < near && ux * d.dx[i] + uy * d.dy[i] + uz * d.dz[i] <= d.limit[i]) i++;
            if (i < near) {
                last = i;
                continue;
            }
            d.kept[kept] = ux;
            d.kept[kept + 1] = uy;
            d.kept[kept + 2] = uz;
            kept += 3;
        }
        return kept / 3;
    }

    /// n unit vectors on a spiral from pole to pole, spread evenly [Saff & Kuijlaars 1997].
    private static double[] spiral(int n) {
        var points = new double[3 * n];
        double theta = 0;
        for (int k = 0; k < n; k++) {
            double h = -1 + 2.0 * k / (n - 1), ring = Math.sqrt(Math.max(0, 1 - h * h));
            if (k > 0 && k < n - 1) theta += 3.6 / Math.sqrt(n * (1 - h * h));
            points[3 * k] = ring * Math.cos(theta);
            points[3 * k + 1] = ring * Math.sin(theta);
            points[3 * k + 2] = h;
        }
        return points;
    }
}
