package ceres.refine.density;

import ceres.chem.ElectronScattering;
import ceres.density.MapBox;
import ceres.density.MolecularMask;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.SplineMap;
import ceres.map.UnitCell;
import ceres.model.Structure;
import ceres.numerics.Fft3;
import ceres.numerics.Parallel;
import java.util.Arrays;

/// The part of the map that the refinement works in: round the model with room to move, on the voxels of the map, of a size that
/// transforms fast, scaled to mean 0 and rms 1 near the model.
public final class DensityBox {
    /// room to move; an atom that is this near to an edge reaches round to the other side, but not to what is that far from it
    private static final double ROOM = 6, LITTLE = 1.5;
    /// what counts as near the model when the map is scaled, A
    private static final double NEAR = 5;
    /// voxels of the correlation's mesh per d_min
    private static final double SAMPLES = 2.7;

    private final double resolution;
    private final Grid whole;
    private final DensityMap box;
    private final boolean[] inMap;
    private final SplineMap spline;
    private final ParticleMesh mesh;
    private ParticleMesh target;
    private final DirectCorrelation plain;
    private DirectCorrelation direct;
    private float[] meshValues = new float[0];
    private boolean[] meshInMap = new boolean[0];
    private final ScatteringShape shape;
    /// the mask, where the atoms were that it is drawn round, how many of them, and whether all correlations have it
    private boolean[] mask = new boolean[0];
    private double[] drawnRound = new double[0];
    private int drawnOwn = -1;
    private boolean maskIsSet;

    public DensityBox(DensityMap map, Structure heavy, double resolution, Parallel team) {
        this(map, heavy, heavy.atomCount(), resolution, team);
    }

    /// @param heavy the atoms that the box is drawn round
    /// @param own how many of them, the first, the mask will be drawn round: others may come near to the edge
    public DensityBox(DensityMap map, Structure heavy, int own, double resolution, Parallel team) {
        this.resolution = resolution;
        Grid g = map.grid().requireOrthogonal("refinement");
        this.whole = g;
        int[] low = new int[3], size = new int[3];
        double[] origin = {g.originX(), g.originY(), g.originZ()}, spacing = {g.dx(), g.dy(), g.dz()};
        int[] n = {g.nx(), g.ny(), g.nz()};
        for (int d = 0; d < 3; d++) {
            double least = Double.MAX_VALUE, most = -Double.MAX_VALUE;
            for (int a = 0; a < heavy.atomCount(); a++) {
                double at = (heavy.atoms().xyz()[3 * a + d] - origin[d]) / spacing[d];
                if (at < -n[d] || at > 2 * n[d] || Double.isNaN(at)) continue;
                double room = (a < own ? ROOM : LITTLE) / spacing[d];
                least = Math.min(least, at - room);
                most = Math.max(most, at + room);
            }
            low[d] = Math.max((int) Math.floor(least), -4);
            int high = Math.min((int) Math.ceil(most), n[d] + 3);
            size[d] = Fft3.smoothAtLeast(Math.max(12, high - low[d] + 1));
        }
        var cell = UnitCell.orthogonal(size[0] * spacing[0], size[1] * spacing[1], size[2] * spacing[2]);
        Grid grid = new Grid(size[0], size[1], size[2], cell, origin[0] + low[0] * spacing[0], origin[1] + low[1] * spacing[1],
                origin[2] + low[2] * spacing[2]);
        this.inMap = new boolean[grid.voxels()];
        float[] values = copy(map, grid, low, inMap);
        scale(values, near(heavy, grid, team));
        this.box = new DensityMap(grid, values);
        this.spline = SplineMap.of(box, team);
        this.shape = new ScatteringShape(ElectronScattering::at, resolution);
        this.mesh = mesh(grid, values, team);
        this.plain = this.direct = new DirectCorrelation(mesh.grid(), new AtomProfiles(shape, resolution));
        this.target = mesh;
    }

    /// The mesh of the correlation: the voxels of the map, or fewer if the map is sampled much finer than its resolution asks for.
    private ParticleMesh mesh(Grid grid, float[] values, Parallel team) {
        int[] fine = {grid.nx(), grid.ny(), grid.nz()},
                coarse = meshShape(fine, new double[]{grid.cell().a(), grid.cell().b(), grid.cell().c()});
        if (coarse == fine) {
            meshInMap = inMap;
            meshValues = values;
            return new ParticleMesh(grid, values, resolution, shape);
        }
        Grid few = new Grid(coarse[0], coarse[1], coarse[2], grid.cell(), grid.originX(), grid.originY(), grid.originZ());
        meshInMap = new boolean[few.voxels()];
        for (int k = 0; k < few.nz(); k++)
            for (int j = 0; j < few.ny(); j++)
                for (int i = 0; i < few.nx(); i++)
                    meshInMap[few.index(i, j, k)] = inMap[grid.index(nearest(i, few.nx(), grid.nx()),
                            nearest(j, few.ny(), grid.ny()), nearest(k, few.nz(), grid.nz()))];
        meshValues = Resampling.cut(values, grid, few, team);
        return new ParticleMesh(few, meshValues, resolution, shape);
    }

    /// @param fine voxels of the map along the edges of a box
    /// @param edge A
    /// @return those of the mesh; `fine` itself if fewer are not worth while
    private int[] meshShape(int[] fine, double[] edge) {
        var coarse = new int[3];
        for (int d = 0; d < 3; d++) {
            coarse[d] = Fft3.smoothAtLeast((int) Math.ceil(edge[d] * SAMPLES / resolution));
            if (!(coarse[d] < 0.9 * fine[d])) return fine;
        }
        return coarse;
    }

    /// Voxels that the mesh of a box round these places would have, in a map without edges.
    ///
    /// @param xyz A
    public long meshVoxels(double[] xyz) {
        double[] origin = {whole.originX(), whole.originY(), whole.originZ()},
                spacing = {whole.dx(), whole.dy(), whole.dz()}, edge = new double[3];
        var fine = new int[3];
        for (int d = 0; d < 3; d++) {
            double least = Double.MAX_VALUE, most = -Double.MAX_VALUE;
            for (int i = d; i < xyz.length; i += 3) {
                least = Math.min(least, xyz[i]);
                most = Math.max(most, xyz[i]);
            }
            int low = (int) Math.floor((least - ROOM - origin[d]) / spacing[d]),
                    high = (int) Math.ceil((most + ROOM - origin[d]) / spacing[d]);
            fine[d] = Fft3.smoothAtLeast(Math.max(12, high - low + 1));
            edge[d] = fine[d] * spacing[d];
        }
        int[] n = meshShape(fine, edge);
        return (long) n[0] * n[1] * n[2];
    }

    private static int nearest(int i, int from, int to) { return Math.min(to - 1, (int) Math.round((double) i * to / from)); }

    private static float[] copy(DensityMap map, Grid grid, int[] low, boolean[] inMap) {
        Grid g = map.grid();
        var values = new float[grid.voxels()];
        for (int k = 0; k < grid.nz(); k++)
            for (int j = 0; j < grid.ny(); j++)
                for (int i = 0; i < grid.nx(); i++) {
                    int x = i + low[0], y = j + low[1], z = k + low[2];
                    if (x < 0 || y < 0 || z < 0 || x >= g.nx() || y >= g.ny() || z >= g.nz()) continue;
                    int v = grid.index(i, j, k);
                    values[v] = map.at(x, y, z);
                    inMap[v] = true;
                }
        return values;
    }

    private boolean[] near(Structure heavy, Grid grid, Parallel team) {
        byte[] inside = MolecularMask.of(MapBox.inside(heavy, grid), grid, NEAR - 1.7, team).inside();
        var near = new boolean[inside.length];
        for (int v = 0; v < near.length; v++) near[v] = inside[v] != 0 && inMap[v];
        return near;
    }

    /// Mean 0 and rms 1 over those voxels; what lies outside the map stays 0.
    private void scale(float[] values, boolean[] near) {
        double sum = 0, square = 0;
        int n = 0;
        for (int v = 0; v < values.length; v++) if (near[v]) {
            sum += values[v];
            n++;
        }
        double mean = sum / Math.max(1, n);
        for (int v = 0; v < values.length; v++) if (near[v]) square += (values[v] - mean) * (values[v] - mean);
        double rms = Math.sqrt(square / Math.max(1, n));
        for (int v = 0; v < values.length; v++) values[v] = inMap[v] && rms > 0 ? (float) ((values[v] - mean) / rms) : 0;
    }

    public double resolution() { return resolution; }

    /// True if the map reaches to that point.
    public boolean shows(double x, double y, double z) { return whole.holds(x, y, z); }

    DensityMap map() { return box; }

    public SplineMap spline() { return spline; }

    /// The map as given: what the correlation is measured against.
    public ParticleMesh mesh() { return mesh; }

    /// The map with its shells weighted: what coordinates are refined against. The same as [#mesh] until [#weigh].
    public ParticleMesh target() { return target; }

    /// The correlation with [#mesh] while B factors vary; its atoms must be set.
    public DirectCorrelation plain() { return plain; }

    /// The correlation with [#target] while coordinates move; its atoms must be set.
    public DirectCorrelation direct() { return direct; }

    /// The map on the voxels of [#mesh].
    public float[] meshValues() { return meshValues; }

    public void weigh(ShellWeights weights, Parallel team) {
        target = mesh.with(weights.filter(meshValues, mesh.grid(), resolution, team), shape.weighted(weights));
        direct = plain.with(new AtomProfiles(shape.weighted(weights), resolution));
        maskIsSet = false;
    }

    /// Lets go of the working maps of both correlations while something else needs the memory.
    public void release() {
        mesh.release();
        if (target != mesh) target.release();
    }

    public ScatteringShape shape() { return shape; }

    /// Draws the mask of the correlation round these atoms.
    public void mask(Structure heavy, Parallel team) { mask(heavy, heavy.atomCount(), team); }

    /// Draws it round the first of these atoms, as those after them leave room: voxels nearer to one of those are theirs.
    ///
    /// @param heavy the atoms of the model, always the same ones; the mask is as it was if they are where they were
    /// @param own how many come first
    public void mask(Structure heavy, int own, Parallel team) {
        double[] xyz = heavy.atoms().xyz();
        if (own != drawnOwn || !Arrays.equals(xyz, drawnRound)) {
            mask = drawn(heavy, own, team);
            drawnRound = xyz.clone();
            drawnOwn = own;
            maskIsSet = false;
        }
        if (maskIsSet) return;
        mesh.mask(mask);
        if (target != mesh) target.mask(mask);
        plain.mask(mesh.masked());
        if (direct != plain) direct.mask(target.masked());
        maskIsSet = true;
    }

    private boolean[] drawn(Structure heavy, int own, Parallel team) {
        byte[] inside = MolecularMask.of(MapBox.inside(heavy, mesh.grid()), mesh.grid(), team).inside();
        if (own < heavy.atomCount()) NearestAtom.keep(inside, mesh.grid(), heavy.atoms().xyz(), own);
        var mask = new boolean[inside.length];
        for (int v = 0; v < mask.length; v++) mask[v] = inside[v] != 0 && meshInMap[v];
        return mask;
    }

    /// Of the mask of the correlation, A^3.
    public double maskVolume() {
        Grid g = mesh.grid();
        return mesh.masked().count() * g.dx() * g.dy() * g.dz();
    }

    /// The correlation of the last model map of [#mesh] with the map, in the mask of some atoms.
    public double correlation(Structure some, Parallel team) {
        byte[] inside = MolecularMask.of(MapBox.inside(some, mesh.grid()), mesh.grid(), team).inside();
        float[] model = mesh.modelMap();
        double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
        for (int v = 0; v < inside.length; v++) {
            if (inside[v] == 0 || !meshInMap[v]) continue;
            double p = model[v], q = meshValues[v];
            n++;
            x += p;
            y += q;
            xx += p * p;
            yy += q * q;
            xy += p * q;
        }
        double spread = Math.sqrt((n * xx - x * x) * (n * yy - y * y));
        return spread > 0 ? (n * xy - x * y) / spread : 0;
    }

    /// Sets the B levels so that they hold these B factors.
    public void levels(double[] b, double ratio) {
        double[] sorted = b.clone();
        Arrays.sort(sorted);
        double low = sorted.length == 0 ? 20 : sorted[0], high = sorted.length == 0 ? 200 : sorted[sorted.length - 1];
        mesh.levels(Math.max(1, low), Math.max(low * 1.05 + 1, high), ratio);
        if (target != mesh) target.levels(Math.max(1, low), Math.max(low * 1.05 + 1, high), ratio);
    }
}
