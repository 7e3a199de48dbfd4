package ceres.density;

import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.HalfMaps;
import ceres.map.UnitCell;
import ceres.numerics.Fft3;
import ceres.numerics.Parallel;
import java.util.OptionalDouble;

/// The resolution of a reconstruction at a place: Fourier shell correlation of the half-maps inside a soft ball, at 0.5.
///
/// The ball has a diameter of seven times the resolution, as usual; so values are meant for colouring, not for tables.
/// Source: Cardone2013. One instance serves one thread.
public final class LocalResolution {
    private static final double DIAMETERS = 7, CUTOFF = 0.5;
    private static final int LARGEST = 96;

    private final HalfMaps halves;
    private final Grid grid;
    private final Grid box;
    private final Fft3 fft;
    private final float[] window;
    private final float[] f, g;
    private final Modes modes;
    private final Parallel alone = Parallel.single();

    /// @param resolution of the whole, A
    public LocalResolution(HalfMaps halves, double resolution) {
        this.halves = halves;
        this.grid = halves.first().grid().requireOrthogonal("local resolution");
        int nx = edge(resolution, grid.dx()), ny = edge(resolution, grid.dy()), nz = edge(resolution, grid.dz());
        box = new Grid(nx, ny, nz, UnitCell.orthogonal(nx * grid.dx(), ny * grid.dy(), nz * grid.dz()), 0, 0, 0);
        fft = new Fft3(nx, ny, nz);
        modes = new Modes(box);
        f = new float[fft.spectrumLength()];
        g = new float[fft.spectrumLength()];
        window = window();
    }

    private static int edge(double resolution, double spacing) {
        return Fft3.smoothAtLeast(Math.clamp((int) Math.ceil(DIAMETERS * resolution / spacing), 8, LARGEST));
    }

    /// A cosine bell over the ball.
    private float[] window() {
        var w = new float[box.voxels()];
        for (int k = 0; k < box.nz(); k++)
            for (int j = 0; j < box.ny(); j++)
                for (int i = 0; i < box.nx(); i++) {
                    double x = 2.0 * i / box.nx() - 1, y = 2.0 * j / box.ny() - 1, z = 2.0 * k / box.nz() - 1;
                    double r = Math.sqrt(x * x + y * y + z * z);
                    w[box.index(i, j, k)] = r < 1 ? (float) (0.5 * (1 + Math.cos(Math.PI * r))) : 0;
                }
        return w;
    }

    /// @return A; empty where the density inside the ball is constant or the correlation never falls to 0.5
    public OptionalDouble at(double x, double y, double z) {
        int i = (int) Math.round((x - grid.originX()) / grid.dx()) - box.nx() / 2;
        int j = (int) Math.round((y - grid.originY()) / grid.dy()) - box.ny() / 2;
        int k = (int) Math.round((z - grid.originZ()) / grid.dz()) - box.nz() / 2;
        fill(halves.first(), i, j, k, f);
        fill(halves.second(), i, j, k, g);
        fft.forwardInPlace(f, alone);
        fft.forwardInPlace(g, alone);
        return FscCurve.ofSmallBox(box, modes, f, g).crossing(CUTOFF);
    }

    /// Cuts a box out of the map, which repeats itself, takes its mean under the window off and multiplies with the window.
    private void fill(DensityMap map, int i0, int j0, int k0, float[] out) {
        int row = fft.paddedRow();
        double sum = 0, weight = 0;
        for (int k = 0; k < box.nz(); k++)
            for (int j = 0; j < box.ny(); j++) {
                int from = grid.index(0, Math.floorMod(j0 + j, grid.ny()), Math.floorMod(k0 + k, grid.nz()));
                for (int i = 0; i < box.nx(); i++) {
                    float v = map.values()[from + Math.floorMod(i0 + i, grid.nx())], w = window[box.index(i, j, k)];
                    out[(k * box.ny() + j) * row + i] = v;
                    sum += w * v;
                    weight += w;
                }
            }
        float mean = (float) (sum / weight);
        for (int r = 0; r < box.ny() * box.nz(); r++)
            for (int i = 0; i < box.nx(); i++) out[r * row + i] = (out[r * row + i] - mean) * window[r * box.nx() + i];
    }
}
