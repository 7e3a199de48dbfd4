package ceres.refine.density;

import ceres.map.Grid;
import ceres.numerics.CubicSpline;
import ceres.numerics.Fft3;
import ceres.numerics.Parallel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The band-limited map of a model by particle mesh, its correlation with a map inside a mask, and all slopes of that correlation.
///
/// Atom i scatters as k_i f_C(s) exp(-B_i s^2 / 4) with s = 1/d, f_C the shape of carbon (other elements: a factor and a shift of B,
/// [ScatteringShape]); everything beyond d_min is cut. CC is Pearson's over the voxels of the mask. Atoms off the grid do not
/// scatter: its period would put them where they are not.
///
/// One instance serves one box, one mask and one caller at a time; the answer does not depend on the number of threads.
public final class ParticleMesh {
    /* How it works [1]: each atom is spread to the 4 x 4 x 4 voxels about it with cubic B-spline weights, into the two of a few meshes,
     * each of one B level, between which its ln B lies (weights linear in ln B). Each mesh is transformed, multiplied by
     * f_C exp(-B s^2/4) / (transform of the spline), and all are added: one inverse transform gives the model map c. With o and c
     * centred in the mask, dCC/dc = o/(|o||c|) - CC c/|c|^2. That map goes the way back: one transform, for each level the same real
     * (hence self-adjoint) filter and an inverse transform, and at each atom the same weights gather what they spread: their slopes
     * give the force, the difference between the levels dCC/dlnB. So K levels cost 2K + 2 transforms, whatever the number of atoms.
     * Atoms are sorted by plane before spreading and every slab of planes is one thread's own: no sum depends on who came first.
     * [1] Essmann et al. 1995, J. Chem. Phys. 103, 8577 (smooth particle mesh) */
    private static final int SLAB = 8;
    private static final int PIECE = 1 << 14, ROWS = 256;

    private final Grid grid;
    private final int nx, ny, nz, voxels;
    private final Fft3 fft;
    /// what of a spectrum lies within 1/d_min
    private final ResolutionSphere sphere;
    private final Fft3.Band band;
    private final float[] observed;
    private MaskedMap masked;
    private final LevelFilters filters;
    private final float @Nullable [][] mesh;
    private final float[] model, spectrum, sum;

    /// @param grid orthogonal; its cell is the period of the model map
    /// @param observed the map on that grid
    public ParticleMesh(Grid grid, float[] observed, double dMin, ScatteringShape shape) {
        this.grid = grid.requireOrthogonal("the correlation target");
        this.nx = grid.nx();
        this.ny = grid.ny();
        this.nz = grid.nz();
        this.voxels = grid.voxels();
        this.observed = observed;
        this.fft = new Fft3(nx, ny, nz);
        this.sphere = new ResolutionSphere(grid, dMin);
        this.filters = new LevelFilters(grid, sphere, shape);
        this.band = sphere.band(fft);
        this.mesh = new float[LevelFilters.MOST][];
        this.model = new float[voxels];
        this.spectrum = new float[fft.spectrumLength()];
        this.sum = new float[fft.spectrumLength()];
        this.masked = MaskedMap.of(grid, observed, new boolean[voxels]);
    }

    private ParticleMesh(ParticleMesh other, float[] observed, ScatteringShape shape) {
        this.grid = other.grid;
        this.nx = other.nx;
        this.ny = other.ny;
        this.nz = other.nz;
        this.voxels = other.voxels;
        this.observed = observed;
        this.fft = other.fft;
        this.sphere = other.sphere;
        this.filters = new LevelFilters(grid, sphere, shape);
        this.band = other.band;
        this.mesh = other.mesh;
        this.model = other.model;
        this.spectrum = other.spectrum;
        this.sum = other.sum;
        this.masked = MaskedMap.of(grid, observed, new boolean[voxels]);
    }

    /// Another map on the same grid, of atoms of another shape; shares the working maps, so that one of the two is used at a time.
    ParticleMesh with(float[] map, ScatteringShape other) { return new ParticleMesh(this, map, other); }

    public Grid grid() { return grid; }

    /// The map in the mask of the correlation.
    public MaskedMap masked() { return masked; }

    /// Sets the voxels over which the correlation runs.
    public void mask(boolean[] inside) { masked = MaskedMap.of(grid, observed, inside); }

    /// Sets the B levels: as many as keep neighbours within a factor of `ratio`, from the least to the greatest.
    ///
    /// @param low least B, A^2, positive
    public void levels(double low, double high, double ratio) { filters.levels(low, high, ratio); }

    /// CC of the model map and the map. Gradients are added where the arrays are given (null: not wanted), each times `factor`.
    ///
    /// @param n number of atoms
    /// @param xyz at least 3n, A
    /// @param lnB n, ln of B in A^2; what lies outside the levels counts as the end it lies beyond
    /// @param weight n, scattering factor k times occupancy; 0 for what does not scatter
    public double correlate(int n, double[] xyz, double[] lnB, double[] weight, Slopes slopes, Parallel team) {
        var fit = fit(n, xyz, lnB, weight, team);
        if (slopes.wanted()) fit.slopes(slopes, team);
        return fit.correlation();
    }

    /// The first half of [#correlate]: CC, and its slopes if they are asked for before the mesh is used again.
    public Fit fit(int n, double[] xyz, double[] lnB, double[] weight, Parallel team) {
        var atoms = new Atoms(n, xyz, lnB, weight);
        modelMap(atoms, team);
        return new Fit(atoms, moments(team));
    }

    /// How a model map fits.
    public final class Fit {
        private final Atoms atoms;
        private final double mean, norm, cc;

        private Fit(Atoms atoms, double[] moments) {
            this.atoms = atoms;
            this.mean = moments[0];
            this.norm = Math.sqrt(moments[1]);
            this.cc = any() ? moments[2] / (norm * masked.norm()) : 0;
        }

        private boolean any() { return norm > 0 && masked.norm() > 0; }

        public double correlation() { return cc; }

        /// Adds the slopes. Once: the model map is used up by it.
        public void slopes(Slopes slopes, Parallel team) { if (any()) back(atoms, mean, norm, cc, slopes, team); }
    }

    /// Where slopes of the correlation go: each array may be null.
    public record Slopes(double factor, double @Nullable [] xyz,
            double @Nullable [] lnB,
            double @Nullable [] weight) {
        public static final Slopes NONE = new Slopes(0, null, null, null);

        boolean wanted() { return xyz != null || lnB != null || weight != null; }
    }

    /// Lets go of the working maps, most of the memory of a large box; they are made again when they are needed. The model map of the last
    /// call stays.
    void release() {
        Arrays.fill(mesh, null);
        filters.release();
    }

    /// The model map of the last call, on the grid; shared.
    public float[] modelMap() { return model; }

    /// Computes the model map alone.
    public float[] modelMap(int n, double[] xyz, double[] lnB, double[] weight, Parallel team) {
        modelMap(new Atoms(n, xyz, lnB, weight), team);
        return model;
    }

    private void modelMap(Atoms atoms, Parallel team) {
        for (int l = 0; l < atoms.used.length; l++) if (atoms.used[l] && mesh[l] == null) mesh[l] = new float[voxels];
        filters.provide(atoms.used, team);
        spread(atoms, team);
        Arrays.fill(sum, 0);
        for (int l = 0; l < atoms.used.length; l++) {
            if (!atoms.used[l]) continue;
            fft.forward(mesh[l], spectrum, band, team);
            float[] w = filters.of(l);
            rows(team, (from, to) -> {
                for (int k = from; k < to; k++) {
                    sum[2 * k] += w[k] * spectrum[2 * k];
                    sum[2 * k + 1] += w[k] * spectrum[2 * k + 1];
                }
            });
        }
        fft.inverse(sum, model, band, null, team);
    }

    /// Coefficients [from, to) of one row of a spectrum.
    @FunctionalInterface
    private interface Row {
        void run(int from, int to);
    }

    /// All that lies within 1/d_min, row by row.
    private void rows(Parallel team, Row body) {
        int half = nx / 2 + 1;
        team.each(sphere.rows(), ROWS, (piece, from, to) -> {
            for (int r = from; r < to; r++) if (sphere.width(r) > 0) body.run(r * half, r * half + sphere.width(r));
        });
    }

    /// Mean of the model map in the mask, sum of its squares about the mean, and of its products with the target.
    private double[] moments(Parallel team) {
        boolean[] mask = masked.inside();
        float[] target = masked.target();
        double mean = team.sum(voxels, PIECE, (piece, from, to) -> {
            double s = 0;
            for (int v = from; v < to; v++) if (mask[v]) s += model[v];
            return s;
        }) / Math.max(1, masked.count());
        double square = team.sum(voxels, PIECE, (piece, from, to) -> {
            double s = 0;
            for (int v = from; v < to; v++) if (mask[v]) s += (model[v] - mean) * (model[v] - mean);
            return s;
        });
        double product = team.sum(voxels, PIECE, (piece, from, to) -> {
            double s = 0;
            for (int v = from; v < to; v++) s += (double) model[v] * target[v];
            return s;
        });
        return new double[]{mean, square, product};
    }

    private void back(Atoms atoms, double mean, double norm, double cc, Slopes slopes, Parallel team) {
        boolean[] mask = masked.inside();
        float[] target = masked.target();
        double a = 1 / (norm * masked.norm()), b = cc / (norm * norm);
        team.each(voxels, PIECE, (piece, from, to) -> {
            for (int v = from; v < to; v++) model[v] = mask[v] ? (float) (a * target[v] - b * (model[v] - mean)) : 0;
        });
        fft.forward(model, sum, band, team);
        for (int l = 0; l < atoms.used.length; l++) {
            if (!atoms.used[l]) continue;
            float[] w = filters.of(l);
            Arrays.fill(spectrum, 0);
            rows(team, (from, to) -> {
                for (int k = from; k < to; k++) {
                    spectrum[2 * k] = w[k] * sum[2 * k];
                    spectrum[2 * k + 1] = w[k] * sum[2 * k + 1];
                }
            });
            fft.inverse(spectrum, mesh[l], band, atoms.rows, team);
        }
        gather(atoms, slopes, team);
    }

    /// Atoms in the frame of the mesh: level and share of the lower level, sorted by plane.
    private final class Atoms {
        final int n;
        final double[] xyz, weight;
        final int[] level;
        final double[] lower;
        final boolean[] inRange, scatters;
        final boolean[] used = new boolean[filters.count()];
        /// rows of the mesh that an atom is spread to
        final boolean[] rows = new boolean[ny * nz];
        final int[] planeStart = new int[nz + 1];
        final int[] byPlane;

        Atoms(int n, double[] xyz, double[] lnB, double[] weight) {
            this.n = n;
            this.xyz = xyz;
            this.weight = weight;
            this.level = new int[n];
            this.lower = new double[n];
            this.inRange = new boolean[n];
            this.scatters = new boolean[n];
            int last = filters.count() - 1;
            var plane = new int[n];
            for (int i = 0; i < n; i++) {
                plane[i] = -1;
                scatters[i] = weight[i] != 0 && grid.holds(xyz[3 * i], xyz[3 * i + 1], xyz[3 * i + 2]);
                if (!scatters[i]) continue;
                double u = filters.place(lnB[i]);
                inRange[i] = u > 0 && u < last;
                u = Math.clamp(u, 0, last);
                level[i] = Math.min((int) u, last - 1);
                lower[i] = 1 - (u - level[i]);
                used[level[i]] = used[level[i] + 1] = true;
                plane[i] = Math.floorMod((int) Math.floor((xyz[3 * i + 2] - grid.originZ()) / grid.dz()), nz);
                planeStart[plane[i] + 1]++;
                mark((int) Math.floor((xyz[3 * i + 1] - grid.originY()) / grid.dy()) - 1, plane[i] - 1);
            }
            for (int k = 0; k < nz; k++) planeStart[k + 1] += planeStart[k];
            var next = planeStart.clone();
            this.byPlane = new int[planeStart[nz]];
            for (int i = 0; i < n; i++) if (plane[i] >= 0) byPlane[next[plane[i]]++] = i;
        }

        private void mark(int y, int z) {
            for (int q = 0; q < 4; q++)
                for (int p = 0; p < 4; p++) rows[Math.floorMod(z + q, nz) * ny + Math.floorMod(y + p, ny)] = true;
        }

        /// Spline weights along x, y, z to `w[0..11]`, their slopes to `w[12..23]`; the lowest voxel (not wrapped) to `at`.
        void weights(int i, double[] w, int[] at, boolean slopesToo) {
            double u = (xyz[3 * i] - grid.originX()) / grid.dx(), v = (xyz[3 * i + 1] - grid.originY()) / grid.dy(),
                    t = (xyz[3 * i + 2] - grid.originZ()) / grid.dz();
            double fu = Math.floor(u), fv = Math.floor(v), ft = Math.floor(t);
            CubicSpline.weights(u - fu, w, 0);
            CubicSpline.weights(v - fv, w, 4);
            CubicSpline.weights(t - ft, w, 8);
            at[0] = (int) fu - 1;
            at[1] = (int) fv - 1;
            at[2] = (int) ft - 1;
            if (!slopesToo) return;
            CubicSpline.slopes(u - fu, w, 12);
            CubicSpline.slopes(v - fv, w, 16);
            CubicSpline.slopes(t - ft, w, 20);
        }
    }

    private void spread(Atoms atoms, Parallel team) {
        team.each(nz, SLAB, (piece, from, to) -> {
            for (int l = 0; l < atoms.used.length; l++)
                if (atoms.used[l]) Arrays.fill(mesh[l], from * nx * ny, to * nx * ny, 0);
            var w = new double[24];
            var at = new int[3];
            // planes from-2 ... to: an atom of plane k reaches k-1 ... k+2
            int first = from - 2, count = Math.min(nz, to + 1 - first);
            for (int d = 0; d < count; d++) {
                int plane = Math.floorMod(first + d, nz);
                for (int s = atoms.planeStart[plane]; s < atoms.planeStart[plane + 1]; s++)
                    spread(atoms, atoms.byPlane[s], from, to, w, at);
            }
        });
    }

    /// One atom, to the planes from <= k < to.
    private void spread(Atoms atoms, int i, int from, int to, double[] w, int[] at) {
        atoms.weights(i, w, at, false);
        float[] low = mesh[atoms.level[i]], high = mesh[atoms.level[i] + 1];
        double share = atoms.lower[i], z = atoms.weight[i];
        int x0 = Math.floorMod(at[0], nx), x1 = x0 + 1 < nx ? x0 + 1 : 0, x2 = x1 + 1 < nx ? x1 + 1 : 0,
                x3 = x2 + 1 < nx ? x2 + 1 : 0;
        for (int q = 0; q < 4; q++) {
            int k = Math.floorMod(at[2] + q, nz);
            if (k < from || k >= to) continue;
            for (int p = 0; p < 4; p++) {
                int row = (k * ny + Math.floorMod(at[1] + p, ny)) * nx;
                double f = z * w[8 + q] * w[4 + p], a = f * share, b = f * (1 - share);
                low[row + x0] += (float) (a * w[0]);
                low[row + x1] += (float) (a * w[1]);
                low[row + x2] += (float) (a * w[2]);
                low[row + x3] += (float) (a * w[3]);
                high[row + x0] += (float) (b * w[0]);
                high[row + x1] += (float) (b * w[1]);
                high[row + x2] += (float) (b * w[2]);
                high[row + x3] += (float) (b * w[3]);
            }
        }
    }

    private void gather(Atoms atoms, Slopes slopes, Parallel team) {
        double step = filters.step();
        team.each(atoms.n, 512, (piece, from, to) -> {
            var w = new double[24];
            var at = new int[3];
            var out = new double[5];
            for (int i = from; i < to; i++) {
                if (!atoms.scatters[i]) continue;
                gather(atoms, i, w, at, out);
                double z = atoms.weight[i] * slopes.factor, share = atoms.lower[i];
                if (slopes.xyz != null) {
                    slopes.xyz[3 * i] += z * out[2] / grid.dx();
                    slopes.xyz[3 * i + 1] += z * out[3] / grid.dy();
                    slopes.xyz[3 * i + 2] += z * out[4] / grid.dz();
                }
                if (slopes.lnB != null && atoms.inRange[i]) slopes.lnB[i] += z * (out[1] - out[0]) / step;
                if (slopes.weight != null) slopes.weight[i] += slopes.factor * (share * out[0] + (1 - share) * out[1]);
            }
        });
    }

    /// The values of both levels at the atom to `out[0..1]`, the slopes of their mixture by u, v, w to `out[2..4]`.
    private void gather(Atoms atoms, int i, double[] w, int[] at, double[] out) {
        atoms.weights(i, w, at, true);
        float[] low = mesh[atoms.level[i]], high = mesh[atoms.level[i] + 1];
        double share = atoms.lower[i], valueLow = 0, valueHigh = 0, gu = 0, gv = 0, gw = 0;
        int x0 = Math.floorMod(at[0], nx), x1 = x0 + 1 < nx ? x0 + 1 : 0, x2 = x1 + 1 < nx ? x1 + 1 : 0,
                x3 = x2 + 1 < nx ? x2 + 1 : 0;
        for (int q = 0; q < 4; q++) {
            int k = Math.floorMod(at[2] + q, nz);
            for (int p = 0; p < 4; p++) {
                int row = (k * ny + Math.floorMod(at[1] + p, ny)) * nx;
                double l0 = low[row + x0], l1 = low[row + x1], l2 = low[row + x2], l3 = low[row + x3];
                double h0 = high[row + x0], h1 = high[row + x1], h2 = high[row + x2], h3 = high[row + x3];
                double l = w[0] * l0 + w[1] * l1 + w[2] * l2 + w[3] * l3, h = w[0] * h0 + w[1] * h1 + w[2] * h2 + w[3] * h3;
                double s = share * (w[12] * l0 + w[13] * l1 + w[14] * l2 + w[15] * l3)
                        + (1 - share) * (w[12] * h0 + w[13] * h1 + w[14] * h2 + w[15] * h3);
                double yz = w[4 + p] * w[8 + q], mixed = share * l + (1 - share) * h;
                valueLow += yz * l;
                valueHigh += yz * h;
                gu += yz * s;
                gv += w[16 + p] * w[8 + q] * mixed;
                gw += w[4 + p] * w[20 + q] * mixed;
            }
        }
        out[0] = valueLow;
        out[1] = valueHigh;
        out[2] = gu;
        out[3] = gv;
        out[4] = gw;
    }
}
