package ceres.density;

import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.model.Structure;
import ceres.numerics.Fft3;
import ceres.numerics.Parallel;

/// What a structure should look like in a map: electron scattering of its atoms with their B factors and occupancies, on the grid of
/// the map.
///
/// Structure factors are those of the box as a P1 cell: no scale, no solvent. The hydrogens that the structure has take part.
/// Source: Afonine2018b; scattering factors International Tables C 4.3.2.2.
public final class ModelMap {
    /* How it works: atoms are spread as Gaussians with B_add and the transform takes B_add off again. A grid of spacing D cannot tell a
     * wave of frequency s from one of 1/D - s, so B_add must make the latter small. For a map of d > 3 D one grid does: the wave at
     * 1/D - 1/d is damped 10^4 times against that at 1/d. Up to the limit of the grid itself it takes one of half the spacing; that
     * is not allocated but made of eight grids of the given spacing, shifted by half a voxel, whose transforms are added with their
     * phases: eight times the work in the same memory. */
    private static final double DAMPING = Math.log(1e4);
    private static final double COARSE_ENOUGH = 3.0;

    private ModelMap() {}

    /// The model map to a resolution: all coefficients with d > dMin, without F(000), so that its mean is 0. In A^-2; all
    /// statistics are free of scale.
    ///
    /// @param dMin A; a value that the grid cannot hold gives all that it can
    public static DensityMap compute(Structure structure, Grid grid, double dMin, Parallel team) {
        var fft = new Fft3(grid.nx(), grid.ny(), grid.nz());
        var spectrum = new float[fft.spectrumLength()];
        if (dMin > COARSE_ENOUGH * grid.coarsestSpacing()) one(structure, grid, dMin, fft, spectrum, team);
        else
            spectrum(structure, grid, fft, spectrum, new float[fft.spectrumLength()], team);
        return fromSpectrum(spectrum, grid, fft, dMin, team);
    }

    /// The model map to a resolution from structure factors, which are overwritten.
    public static DensityMap fromSpectrum(float[] spectrum, Grid grid, Fft3 fft, double dMin, Parallel team) {
        var modes = new Modes(grid);
        modes.cut(spectrum, dMin, team);
        var map = new float[grid.voxels()];
        fft.inverse(spectrum, map, team);
        scale(map, 1 / modes.voxelVolume(), team);
        return new DensityMap(grid, map);
    }

    /// Structure factors in A, in the layout of [Fft3], true to 1e-3 up to the limit of the grid; zero at the limit itself (even
    /// sizes) and beyond.
    ///
    /// @param fft plan for the grid
    /// @param spectrum takes the result
    /// @param work as large as the spectrum, overwritten
    public static void spectrum(Structure structure, Grid grid, Fft3 fft, float[] spectrum, float[] work, Parallel team) {
        double spacing = grid.requireOrthogonal("a model map").coarsestSpacing();
        double bAdd = Math.max(0, 2 * DAMPING * spacing * spacing - AtomSpreader.narrowest(structure));
        var spreader = new AtomSpreader(structure, grid, bAdd, fft.paddedRow());
        var modes = new Modes(grid);
        for (int shift = 0; shift < 8; shift++) {
            double sx = 0.5 * (shift & 1), sy = 0.5 * (shift >> 1 & 1), sz = 0.5 * (shift >> 2);
            float[] target = shift == 0 ? spectrum : work;
            spreader.spread(sx, sy, sz, target, team);
            fft.forwardInPlace(target, team);
            if (shift > 0) modes.addShifted(work, sx, sy, sz, spectrum, team);
        }
        modes.sharpen(spectrum, bAdd, modes.voxelVolume() / 8, team);
    }

    private static void one(Structure structure, Grid grid, double dMin, Fft3 fft, float[] spectrum, Parallel team) {
        double spacing = grid.requireOrthogonal("a model map").coarsestSpacing();
        double width = 4 * DAMPING * spacing * spacing / (1 - 2 * spacing / dMin);
        double bAdd = Math.max(0, width - AtomSpreader.narrowest(structure));
        new AtomSpreader(structure, grid, bAdd, fft.paddedRow()).spread(0, 0, 0, spectrum, team);
        fft.forwardInPlace(spectrum, team);
        var modes = new Modes(grid);
        modes.sharpen(spectrum, bAdd, modes.voxelVolume(), team);
    }

    private static void scale(float[] map, double by, Parallel team) {
        float factor = (float) by;
        team.each(map.length, 1 << 18, (piece, from, to) -> {
            for (int i = from; i < to; i++) map[i] *= factor;
        });
    }
}
