package ceres.density;

import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.HalfMaps;
import ceres.model.Structure;
import ceres.numerics.Fft3;
import ceres.numerics.Parallel;
import java.util.Optional;
import java.util.OptionalDouble;

/// Two maps on one grid compared by resolution, where no more than that is asked of them.
public final class MapPairFsc {
    private static final double CUTOFF = 0.143, SOFT_RADII = 2;

    private MapPairFsc() {}

    /// In shells of one Fourier pixel.
    ///
    /// @param mask both are multiplied with it first
    /// @throws IllegalArgumentException if the grids differ
    public static FscCurve of(DensityMap one, DensityMap other, Optional<DensityMap> mask, Parallel team) {
        Grid g = one.grid();
        if (!g.sameAs(other.grid())) throw new IllegalArgumentException("the maps lie on different grids");
        var fft = new Fft3(g.nx(), g.ny(), g.nz());
        float[] f = new float[fft.spectrumLength()], h = new float[fft.spectrumLength()];
        fft.forward(masked(one, mask), f, team);
        fft.forward(masked(other, mask), h, team);
        return FscCurve.plain(RadialProfile.of(g, f, h, team), g);
    }

    private static float[] masked(DensityMap map, Optional<DensityMap> mask) {
        if (mask.isEmpty()) return map.values();
        float[] v = map.values().clone(), m = mask.get().values();
        for (int i = 0; i < v.length; i++) v[i] *= m[i];
        return v;
    }

    /// The resolution of half-maps at FSC 0.143 in shells of one Fourier pixel, which small boxes blur least: inside a soft mask round the
    /// model, or of the whole box where there is none.
    ///
    /// @param near about what resolution is expected, A: the mask's softness
    /// @return A; empty if the half-maps correlate to the limit of the grid
    public static OptionalDouble resolution(HalfMaps halves, Optional<Structure> model, double near, Parallel team) {
        var mask = model.map(m -> MolecularMask.soft(m, halves.first().grid(), SOFT_RADII * near, team));
        return of(halves.first(), halves.second(), mask, team).crossing(CUTOFF);
    }
}
