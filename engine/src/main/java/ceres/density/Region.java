package ceres.density;

import ceres.map.Grid;
import ceres.model.Structure;
import java.util.BitSet;
import java.util.function.IntConsumer;

/// The voxels within a radius of some atoms, each once; periodic. Takes memory for the bounding box of the atoms only.
final class Region {
    private final Grid grid;
    private final int[] low = new int[3];
    private final int[] size = new int[3];
    private final BitSet voxels;

    Region(Grid grid, Structure s, int[] atoms, double radius) {
        this.grid = grid;
        bounds(s, atoms, radius);
        this.voxels = new BitSet(Math.multiplyExact(Math.multiplyExact(size[0], size[1]), size[2]));
        for (int a : atoms) ball(s, a, radius);
    }

    private void bounds(Structure s, int[] atoms, double radius) {
        double[] origin = {grid.originX(), grid.originY(), grid.originZ()}, spacing = {grid.dx(), grid.dy(), grid.dz()};
        int[] n = {grid.nx(), grid.ny(), grid.nz()};
        for (int axis = 0; axis < 3; axis++) {
            double least = Double.MAX_VALUE, most = -Double.MAX_VALUE;
            for (int a : atoms) {
                double at = (s.atoms().xyz()[3 * a + axis] - origin[axis]) / spacing[axis];
                least = Math.min(least, at);
                most = Math.max(most, at);
            }
            low[axis] = (int) Math.ceil(least - radius / spacing[axis]);
            size[axis] = Math.max(0, (int) Math.floor(most + radius / spacing[axis]) - low[axis] + 1);
            if (size[axis] < n[axis]) continue;
            low[axis] = 0;
            size[axis] = n[axis];
        }
    }

    private void ball(Structure s, int atom, double radius) {
        double cx = (s.x(atom) - grid.originX()) / grid.dx(), cy = (s.y(atom) - grid.originY()) / grid.dy();
        double cz = (s.z(atom) - grid.originZ()) / grid.dz(), r = radius / grid.dz();
        for (int k = (int) Math.ceil(cz - r); k <= cz + r; k++) {
            double dz = (k - cz) * grid.dz(), left = radius * radius - dz * dz, reach = Math.sqrt(Math.max(0, left)) / grid.dy();
            for (int j = (int) Math.ceil(cy - reach); j <= cy + reach; j++) {
                double dy = (j - cy) * grid.dy(), rest = left - dy * dy;
                if (rest >= 0) row(cx, Math.sqrt(rest) / grid.dx(), j, k);
            }
        }
    }

    private void row(double centre, double reach, int j, int k) {
        int y = place(j, 1, grid.ny()), z = place(k, 2, grid.nz()), start = (z * size[1] + y) * size[0];
        int first = (int) Math.ceil(centre - reach), last = (int) Math.floor(centre + reach);
        if (size[0] < grid.nx()) {
            if (first <= last) voxels.set(start + first - low[0], start + last - low[0] + 1);
        } else
            for (int i = first; i <= last; i++) voxels.set(start + Math.floorMod(i, grid.nx()));
    }

    private int place(int i, int axis, int n) { return size[axis] == n ? Math.floorMod(i, n) : i - low[axis]; }

    int count() { return voxels.cardinality(); }

    /// The index of every voxel, ascending within the box of the region.
    void each(IntConsumer voxel) {
        for (int b = voxels.nextSetBit(0); b >= 0; b = voxels.nextSetBit(b + 1)) {
            int i = b % size[0] + low[0], j = b / size[0] % size[1] + low[1], k = b / size[0] / size[1] + low[2];
            voxel.accept(grid.index(wrap(i, grid.nx()), wrap(j, grid.ny()), wrap(k, grid.nz())));
        }
    }

    private static int wrap(int i, int n) { return i >= 0 && i < n ? i : Math.floorMod(i, n); }
}
