package ceres.refine.moving;

import ceres.chem.HydrogenGeometry.Kind;
import ceres.numerics.Parallel;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Hydrogens as functions of the heavy atoms that carry them: their places, and what a force on a hydrogen means for the heavy atoms.
///
/// A hydrogen has no freedom of its own. Its place is h(r_c, r_1, r_2, r_3) ([ceres.chem.HydrogenGeometry]), and a gradient on it passes to
/// those atoms by the exact product with the Jacobian of h, so that whatever is minimised stays a function of heavy atoms alone.
///
/// Columns of equal length, one entry a hydrogen; hydrogen k is atom `first + k` of the coordinates. Unused neighbours are -1.
public final class RidingHydrogens {
    /* How it works: with u_k the unit vectors from carrier to neighbours, every kind is sums, cross products and normalisations. Going
     * backward, for v = s/|s|:  ds = (dv - v (v.dv)) / |s|;  for z = x * y (cross product):  dx = y * dz, dy = dz * x. Vectors live in
     * slots of three doubles of one scratch array, so that nothing is allocated. */
    /// Hydrogens placed in one go, and least number whose forces are passed in one.
    private static final int PIECE = 1024, RUN = 512;
    private static final double TINY = 1e-12;
    // slots of the scratch array
    private static final int U = 0, V = 3, W = 6, H = 9, S = 12, P = 15, Q = 18, GU = 21, GV = 24, GW = 27, GH = 30, GS = 33,
            GP = 36,
            GQ = 39;
    /// doubles of scratch
    public static final int SCRATCH = 42;

    final int first;
    final Kind[] kind;
    public final int[] carrier, n1, n2, n3;
    final double[] length;
    /// of the angle
    private final double[] cos, sin;
    private final int[] runs;
    /// radians; of the AMIDE kind the fraction
    public final double[] dihedral;

    public RidingHydrogens(int first, Kind[] kind, int[] carrier, int[] n1, int[] n2, int[] n3, double[] length, double[] angle,
            double[] dihedral) {
        this.first = first;
        this.kind = kind;
        this.carrier = carrier;
        this.n1 = n1;
        this.n2 = n2;
        this.n3 = n3;
        this.length = length;
        this.cos = Arrays.stream(angle).map(Math::cos).toArray();
        this.sin = Arrays.stream(angle).map(Math::sin).toArray();
        this.dihedral = dihedral;
        this.runs = runs(new int[][]{carrier, n1, n2, n3});
    }

    /// Where runs of hydrogens begin, and where the last ends: those of different runs have no heavy atom in common.
    private static int[] runs(int[][] columns) {
        int n = columns[0].length;
        var last = new int[1 + Arrays.stream(columns).flatMapToInt(Arrays::stream).max().orElse(0)];
        for (int k = 0; k < n; k++) for (int[] column : columns) if (column[k] >= 0) last[column[k]] = k;
        var runs = IntStream.builder().add(0);
        int begin = 0, reach = 0;
        for (int k = 0; k < n; k++) {
            for (int[] column : columns) if (column[k] >= 0) reach = Math.max(reach, last[column[k]]);
            if (reach > k || k + 1 - begin < RUN && k + 1 < n) continue;
            runs.add(k + 1);
            begin = k + 1;
        }
        return runs.build().toArray();
    }

    public int size() { return kind.length; }

    /// Places all hydrogens, from the heavy atoms of the same coordinates.
    public void place(double[] xyz, Parallel team) {
        team.each(size(), PIECE, (piece, from, to) -> {
            var w = new double[SCRATCH];
            for (int k = from; k < to; k++) place(k, xyz, w);
        });
    }

    /// Places one.
    public void place(int k, double[] xyz) { place(k, xyz, new double[SCRATCH]); }

    /// Places one.
    ///
    /// @param w at least [#SCRATCH] doubles, overwritten
    public void place(int k, double[] xyz, double[] w) {
        forward(k, xyz, w);
        int at = 3 * (first + k), c = 3 * carrier[k];
        for (int d = 0; d < 3; d++) xyz[at + d] = xyz[c + d] + length[k] * w[H + d];
    }

    /// The hydrogens whose place depends on any of these heavy atoms.
    public int[] following(boolean[] heavy) {
        return IntStream.range(0, size())
                .filter(k -> heavy[carrier[k]] || n1[k] >= 0 && heavy[n1[k]] || n2[k] >= 0 && heavy[n2[k]]
                        || n3[k] >= 0 && heavy[n3[k]])
                .toArray();
    }

    /// Passes the gradient of these hydrogens to their heavy atoms and leaves it 0.
    public void pullBack(int[] some, double[] xyz, double[] gradient) {
        var w = new double[SCRATCH];
        for (int k : some) pullBack(k, xyz, gradient, w);
    }

    /// Passes the gradient of every hydrogen to its heavy atoms and leaves it 0. Each atom takes what comes to it in the order of the hydrogens.
    public void pullBack(double[] xyz, double[] gradient, Parallel team) {
        team.each(runs.length - 1, 1, (piece, from, to) -> {
            var w = new double[SCRATCH];
            for (int k = runs[from]; k < runs[to]; k++) pullBack(k, xyz, gradient, w);
        });
    }

    private void pullBack(int k, double[] xyz, double[] gradient, double[] w) {
        int at = 3 * (first + k);
        double gx = gradient[at], gy = gradient[at + 1], gz = gradient[at + 2];
        if (gx == 0 && gy == 0 && gz == 0) return;
        gradient[at] = gradient[at + 1] = gradient[at + 2] = 0;
        backward(k, xyz, gradient, gx, gy, gz, w);
    }

    /// Writes the direction of the bond to slot H, and what led to it to the other slots.
    private void forward(int k, double[] xyz, double[] w) {
        int c = carrier[k];
        switch (kind[k]) {
            case METHINE -> {
                unit(xyz, c, n1[k], w, U);
                unit(xyz, c, n2[k], w, V);
                unit(xyz, c, n3[k], w, W);
                for (int d = 0; d < 3; d++) w[S + d] = -(w[U + d] + w[V + d] + w[W + d]);
                normal(w, S, H);
            }
            case PLANAR -> {
                unit(xyz, c, n1[k], w, U);
                unit(xyz, c, n2[k], w, V);
                for (int d = 0; d < 3; d++) w[S + d] = -(w[U + d] + w[V + d]);
                normal(w, S, H);
            }
            case LINEAR -> {
                unit(xyz, c, n1[k], w, U);
                for (int d = 0; d < 3; d++) w[H + d] = -w[U + d];
            }
            case METHYLENE -> {
                unit(xyz, c, n1[k], w, U);
                unit(xyz, c, n2[k], w, V);
                double cos = this.cos[k], sin = this.sin[k];
                for (int d = 0; d < 3; d++) w[S + d] = w[U + d] + w[V + d];
                normal(w, S, W);
                cross(w, U, V, Q);
                normal(w, Q, P);
                for (int d = 0; d < 3; d++) w[H + d] = cos * w[W + d] + sin * w[P + d];
            }
            case TURNED -> {
                unit(xyz, n1[k], c, w, U);
                unit(xyz, n2[k], n1[k], w, V);
                cross(w, V, U, S);
                normal(w, S, P);
                cross(w, P, U, Q);
                double along = -cos[k], side = sin[k] * Math.cos(dihedral[k]),
                        up = sin[k] * Math.sin(dihedral[k]);
                for (int d = 0; d < 3; d++) w[H + d] = along * w[U + d] + side * w[Q + d] + up * w[P + d];
            }
            case AMIDE -> {
                unit(xyz, c, n1[k], w, U);
                unit(xyz, c, n2[k], w, V);
                double cosine = dot(w, U, V), bend = dihedral[k] * (2 * Math.PI - Math.acos(Math.clamp(cosine, -1, 1)));
                for (int d = 0; d < 3; d++) w[S + d] = w[V + d] - cosine * w[U + d];
                normal(w, S, P);
                for (int d = 0; d < 3; d++) w[H + d] = Math.cos(bend) * w[U + d] - Math.sin(bend) * w[P + d];
            }
        }
    }

    private void backward(int k, double[] xyz, double[] gradient, double gx, double gy, double gz, double[] w) {
        int c = carrier[k];
        double d = length[k];
        forward(k, xyz, w);
        set(w, GH, d * gx, d * gy, d * gz);
        set(w, GU, 0, 0, 0);
        set(w, GV, 0, 0, 0);
        gradient[3 * c] += gx;
        gradient[3 * c + 1] += gy;
        gradient[3 * c + 2] += gz;
        switch (kind[k]) {
            case METHINE -> {
                normalBack(w, S, H, GH, GS);
                add(w, GU, -1, GS);
                unitBack(xyz, gradient, c, n1[k], w, U, GU);
                unitBack(xyz, gradient, c, n2[k], w, V, GU);
                unitBack(xyz, gradient, c, n3[k], w, W, GU);
            }
            case PLANAR -> {
                normalBack(w, S, H, GH, GS);
                add(w, GU, -1, GS);
                unitBack(xyz, gradient, c, n1[k], w, U, GU);
                unitBack(xyz, gradient, c, n2[k], w, V, GU);
            }
            case LINEAR -> {
                add(w, GU, -1, GH);
                unitBack(xyz, gradient, c, n1[k], w, U, GU);
            }
            case METHYLENE -> methyleneBack(k, w, xyz, gradient);
            case TURNED -> turnedBack(k, w, xyz, gradient);
            case AMIDE -> amideBack(k, w, xyz, gradient);
        }
    }

    private void methyleneBack(int k, double[] w, double[] xyz, double[] gradient) {
        double cos = this.cos[k], sin = this.sin[k];
        normalBack(w, S, W, GH, GS);
        add(w, GU, cos, GS);
        add(w, GV, cos, GS);
        normalBack(w, Q, P, GH, GQ);
        crossBack(w, U, V, GQ, sin, GU, GV);
        unitBack(xyz, gradient, carrier[k], n1[k], w, U, GU);
        unitBack(xyz, gradient, carrier[k], n2[k], w, V, GV);
    }

    private void turnedBack(int k, double[] w, double[] xyz, double[] gradient) {
        double along = -cos[k], side = sin[k] * Math.cos(dihedral[k]),
                up = sin[k] * Math.sin(dihedral[k]);
        add(w, GU, along, GH);
        set(w, GP, up * w[GH], up * w[GH + 1], up * w[GH + 2]);
        crossBack(w, P, U, GH, side, GP, GU);
        normalBack(w, S, P, GP, GS);
        crossBack(w, V, U, GS, 1, GV, GU);
        unitBack(xyz, gradient, n1[k], carrier[k], w, U, GU);
        unitBack(xyz, gradient, n2[k], n1[k], w, V, GV);
    }

    private void amideBack(int k, double[] w, double[] xyz, double[] gradient) {
        double cosine = Math.clamp(dot(w, U, V), -1, 1), sine = Math.max(1e-6, Math.sqrt(1 - cosine * cosine));
        double bend = dihedral[k] * (2 * Math.PI - Math.acos(cosine)), cb = Math.cos(bend), sb = Math.sin(bend);
        double gBend = -sb * dot(w, GH, U) - cb * dot(w, GH, P);
        double gCosine = gBend * dihedral[k] / sine;
        add(w, GU, cb, GH);
        set(w, GP, -sb * w[GH], -sb * w[GH + 1], -sb * w[GH + 2]);
        normalBack(w, S, P, GP, GS);
        add(w, GV, 1, GS);
        add(w, GU, -cosine, GS);
        gCosine -= dot(w, U, GS);
        add(w, GU, gCosine, V);
        add(w, GV, gCosine, U);
        unitBack(xyz, gradient, carrier[k], n1[k], w, U, GU);
        unitBack(xyz, gradient, carrier[k], n2[k], w, V, GV);
    }

    private static void unit(double[] xyz, int from, int to, double[] w, int at) {
        int f = 3 * from, t = 3 * to;
        double x = xyz[t] - xyz[f], y = xyz[t + 1] - xyz[f + 1], z = xyz[t + 2] - xyz[f + 2];
        double r = 1 / Math.sqrt(Math.max(TINY, x * x + y * y + z * z));
        set(w, at, x * r, y * r, z * r);
    }

    /// The gradient `g` of the unit vector in slot u, from atom to atom, passed to both.
    private static void unitBack(double[] xyz, double[] gradient, int from, int to, double[] w, int u, int g) {
        int f = 3 * from, t = 3 * to;
        double x = xyz[t] - xyz[f], y = xyz[t + 1] - xyz[f + 1], z = xyz[t + 2] - xyz[f + 2];
        double r = 1 / Math.sqrt(Math.max(TINY, x * x + y * y + z * z)), along = dot(w, u, g);
        for (int d = 0; d < 3; d++) {
            double q = (w[g + d] - along * w[u + d]) * r;
            gradient[t + d] += q;
            gradient[f + d] -= q;
        }
    }

    private static void normal(double[] w, int s, int into) {
        double r = 1 / Math.sqrt(Math.max(TINY, dot(w, s, s)));
        for (int d = 0; d < 3; d++) w[into + d] = r * w[s + d];
    }

    private static void normalBack(double[] w, int s, int v, int gv, int gs) {
        double r = 1 / Math.sqrt(Math.max(TINY, dot(w, s, s))), along = dot(w, v, gv);
        for (int d = 0; d < 3; d++) w[gs + d] = (w[gv + d] - along * w[v + d]) * r;
    }

    /// slot z = x * y.
    private static void cross(double[] w, int x, int y, int z) {
        set(w, z, w[x + 1] * w[y + 2] - w[x + 2] * w[y + 1], w[x + 2] * w[y] - w[x] * w[y + 2],
                w[x] * w[y + 1] - w[x + 1] * w[y]);
    }

    /// Of z = x * y with the gradient `factor` g of z: adds to the gradients of x and y.
    private static void crossBack(double[] w, int x, int y, int g, double factor, int gx, int gy) {
        for (int d = 0; d < 3; d++) {
            int e = (d + 1) % 3, f = (d + 2) % 3;
            w[gx + d] += factor * (w[y + e] * w[g + f] - w[y + f] * w[g + e]);
            w[gy + d] += factor * (w[g + e] * w[x + f] - w[g + f] * w[x + e]);
        }
    }

    private static double dot(double[] w, int a, int b) { return w[a] * w[b] + w[a + 1] * w[b + 1] + w[a + 2] * w[b + 2]; }

    private static void add(double[] w, int to, double factor, int from) {
        for (int d = 0; d < 3; d++) w[to + d] += factor * w[from + d];
    }

    private static void set(double[] w, int at, double x, double y, double z) {
        w[at] = x;
        w[at + 1] = y;
        w[at + 2] = z;
    }
}
