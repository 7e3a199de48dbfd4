package ceres.refine.density;

import ceres.map.Grid;
import ceres.map.SplineMap;
import ceres.numerics.Fft3;
import ceres.numerics.Parallel;
import java.util.Arrays;
import java.util.stream.IntStream;

/// How much likelier a map is with a few atoms of the model in one place than in another, everything else as it stands.
///
///     ln L = -1/2 sum_k |Fo - D Fc|^2 / S
///
/// over all coefficients, D and S by shells ([ShellErrors]). Errors of the map are Gaussian and the same everywhere; those of the model that are
/// in S count as such.
///
/// Source: the likelihood of Yamashita2021, its differences for a few atoms; the sums are ours.
public final class ShellLikelihood {
    /* How it works: Fc is a sum over atoms, w_i f_C exp(-B_i s^2/4) exp(2 pi i s.x_i), so ln L is a sum over atoms and pairs of them. Let y be where the
     * atoms stood when Fc was computed and R(x; B) the residual map, filtered as one atom sees it:
     *
     *     R(x; B) = sum_k D/S (Fo - D Fc) f_C exp(-B s^2/4) exp(-2 pi i s.x)
     *
     * Atoms i, taken out at y and put in at x with B factors B_i, change ln L by that of leaving them out and
     *
     *     sum_i w_i [ R(x_i; B_i) + sum_j w_j P(x_i - y_j; B_i + B_j(y)) - 1/2 sum_j w_j P(x_i - x_j; B_i + B_j) ]
     *
     * with j over the same atoms and P what two atoms share (AtomOverlap): the second term takes out of R what they left there, the third is what
     * their own density costs. Other atoms that have moved since, from y to x, add w_j [P(x_i - y_j) - P(x_i - x_j)]. So one transform of the
     * residual serves a sweep over all side chains, and a place costs a look-up per atom and a few per pair, not a box of voxels.
     * R is kept for a few B from the least to the greatest, as splines; between them it goes by straight lines in ln B. */
    private static final double LEVEL_RATIO = 2.5;

    private final AtomOverlap overlap;
    private final SplineMap[] residual;
    private final double lnFirst, lnStep;
    private final double[] stood, b, weight;

    /// @param errors of the map and the model as it stands
    /// @param model its map, on the mesh of the box
    /// @param xyz where its atoms stand, A; only as many as there are B factors count
    /// @param lnB of atoms that scatter, A^2
    /// @param weight scattering factor times occupancy
    public ShellLikelihood(ShellErrors errors, DensityBox box, float[] model, double[] xyz, double[] lnB, double[] weight,
            Parallel team) {
        int n = weight.length;
        this.stood = Arrays.copyOf(xyz, 3 * n);
        this.weight = weight.clone();
        this.b = Arrays.stream(lnB).map(Math::exp).toArray();
        double low = Double.MAX_VALUE, high = -Double.MAX_VALUE;
        for (int a = 0; a < n; a++) {
            if (weight[a] == 0) continue;
            low = Math.min(low, lnB[a]);
            high = Math.max(high, lnB[a]);
        }
        int levels = Math.max(2, 1 + (int) Math.ceil((high - low) / Math.log(LEVEL_RATIO)));
        this.lnFirst = low;
        this.lnStep = Math.max(1e-3, (high - low) / (levels - 1));
        this.residual = residuals(errors, box, model, levels, team);
        Grid g = box.mesh().grid();
        this.overlap = new AtomOverlap(errors, box.shape(), g.cell().a() * g.cell().b() * g.cell().c(), box.resolution(), low,
                high);
    }

    private SplineMap[] residuals(ShellErrors errors, DensityBox box, float[] model, int levels, Parallel team) {
        Grid grid = box.mesh().grid();
        var fft = new Fft3(grid.nx(), grid.ny(), grid.nz());
        var sphere = new ResolutionSphere(grid, box.resolution());
        var band = sphere.band(fft);
        float[] left = leftOver(errors, box, model, fft, sphere, team), filtered = new float[left.length];
        var maps = new SplineMap[levels];
        for (int q = 0; q < levels; q++) {
            double blur = Math.exp(lnFirst + q * lnStep) / 4;
            team.each(grid.nz(), 1, (piece, from, to) -> {
                for (int l = from; l < to; l++) {
                    sphere.clear(filtered, l);
                    sphere.each(l, (at, s2) -> {
                        double w = grid.voxels() * box.shape().carbon(s2) * Math.exp(-blur * s2);
                        filtered[at] = (float) (w * left[at]);
                        filtered[at + 1] = (float) (w * left[at + 1]);
                    });
                }
            });
            var values = new float[grid.voxels()];
            fft.inverse(filtered, values, band, null, team);
            maps[q] = SplineMap.inPlace(grid, values, team);
        }
        return maps;
    }

    /// D/S (Fo - D Fc), in the sphere.
    private static float[] leftOver(ShellErrors errors, DensityBox box, float[] model, Fft3 fft, ResolutionSphere sphere,
            Parallel team) {
        Grid grid = box.mesh().grid();
        float[] f = new float[fft.spectrumLength()], g = f.clone();
        fft.forward(box.meshValues(), f, sphere.band(fft), team);
        fft.forward(model, g, sphere.band(fft), team);
        team.each(grid.nz(), 1, (piece, from, to) -> {
            for (int l = from; l < to; l++)
                sphere.each(l, (at, s2) -> {
                    double c = s2 == 0 ? 0 : errors.certainty(s2), d = c == 0 ? 0 : errors.scale(s2);
                    f[at] = (float) (c * (f[at] - d * g[at]));
                    f[at + 1] = (float) (c * (f[at + 1] - d * g[at + 1]));
                });
        });
        return f;
    }

    /// B of an atom in carbon's terms, A^2.
    public double b(int atom) { return b[atom]; }

    /// True if the atom is not where it was when this was made.
    public boolean moved(int a, double[] xyz) {
        return xyz[3 * a] != stood[3 * a] || xyz[3 * a + 1] != stood[3 * a + 1] || xyz[3 * a + 2] != stood[3 * a + 2];
    }

    /// @param atoms that are tried in other places
    /// @param tried their B factors there, A^2
    /// @param others that have moved since this was made
    /// @param partner those of another group that is tried at the same time: what the two share is counted half in each
    public Group group(int[] atoms, double[] tried, int[] others, int[] partner) {
        return new Group(atoms, tried, others, partner);
    }

    /// A few atoms to be tried in other places. One caller at a time.
    public final class Group {
        private final int[] atoms, others;
        private final int[] level;
        private final double[] share;
        /// rows of the overlap of each atom with each as it was, as it is tried, and with the others
        private final int[][] was, own, with;
        private final int alone;
        private final double[] scratch = new double[12];

        private Group(int[] atoms, double[] tried, int[] moved, int[] partner) {
            this.atoms = atoms;
            this.alone = moved.length;
            this.others = IntStream.concat(Arrays.stream(moved), Arrays.stream(partner)).toArray();
            int n = atoms.length;
            this.level = new int[n];
            this.share = new double[n];
            this.was = new int[n][n];
            this.own = new int[n][n];
            this.with = new int[n][others.length];
            for (int i = 0; i < n; i++) {
                double u = Math.clamp((Math.log(tried[i]) - lnFirst) / lnStep, 0, residual.length - 1);
                level[i] = Math.min((int) u, residual.length - 2);
                share[i] = u - level[i];
                for (int j = 0; j < n; j++) {
                    was[i][j] = overlap.row(tried[i] + b[atoms[j]]);
                    own[i][j] = overlap.row(tried[i] + tried[j]);
                }
                for (int j = 0; j < others.length; j++) with[i][j] = overlap.row(tried[i] + b[others[j]]);
            }
        }

        /// ln L with these atoms where they are, less that of leaving them out.
        public double at(double[] xyz) {
            double sum = 0;
            for (int i = 0; i < atoms.length; i++) {
                int a = atoms[i];
                double x = xyz[3 * a], y = xyz[3 * a + 1], z = xyz[3 * a + 2];
                double low = residual[level[i]].at(x, y, z, scratch), high = residual[level[i] + 1].at(x, y, z, scratch);
                double field = low + share[i] * (high - low);
                for (int j = 0; j < atoms.length; j++)
                    field += weight[atoms[j]] * (overlap.at(was[i][j], square(x, y, z, stood, atoms[j]))
                            - 0.5 * overlap.at(own[i][j], square(x, y, z, xyz, atoms[j])));
                for (int j = 0; j < others.length; j++)
                    field += weight[others[j]] * (overlap.at(with[i][j], square(x, y, z, stood, others[j]))
                            - (j < alone ? 1 : 0.5) * overlap.at(with[i][j], square(x, y, z, xyz, others[j])));
                sum += weight[a] * field;
            }
            return sum;
        }

        private static double square(double x, double y, double z, double[] xyz, int a) {
            double dx = x - xyz[3 * a], dy = y - xyz[3 * a + 1], dz = z - xyz[3 * a + 2];
            return dx * dx + dy * dy + dz * dz;
        }
    }
}
