package ceres.density;

import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.HalfMaps;
import ceres.numerics.Superposition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// The point group that a reconstruction was given: C1, Cn, Dn, T, O or I, with its axes where reconstruction programs lay them.
///
/// Axes are tried through the middle of a cubic box: the principal one along z, x or y to order 12, a twofold across it, and those of the
/// cubic and icosahedral groups in their usual settings. A box that was cut out of a larger one, an axis elsewhere and helices are not
/// found here; [MapSymmetry#test] finds any operator that a model names.
///
/// @param name C1 if nothing was found
/// @param evidence of the operators of the group
public record MapPointGroup(String name, MapSymmetry.Verdict evidence) {
    private static final int HIGHEST_ORDER = 12, FEW = 700, MANY = 4000;
    /// A map that agrees with its image no better was not made symmetric.
    private static final double UNLIKE = 0.4;
    private static final double PHI = (1 + Math.sqrt(5)) / 2, MAGIC = Math.sqrt(2);
    private static final double[] X = {1, 0, 0}, Y = {0, 1, 0}, Z = {0, 0, 1};

    /// Number of operators in the group.
    public int order() {
        return switch (name.charAt(0)) {
            case 'T' -> 12;
            case 'O' -> 24;
            case 'I' -> 60;
            default -> Integer.parseInt(name.substring(1)) * (name.charAt(0) == 'D' ? 2 : 1);
        };
    }

    /// A line through the middle of the box, and how often the map repeats round it.
    private record Axis(double[] direction, int order) {}

    /// Empty for a box that is not cubic, and for a map of a single value.
    ///
    /// @param halves on the grid of the map
    public static Optional<MapPointGroup> find(DensityMap map, Optional<HalfMaps> halves) {
        Grid g = map.grid();
        if (!g.isOrthogonal() || g.nx() != g.ny() || g.ny() != g.nz() || g.nx() < 24 || Math.abs(g.dx() / g.dz() - 1) > 1e-3)
            return Optional.empty();
        MapPointGroup none = null;
        for (double middle : new double[]{g.nx() / 2, (g.nx() - 1) / 2.0}) {
            var search = new Search(map, halves, middle);
            if (search.few.length < 3 * FEW) return Optional.empty();
            var found = search.group();
            if (!found.name.equals("C1")) return Optional.of(found);
            none = found;
        }
        return Optional.ofNullable(none);
    }

    private static final class Search {
        private final DensityMap map;
        private final Optional<HalfMaps> halves;
        private final double[] centre;
        private final double[] few, many;

        /// @param middle index of the voxel, or of the middle between two voxels, through which the axes go
        Search(DensityMap map, Optional<HalfMaps> halves, double middle) {
            this.map = map;
            this.halves = halves;
            Grid g = map.grid();
            centre = new double[]{g.originX() + middle * g.dx(), g.originY() + middle * g.dy(), g.originZ() + middle * g.dz()};
            many = points();
            few = Arrays.copyOf(many, Math.min(many.length, 3 * FEW));
        }

        /// Voxels of the inscribed ball that do not hold the value of the map's empty part.
        private double[] points() {
            Grid g = map.grid();
            var random = new SplittableRandom(g.nx());
            float empty = map.at(0, 0, 0);
            double radius = 0.45 * g.nx();
            var points = new double[3 * MANY];
            int n = 0;
            for (int attempt = 0; attempt < 200 * MANY && n < MANY; attempt++) {
                int i = random.nextInt(g.nx()), j = random.nextInt(g.nx()), k = random.nextInt(g.nx());
                double m = (g.nx() - 1) / 2.0, r = Math.sqrt((i - m) * (i - m) + (j - m) * (j - m) + (k - m) * (k - m));
                if (r > radius || map.at(i, j, k) == empty) continue;
                points[3 * n] = g.originX() + i * g.dx();
                points[3 * n + 1] = g.originY() + j * g.dy();
                points[3 * n++ + 2] = g.originZ() + k * g.dz();
            }
            return Arrays.copyOf(points, 3 * n);
        }

        MapPointGroup group() {
            for (double[] principal : new double[][]{Z, X, Y}) {
                int order = order(principal);
                if (order > 1) return named(principal, order);
            }
            return new MapPointGroup("C1", MapSymmetry.test(map, halves, many, List.of(turn(Z, 2))));
        }

        /// The highest order of an axis, 1 if it is none. An axis of order 12 is one of order 6 too, so the highest is looked for first.
        private int order(double[] axis) {
            for (int n = HIGHEST_ORDER; n > 1; n--) if (holds(axis, n)) return n;
            return 1;
        }

        /// Half-maps are asked only where the map itself agrees with its image at all.
        private boolean holds(double[] axis, int order) {
            var operator = List.of(turn(axis, order));
            var alone = MapSymmetry.test(map, Optional.empty(), few, operator);
            if (halves.isEmpty() || !(alone.cc().orElse(0) > UNLIKE)) return alone.symmetrised();
            return MapSymmetry.test(map, halves, few, operator).symmetrised();
        }

        private MapPointGroup named(double[] principal, int order) {
            var axes = new ArrayList<>(List.of(new Axis(principal, order)));
            String name = "C" + order;
            for (var group : candidates(principal, order)) {
                if (!holds(group.second.direction, group.second.order)) continue;
                axes.add(group.second);
                name = group.name;
                break;
            }
            return new MapPointGroup(name,
                    MapSymmetry.test(map, halves, many, axes.stream().map(a -> turn(a.direction, a.order)).toList()));
        }

        private Superposition turn(double[] axis, int order) { return MapPointGroup.turn(axis, 2 * Math.PI / order, centre); }
    }

    /// A group that has, beside the principal axis, this one.
    private record Candidate(String name, Axis second) {}

    /// Richer groups first: those of the icosahedron, of the cube, then a twofold across the principal axis.
    private static List<Candidate> candidates(double[] principal, int order) {
        var all = new ArrayList<Candidate>();
        // between fivefold axes lie 63.4 degrees, between a twofold and the nearest fivefold 31.7
        if (order == 2) for (double s : new double[]{1, -1}) {
            add(all, "I", 5, new double[]{0, s, PHI}, new double[]{s, 0, PHI}, new double[]{0, s * PHI, 1},
                    new double[]{s * PHI, 0, 1});
        }
        if (order == 5) for (double s : new double[]{2, -2}) add(all, "I", 5, new double[]{s, 0, 1}, new double[]{0, s, 1});
        if (order == 3) for (double s : new double[]{1, -1}) {
            add(all, "O", 4, new double[]{s * MAGIC, 0, 1}, new double[]{0, s * MAGIC, 1});
            add(all, "T", 2, new double[]{s * MAGIC, 0, 1}, new double[]{0, s * MAGIC, 1});
        }
        if (order == 4) add(all, "O", 3, new double[]{1, 1, 1}, new double[]{MAGIC, 0, 1});
        if (order == 2) add(all, "T", 3, new double[]{1, 1, 1}, new double[]{-1, 1, 1});
        double[] one = principal == X ? Y : X, two = principal == Z ? Y : Z;
        double half = Math.PI / (2 * order);
        var between = new double[3];
        for (int a = 0; a < 3; a++) between[a] = Math.cos(half) * one[a] + Math.sin(half) * two[a];
        add(all, "D" + order, 2, one, two, between);
        return all;
    }

    private static void add(List<Candidate> all, String name, int order, double[]... axes) {
        for (var axis : axes) all.add(new Candidate(name, new Axis(axis, order)));
    }

    /// The rotation about an axis through a centre (Rodrigues).
    static Superposition turn(double[] axis, double angle, double[] centre) {
        double norm = Math.sqrt(axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2]);
        double x = axis[0] / norm, y = axis[1] / norm, z = axis[2] / norm, c = Math.cos(angle), s = Math.sin(angle), v = 1 - c;
        double[] r = {c + x * x * v, x * y * v - z * s, x * z * v + y * s, y * x * v + z * s, c + y * y * v, y * z * v - x * s,
            z * x * v - y * s, z * y * v + x * s, c + z * z * v};
        var t = new double[3];
        for (int a = 0; a < 3; a++) {
            t[a] = centre[a];
            for (int b = 0; b < 3; b++) t[a] -= r[3 * a + b] * centre[b];
        }
        return new Superposition(r, t, 0);
    }
}
