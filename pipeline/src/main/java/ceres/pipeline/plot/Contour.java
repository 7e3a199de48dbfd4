package ceres.pipeline.plot;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.function.DoubleBinaryOperator;

/// The outline of where a function of two angles is at least a level, as closed loops.
///
/// Marching squares on a grid that is padded with a value below every level, so that each loop closes, at the border of the square if
/// need be. The two ambiguous cases are cut by the mean of the four corners.
final class Contour {
    private final int n;
    private final double step;
    private final double[] value;

    /// Samples f(phi, psi), degrees, on the square from -180 to 180.
    Contour(DoubleBinaryOperator f, int cells) {
        this.n = cells + 1;
        this.step = 360.0 / cells;
        this.value = new double[(n + 2) * (n + 2)];
        java.util.Arrays.fill(value, -1);
        for (int j = 0; j < n; j++)
            for (int i = 0; i < n; i++) value[(j + 1) * (n + 2) + i + 1] = f.applyAsDouble(-180 + i * step, -180 + j * step);
    }

    /// Path data of all loops in the pixels of the axes.
    String path(double level, Axes axes) {
        var next = new HashMap<Long, ArrayDeque<double[]>>();
        for (int j = 0; j <= n; j++) for (int i = 0; i <= n; i++) cell(i, j, level, next);
        var d = new StringBuilder();
        for (var key : next.keySet().stream().sorted().toList())
            while (!next.get(key).isEmpty()) loop(key, next, axes, d);
        return d.toString();
    }

    private void loop(long start, HashMap<Long, ArrayDeque<double[]>> next, Axes axes, StringBuilder d) {
        long at = start;
        boolean first = true;
        while (next.containsKey(at) && !next.get(at).isEmpty()) {
            double[] s = next.get(at).poll();
            d.append(first ? 'M' : 'L').append(Svg.n(axes.px(clamp(s[0])))).append(' ').append(Svg.n(axes.py(clamp(s[1]))));
            first = false;
            at = (long) s[2];
        }
        d.append('Z');
    }

    private static double clamp(double deg) { return Math.clamp(deg, -180.0, 180.0); }

    /* Corners counter-clockwise from the lower left: 0 1 2 3; edges: 0 bottom, 1 right, 2 top, 3 left. A segment runs from the edge
     * where the boundary enters to the one where it leaves, inside to its left. */
    private static final int[][] SEGMENTS = {{}, {0, 3}, {1, 0}, {1, 3}, {2, 1}, {}, {2, 0}, {2, 3}, {3, 2}, {0, 2}, {}, {1, 2},
        {3, 1},
        {0, 1}, {3, 0}, {}};

    private void cell(int i, int j, double level, HashMap<Long, ArrayDeque<double[]>> next) {
        double[] v = {at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)};
        int kind = 0;
        for (int c = 0; c < 4; c++) if (v[c] >= level) kind |= 1 << c;
        int[] edges = SEGMENTS[kind];
        if (kind == 5 || kind == 10) {
            boolean joined = (v[0] + v[1] + v[2] + v[3]) / 4 >= level;
            edges = kind == 5
                    ? joined ? new int[]{0, 1, 2, 3} : new int[]{0, 3, 2, 1}
                    : joined ? new int[]{1, 2, 3, 0} : new int[]{1, 0, 3, 2};
        }
        for (int s = 0; s < edges.length; s += 2) {
            double[] p = point(i, j, edges[s], v, level);
            next.computeIfAbsent(edge(i, j, edges[s]), k -> new ArrayDeque<>())
                    .add(new double[]{p[0], p[1], edge(i, j, edges[s + 1])});
        }
    }

    private double at(int i, int j) { return value[j * (n + 2) + i]; }

    private double[] point(int i, int j, int edge, double[] v, double level) {
        double x = -180 + (i - 1) * step, y = -180 + (j - 1) * step;
        return switch (edge) {
            case 0 -> new double[]{x + step * cut(v[0], v[1], level), y};
            case 1 -> new double[]{x + step, y + step * cut(v[1], v[2], level)};
            case 2 -> new double[]{x + step * cut(v[3], v[2], level), y + step};
            default -> new double[]{x, y + step * cut(v[0], v[3], level)};
        };
    }

    private static double cut(double a, double b, double level) {
        return a == b ? 0.5 : Math.clamp((level - a) / (b - a), 0.0, 1.0);
    }

    /// The same number for an edge seen from either of its cells.
    private long edge(int i, int j, int edge) {
        int x = edge == 1 ? i + 1 : i, y = edge == 2 ? j + 1 : j;
        return ((long) y * (n + 3) + x) * 2 + (edge == 0 || edge == 2 ? 0 : 1);
    }
}
