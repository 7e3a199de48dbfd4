package ceres.chem;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Level curves of a periodic two-dimensional table, by marching squares on its bin centres.
final class Contour {
    /* Every cell between four neighbouring bin centres is crossed by at most two segments. A segment's ends lie on cell edges; an edge
     * has a number, so segments are joined by equal edge numbers, not by nearly equal coordinates. The square [lower, upper]^2 is
     * covered by repeating the first and last bin beyond the border, which is what periodicity means; curves end at that border. */
    private final NdTable table;
    private final double level;
    private final int nx, ny;
    private final Map<Long, List<long[]>> ends = new HashMap<>();
    private final Map<Long, double[]> points = new HashMap<>();

    private Contour(NdTable table, double level) {
        this.table = table;
        this.level = level;
        this.nx = table.axes().get(0).bins();
        this.ny = table.axes().get(1).bins();
    }

    static List<double[]> of(NdTable table, double level) {
        var contour = new Contour(table, level);
        for (int i = -1; i < contour.nx; i++) for (int j = -1; j < contour.ny; j++) contour.cell(i, j);
        return contour.join();
    }

    private double value(int i, int j) { return table.bin(Math.floorMod(i, nx), Math.floorMod(j, ny)); }

    private void cell(int i, int j) {
        double a = value(i, j), b = value(i + 1, j), c = value(i + 1, j + 1), d = value(i, j + 1);
        int code = (a >= level ? 1 : 0) | (b >= level ? 2 : 0) | (c >= level ? 4 : 0) | (d >= level ? 8 : 0);
        if (code == 0 || code == 15) return;
        long south = edge(i, j, i + 1, j, a, b, 0), east = edge(i + 1, j, i + 1, j + 1, b, c, 1);
        long north = edge(i, j + 1, i + 1, j + 1, d, c, 0), west = edge(i, j, i, j + 1, a, d, 1);
        switch (code) {
            case 1, 14 -> segment(west, south);
            case 2, 13 -> segment(south, east);
            case 3, 12 -> segment(west, east);
            case 4, 11 -> segment(east, north);
            case 6, 9 -> segment(south, north);
            case 7, 8 -> segment(west, north);
            case 5 -> {
                segment(west, south);
                segment(east, north);
            }
            default -> {
                segment(south, east);
                segment(west, north);
            }
        }
    }

    private long edge(int i, int j, int i2, int j2, double a, double b, int direction) {
        long id = ((long) (i + 1) * (ny + 2) + (j + 1)) * 2 + direction;
        if (a >= level == b >= level) return id;
        double f = (level - a) / (b - a);
        points.put(id, new double[]{centre(0, i) + f * (centre(0, i2) - centre(0, i)),
            centre(1, j) + f * (centre(1, j2) - centre(1, j))});
        return id;
    }

    private double centre(int axis, int i) {
        var a = table.axes().get(axis);
        return a.lower() + (i + 0.5) * a.width();
    }

    private void segment(long from, long to) {
        var s = new long[]{from, to, 0};
        ends.computeIfAbsent(from, e -> new ArrayList<>()).add(s);
        ends.computeIfAbsent(to, e -> new ArrayList<>()).add(s);
    }

    private List<double[]> join() {
        var curves = new ArrayList<double[]>();
        for (long start : ends.keySet().stream().sorted().toList()) {
            for (var s : ends.get(start)) {
                if (s[2] != 0) continue;
                var path = new ArrayDeque<Long>();
                path.add(start);
                follow(start, path, true);
                follow(start, path, false);
                curves.add(coordinates(path));
            }
        }
        return curves;
    }

    private void follow(long at, ArrayDeque<Long> path, boolean forward) {
        for (;;) {
            long[] next = null;
            for (var s : ends.get(at)) if (s[2] == 0) next = s;
            if (next == null) return;
            next[2] = 1;
            at = next[0] == at ? next[1] : next[0];
            if (forward) path.addLast(at);
            else
                path.addFirst(at);
        }
    }

    private double[] coordinates(ArrayDeque<Long> path) {
        var xy = new double[2 * path.size()];
        int n = 0;
        var x = table.axes().get(0);
        var y = table.axes().get(1);
        for (long id : path) {
            xy[n++] = Math.clamp(points.get(id)[0], x.lower(), x.upper());
            xy[n++] = Math.clamp(points.get(id)[1], y.lower(), y.upper());
        }
        return xy;
    }
}
