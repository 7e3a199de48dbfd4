package ceres.density;

import ceres.map.DensityMap;
import ceres.map.Grid;

/// A map between its voxels: the eight nearest, weighted by nearness. Positions in A, in the frame of the model; the cell must be
/// orthogonal.
public final class Trilinear {
    private final Grid grid;
    private final float[] v;
    private final double ox, oy, oz, ix, iy, iz;

    public Trilinear(DensityMap map) {
        grid = map.grid().requireOrthogonal("interpolation");
        v = map.values();
        ox = grid.originX();
        oy = grid.originY();
        oz = grid.originZ();
        ix = 1 / grid.dx();
        iy = 1 / grid.dy();
        iz = 1 / grid.dz();
    }

    /// True if the position lies between the first and the last voxel of every axis.
    public boolean covers(double x, double y, double z) {
        double i = (x - ox) * ix, j = (y - oy) * iy, k = (z - oz) * iz;
        return i >= 0 && j >= 0 && k >= 0 && i <= grid.nx() - 1 && j <= grid.ny() - 1 && k <= grid.nz() - 1;
    }

    /// The value there; outside the box the map repeats itself.
    public double at(double x, double y, double z) {
        double a = (x - ox) * ix, b = (y - oy) * iy, c = (z - oz) * iz;
        double fa = Math.floor(a), fb = Math.floor(b), fc = Math.floor(c);
        double p = a - fa, q = b - fb, r = c - fc;
        int i = wrap((int) fa, grid.nx()), j = wrap((int) fb, grid.ny()), k = wrap((int) fc, grid.nz());
        int i1 = i + 1 == grid.nx() ? 0 : i + 1, j1 = j + 1 == grid.ny() ? 0 : j + 1, k1 = k + 1 == grid.nz() ? 0 : k + 1;
        double low = blend(blend(k, j, i, i1, p), blend(k, j1, i, i1, p), q);
        double high = blend(blend(k1, j, i, i1, p), blend(k1, j1, i, i1, p), q);
        return blend(low, high, r);
    }

    private double blend(int k, int j, int i, int i1, double t) {
        int row = grid.index(0, j, k);
        return blend(v[row + i], v[row + i1], t);
    }

    private static double blend(double from, double to, double t) { return from + t * (to - from); }

    private static int wrap(int i, int n) { return i >= 0 && i < n ? i : Math.floorMod(i, n); }
}
