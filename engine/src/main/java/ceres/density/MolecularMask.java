package ceres.density;

import ceres.chem.MaskRadii;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.model.Structure;
import ceres.numerics.Fft3;
import ceres.numerics.Parallel;
import java.util.Arrays;

/// The voxels that a model takes up: one mask for one grid, the same whatever the resolution.
///
/// @param grid the box
/// @param inside one byte a voxel, 1 inside; x fastest
public record MolecularMask(Grid grid, byte[] inside) {
    /* The rule [Jiang & Brunger 1994, as cctbx has it]: a voxel within the radius of an atom is inside; one within radius + probe is in
     * the accessible zone, the rest is solvent; then a voxel of the zone is solvent if solvent lies within the shrink distance, else
     * inside. So crevices that no water fits into belong to the molecule. Periodic; hydrogens take part if present. */
    private static final double PROBE = 1.1, SHRINK = 0.9;
    private static final byte SOLVENT = 0, ZONE = 2, INSIDE = 1;
    private static final int SLAB = 16, PIECE = 1 << 16;

    /// The binary mask with van der Waals radii.
    public static MolecularMask of(Structure structure, Grid grid, Parallel team) { return of(structure, grid, 0, team); }

    /// @param extra added to every radius, A
    public static MolecularMask of(Structure structure, Grid grid, double extra, Parallel team) {
        grid.requireOrthogonal("a mask");
        var zone = new byte[grid.voxels()];
        team.each(grid.nz(), SLAB, (piece, from, to) -> {
            for (int a = 0; a < structure.atomCount(); a++) {
                double r = MaskRadii.of(structure.element(a).number()) + extra;
                ball(structure, a, grid, r + PROBE, from, to, zone, ZONE);
            }
            for (int a = 0; a < structure.atomCount(); a++) {
                double r = MaskRadii.of(structure.element(a).number()) + extra;
                ball(structure, a, grid, r, from, to, zone, INSIDE);
            }
        });
        return new MolecularMask(grid, shrunk(zone, grid, team));
    }

    /// Marks the voxels of the planes [from, to) at less than `radius` from the atom.
    private static void ball(Structure s, int atom, Grid g, double radius, int from, int to, byte[] mask, byte mark) {
        double cx = (s.x(atom) - g.originX()) / g.dx(), cy = (s.y(atom) - g.originY()) / g.dy(),
                cz = (s.z(atom) - g.originZ()) / g.dz();
        int low = (int) Math.ceil(cz - radius / g.dz()), high = (int) Math.floor(cz + radius / g.dz());
        for (int k = low; k <= high; k++) {
            int plane = Math.floorMod(k, g.nz());
            if (plane < from || plane >= to) continue;
            double dz = (k - cz) * g.dz(), left = radius * radius - dz * dz;
            if (left < 0) continue;
            double reach = Math.sqrt(left) / g.dy();
            for (int j = (int) Math.ceil(cy - reach); j <= cy + reach; j++) {
                double dy = (j - cy) * g.dy(), rest = left - dy * dy;
                if (rest > 0) run(cx, Math.sqrt(rest) / g.dx(), g, g.index(0, Math.floorMod(j, g.ny()), plane), mask, mark);
            }
        }
    }

    private static void run(double centre, double reach, Grid g, int rowStart, byte[] mask, byte mark) {
        int first = (int) Math.floor(centre - reach) + 1, last = (int) Math.ceil(centre + reach) - 1;
        if (last - first + 1 >= g.nx()) {
            first = 0;
            last = g.nx() - 1;
        }
        if (first >= 0 && last < g.nx()) {
            if (first <= last) Arrays.fill(mask, rowStart + first, rowStart + last + 1, mark);
        } else
            for (int i = first; i <= last; i++) mask[rowStart + Math.floorMod(i, g.nx())] = mark;
    }

    private static byte[] shrunk(byte[] zone, Grid g, Parallel team) {
        int[] near = offsets(g);
        var inside = new byte[zone.length];
        team.each(g.nz(), 1, (piece, k, to) -> {
            for (int j = 0; j < g.ny(); j++)
                for (int i = 0; i < g.nx(); i++) {
                    int at = g.index(i, j, k);
                    if (zone[at] == SOLVENT || zone[at] == ZONE && solventNear(zone, g, i, j, k, near)) continue;
                    inside[at] = 1;
                }
        });
        return inside;
    }

    /// Steps to the voxels at less than the shrink distance, three numbers each.
    private static int[] offsets(Grid g) {
        int x = (int) (SHRINK / g.dx()), y = (int) (SHRINK / g.dy()), z = (int) (SHRINK / g.dz()), n = 0;
        var steps = new int[3 * (2 * x + 1) * (2 * y + 1) * (2 * z + 1)];
        for (int k = -z; k <= z; k++)
            for (int j = -y; j <= y; j++)
                for (int i = -x; i <= x; i++) {
                    if (square(i * g.dx()) + square(j * g.dy()) + square(k * g.dz()) >= SHRINK * SHRINK) continue;
                    steps[n++] = i;
                    steps[n++] = j;
                    steps[n++] = k;
                }
        return Arrays.copyOf(steps, n);
    }

    private static double square(double x) { return x * x; }

    private static boolean solventNear(byte[] zone, Grid g, int i, int j, int k, int[] near) {
        for (int o = 0; o < near.length; o += 3) {
            int x = wrap(i + near[o], g.nx()), y = wrap(j + near[o + 1], g.ny()), z = wrap(k + near[o + 2], g.nz());
            if (zone[g.index(x, y, z)] == SOLVENT) return true;
        }
        return false;
    }

    private static int wrap(int i, int n) { return i >= 0 && i < n ? i : Math.floorMod(i, n); }

    /// Voxels inside.
    public int size() {
        int n = 0;
        for (byte b : inside) n += b;
        return n;
    }

    /// The soft mask of half-map and model-map correlations: every radius larger by `radius`, then smoothed with a Gaussian of that
    /// width in reciprocal space, 0 to about 1.
    ///
    /// Source: Afonine2018b; the smoothing factor is exp(-B s^2/4) with B = 8 pi^2 radius^2.
    ///
    /// @param radius A
    /// @param spectrum working space, [Fft3#spectrumLength] floats
    /// @param mask takes the values, one a voxel
    public static void soft(Structure structure, Grid grid, double radius, Fft3 fft, float[] spectrum, float[] mask,
            Parallel team) {
        byte[] inside = of(structure, grid, radius, team).inside();
        team.each(mask.length, PIECE, (piece, from, to) -> {
            for (int i = from; i < to; i++) mask[i] = inside[i];
        });
        fft.forward(mask, spectrum, team);
        new Modes(grid).sharpen(spectrum, -8 * Math.PI * Math.PI * radius * radius, 1, team);
        fft.inverse(spectrum, mask, team);
        team.each(mask.length, PIECE, (piece, from, to) -> {
            for (int i = from; i < to; i++) if (mask[i] < 0) mask[i] = 0;
        });
    }

    /// The soft mask as a map of its own.
    public static DensityMap soft(Structure structure, Grid grid, double radius, Parallel team) {
        var fft = new Fft3(grid.nx(), grid.ny(), grid.nz());
        var values = new float[grid.voxels()];
        soft(structure, grid, radius, fft, new float[fft.spectrumLength()], values, team);
        return new DensityMap(grid, values);
    }
}
