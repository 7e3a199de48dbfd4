package ceres.density;

import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;

/// Pearson correlations of a map with a model map on the same grid, over sets of voxels.
///
/// Source: Afonine2018b. Sums are double.
public final class MapCorrelation {
    private static final int PIECE = 1 << 16;

    private final DensityMap map;
    private final DensityMap model;
    private final Parallel team;

    /// @throws IllegalArgumentException if the grids differ
    public MapCorrelation(DensityMap map, DensityMap model, Parallel team) {
        if (!map.grid().sameAs(model.grid())) throw new IllegalArgumentException("map and model map lie on different grids");
        this.map = map;
        this.model = model;
        this.team = team;
    }

    /// Over all voxels.
    public OptionalDouble box() { return over(i -> true); }

    /// Over the voxels of the mask.
    public OptionalDouble mask(MolecularMask mask) { return over(i -> mask.inside()[i] != 0); }

    /// Over the `count` highest voxels of the model map; ties at the last rank take part.
    public OptionalDouble volume(int count) {
        float[] m = model.values();
        float level = Rank.value(m, count, team);
        return over(i -> m[i] >= level);
    }

    /// Over the `count` highest voxels of the model map and of the map together.
    public OptionalDouble peaks(int count) {
        float[] m = model.values(), e = map.values();
        float level = Rank.value(m, count, team), other = Rank.value(e, count, team);
        return over(i -> m[i] >= level || e[i] >= other);
    }

    /// Over any set of voxels; empty if one of the maps is constant there.
    public OptionalDouble over(IntPredicate voxel) {
        float[] p = map.values(), q = model.values();
        var partial = new Sums[Parallel.pieces(p.length, PIECE)];
        team.each(p.length, PIECE, (piece, from, to) -> {
            var sums = new Sums();
            for (int i = from; i < to; i++) if (voxel.test(i)) sums.add(p[i], q[i]);
            partial[piece] = sums;
        });
        var all = new Sums();
        for (var s : partial) all.add(s);
        return all.correlation();
    }

    /// The sums of a correlation.
    public static final class Sums {
        private double n, x, y, xx, yy, xy;

        public void add(double p, double q) {
            n++;
            x += p;
            y += q;
            xx += p * p;
            yy += q * q;
            xy += p * q;
        }

        void add(Sums s) {
            n += s.n;
            x += s.x;
            y += s.y;
            xx += s.xx;
            yy += s.yy;
            xy += s.xy;
        }

        /// Empty where one side does not vary.
        public OptionalDouble correlation() {
            double vx = xx - x * x / n, vy = yy - y * y / n, cov = xy - x * y / n;
            boolean varied = vx > 1e-12 * xx && vy > 1e-12 * yy;
            return varied ? OptionalDouble.of(cov / Math.sqrt(vx * vy)) : OptionalDouble.empty();
        }
    }

    /// Correlation over the union of spheres round atoms of a structure; spheres beyond the box come in from the other side.
    ///
    /// @param atoms indices
    /// @param radius A, smaller than half the box edges or the voxel is counted once all the same
    public OptionalDouble aroundAtoms(Structure structure, int[] atoms, double radius) {
        var region = new Region(map.grid(), structure, atoms, radius);
        var sums = new Sums();
        float[] p = map.values(), q = model.values();
        region.each(i -> sums.add(p[i], q[i]));
        return sums.correlation();
    }

    /// The grid that both lie on.
    public Grid grid() { return map.grid(); }
}
