package ceres.bench.recovery;

import ceres.density.ModelMap;
import ceres.density.MolecularMask;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.HalfMaps;
import ceres.map.UnitCell;
import ceres.model.Structure;
import ceres.numerics.Fft3;
import java.util.SplittableRandom;

/// A truth and maps of it as a reconstruction would show it.
///
/// The noise is white and independent in the two half-maps. Its strength is stated by what it does to them: at the resolution, their
/// Fourier shell correlation inside the molecule is as given. 0.143 is what resolution means in the field; 0.5 is the milder noise
/// of signal 1 to noise 1 in a half-map.
///
/// @param truth heavy atoms with the B factors of the maps
/// @param map the mean of the half-maps, cut at the resolution
/// @param halves each with its own noise, up to what the grid can hold
/// @param clean the map without noise
/// @param noise standard deviation of the noise of `map`, in its unit
record SimulatedPair(Structure truth, DensityMap map, HalfMaps halves, DensityMap clean, double resolution, double noise) {
    private static final double ROOM = 8, SAMPLING = 3, MASK_RADIUS = 3;

    /// @param halfFsc FSC of the half-maps at the resolution, within (0, 1]; 1 is no noise
    static SimulatedPair of(Structure truth, double resolution, double halfFsc, long seed) {
        return of(truth, resolution, halfFsc, ROOM, seed);
    }

    /// @param room round the atoms, A
    static SimulatedPair of(Structure truth, double resolution, double halfFsc, double room, long seed) {
        var grid = grid(truth, resolution / SAMPLING, room);
        var clean = ModelMap.compute(truth, grid, resolution, Scope.TEAM);
        double sd = halfMapNoise(truth, clean, resolution, halfFsc);
        var first = noisy(clean, sd, 2 * seed + 1);
        var second = noisy(clean, sd, 2 * seed + 2);
        var mean = new float[grid.voxels()];
        for (int v = 0; v < mean.length; v++) mean[v] = (first.values()[v] + second.values()[v]) / 2;
        var map = lowPassed(new DensityMap(grid, mean), resolution);
        return new SimulatedPair(truth, map, new HalfMaps(first, second), clean, resolution, deviation(map, clean));
    }

    /// -ln L of a model for each square of what its map differs by in a voxel, the noise being known: f / (2 v), v its variance and f the part of the
    /// grid's coefficients that lies within the resolution (Parseval).
    double perSquare() {
        Grid g = map.grid();
        double within = 4 * Math.PI / 3 * g.dx() * g.dy() * g.dz() / Math.pow(resolution, 3);
        return within / (2 * noise * noise);
    }

    /// As deposited maps are: nothing beyond the resolution.
    private static DensityMap lowPassed(DensityMap map, double resolution) {
        Grid g = map.grid();
        var fft = new Fft3(g.nx(), g.ny(), g.nz());
        var f = new float[fft.spectrumLength()];
        fft.forward(map.values(), f, Scope.TEAM);
        float volume = (float) (g.dx() * g.dy() * g.dz());
        for (int i = 0; i < f.length; i++) f[i] *= volume;
        return ModelMap.fromSpectrum(f, g, fft, resolution, Scope.TEAM);
    }

    private static double deviation(DensityMap map, DensityMap from) {
        double sum = 0;
        for (int v = 0; v < map.values().length; v++) sum += Math.pow(map.values()[v] - from.values()[v], 2);
        return Math.sqrt(sum / map.values().length);
    }

    private static Grid grid(Structure s, double step, double room) {
        double[] low = {1e9, 1e9, 1e9}, high = {-1e9, -1e9, -1e9}, xyz = s.atoms().xyz();
        for (int i = 0; i < xyz.length; i++) {
            low[i % 3] = Math.min(low[i % 3], xyz[i] - room);
            high[i % 3] = Math.max(high[i % 3], xyz[i] + room);
        }
        var n = new int[3];
        for (int d = 0; d < 3; d++) n[d] = Fft3.smoothAtLeast((int) Math.ceil((high[d] - low[d]) / step));
        var cell = UnitCell.orthogonal(n[0] * step, n[1] * step, n[2] * step);
        return new Grid(n[0], n[1], n[2], cell, low[0], low[1], low[2]);
    }

    /// With signal S a coefficient in the last shell and white noise N, of which the mask lets its share m of the box through, the half-maps
    /// correlate as S / (S + m N); a map of n voxels with noise of variance v has N = n v.
    private static double halfMapNoise(Structure truth, DensityMap clean, double resolution, double fsc) {
        if (!(fsc > 0 && fsc <= 1)) throw new IllegalArgumentException("a half-map FSC of " + fsc);
        Grid g = clean.grid();
        double share = MolecularMask.of(truth, g, MASK_RADIUS, Scope.TEAM).size() / (double) g.voxels();
        return Math.sqrt(lastShell(clean, resolution) * (1 - fsc) / fsc / share / g.voxels());
    }

    /// Mean square of the Fourier coefficients between 1.05 d and d.
    private static double lastShell(DensityMap map, double d) {
        Grid g = map.grid();
        var fft = new Fft3(g.nx(), g.ny(), g.nz());
        var f = new float[fft.spectrumLength()];
        fft.forward(map.values(), f, Scope.TEAM);
        double sum = 0;
        int members = 0, half = g.nx() / 2 + 1;
        for (int l = 0; l < g.nz(); l++)
            for (int k = 0; k < g.ny(); k++)
                for (int h = 0; h < half; h++) {
                    double s = Math.hypot(h / g.cell().a(),
                            Math.hypot(signed(k, g.ny()) / g.cell().b(), signed(l, g.nz()) / g.cell().c()));
                    if (s >= 1 / d || s < 1 / (1.05 * d)) continue;
                    int at = 2 * ((l * g.ny() + k) * half + h);
                    sum += f[at] * f[at] + f[at + 1] * f[at + 1];
                    members++;
                }
        return sum / Math.max(1, members);
    }

    private static double signed(int index, int n) { return 2 * index > n ? index - n : index; }

    private static DensityMap noisy(DensityMap map, double sd, long seed) {
        var random = new SplittableRandom(seed);
        var v = map.values().clone();
        if (sd > 0) for (int i = 0; i < v.length; i++) v[i] += (float) (sd * random.nextGaussian());
        return new DensityMap(map.grid(), v);
    }
}
