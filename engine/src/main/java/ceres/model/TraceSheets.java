package ceres.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which strands of a chain pair up, and which of their residues lie in a sheet.
final class TraceSheets {
    /* Source: as TraceSegments. The closest pair of CA is looked for hierarchically (every fourth residue, every second, every one), which
     * is not quite the closest pair; it is kept because ranges depend on it. Pairs before the centre of an alignment survive gaps, pairs
     * after it do not: a trait of the reference that moves a few ends of strands. */
    private static final double NEAR = 6.0;
    private static final int LEAST_PAIRS = 4, SHORT = 4;

    /// Paired residues of strand `a` and strand `b`: first and last of each.
    private record Pairing(int firstA, int lastA, int firstB, int lastB) {
        Pairing turned() { return new Pairing(firstB, lastB, firstA, lastA); }
    }

    /// Residues first to last of one strand that lie in a sheet.
    record Range(int strand, int first, int last) {}

    private final List<double[]> strands;
    private final Pairing[][] pairing;
    private final List<List<Integer>> partners = new ArrayList<>();

    private TraceSheets(List<double[]> strands) {
        this.strands = strands;
        int n = strands.size();
        this.pairing = new Pairing[n][n];
        for (int i = 0; i < n; i++) partners.add(new ArrayList<>());
        for (int i = 0; i < n; i++) for (int j = i + 1; j < n; j++) pair(i, j);
    }

    /// @param strands CA coordinates of each strand, A
    static List<Range> find(List<double[]> strands) { return new TraceSheets(strands).ranges(); }

    private void pair(int i, int j) {
        double[] a = strands.get(i), b = strands.get(j);
        int[] centre = closest(a, b);
        if (centre == null) return;
        int m = b.length / 3;
        var reversed = new double[b.length];
        for (int p = 0; p < m; p++) System.arraycopy(b, 3 * p, reversed, 3 * (m - 1 - p), 3);
        List<int[]> parallel = aligned(a, b, centre[0], centre[1]), anti = aligned(a, reversed, centre[0], m - centre[1] - 1);
        if (parallel.size() < LEAST_PAIRS && anti.size() < LEAST_PAIRS) return;
        var pairs = anti.size() > parallel.size() ? anti : parallel;
        int b0 = pairs.getFirst()[1], b1 = pairs.getLast()[1];
        var p = anti.size() > parallel.size()
                ? new Pairing(pairs.getFirst()[0], pairs.getLast()[0], m - (b1 + 1), m - (b0 + 1))
                : new Pairing(pairs.getFirst()[0], pairs.getLast()[0], b0, b1);
        pairing[i][j] = p;
        pairing[j][i] = p.turned();
        partners.get(i).add(j);
        partners.get(j).add(i);
    }

    private static double distance2(double[] a, int i, double[] b, int j) {
        double dx = a[3 * i] - b[3 * j], dy = a[3 * i + 1] - b[3 * j + 1], dz = a[3 * i + 2] - b[3 * j + 2];
        return dx * dx + dy * dy + dz * dz;
    }

    private static int @org.jspecify.annotations.Nullable [] closest(double[] a, double[] b) {
        double best = Double.MAX_VALUE;
        int[] at = null;
        for (int step = 4; step >= 1; step /= 2) {
            for (int i = step / 2; i < a.length / 3; i += step)
                for (int j = step / 2; j < b.length / 3; j += step) {
                    double d = distance2(a, i, b, j);
                    if (d < best) {
                        best = d;
                        at = new int[]{i, j};
                    }
                }
            if (at == null || Math.sqrt(best) > (step + 1) * 3.5 + NEAR) break;
        }
        return best <= NEAR * NEAR ? at : null;
    }

    private static List<int[]> aligned(double[] a, double[] b, int ca, int cb) {
        var pairs = new ArrayList<int[]>();
        if (distance2(a, ca, b, cb) > NEAR * NEAR) return pairs;
        int end = Math.min(a.length / 3 - (ca + 1), b.length / 3 - (cb + 1));
        for (int o = Math.max(-ca, -cb); o <= end; o++) {
            if (distance2(a, ca + o, b, cb + o) <= NEAR * NEAR) pairs.add(new int[]{ca + o, cb + o});
            else if (o > 0) break;
        }
        return pairs;
    }

    private List<Range> ranges() {
        var sheets = sheets();
        var ranges = new ArrayList<Range>();
        for (var sheet : sheets) {
            int m = sheet.size();
            var first = new int[m];
            var last = new int[m];
            Arrays.fill(first, Integer.MAX_VALUE);
            Arrays.fill(last, -1);
            for (int k = 0; k + 1 < m; k++) {
                var p = pairing[sheet.get(k)][sheet.get(k + 1)];
                first[k] = Math.min(first[k], p.firstA);
                last[k] = Math.max(last[k], p.lastA);
                first[k + 1] = Math.min(first[k + 1], p.firstB);
                last[k + 1] = Math.max(last[k + 1], p.lastB);
            }
            int from = 0, to = m;
            while (from < to && last[from] - first[from] < SHORT) from++;
            while (to > from && last[to - 1] - first[to - 1] < SHORT) to--;
            for (int k = from; k < to; k++) ranges.add(new Range(sheet.get(k), first[k], last[k]));
        }
        return ranges;
    }

    /// Sheets as lists of neighbouring strands: those that begin with a strand of one partner first, then of two; last the pairs left over.
    private List<List<Integer>> sheets() {
        var sheets = new ArrayList<List<Integer>>();
        var used = new HashSet<Integer>();
        for (int degree = 1; degree <= 2; degree++)
            for (int i = 0; i < strands.size(); i++) {
                if (partners.get(i).size() != degree || used.contains(i)) continue;
                var sheet = grow(i, used);
                if (sheet.size() < 2) continue;
                used.addAll(sheet);
                sheets.add(sheet);
            }
        addPairs(sheets);
        return sheets;
    }

    private List<Integer> grow(int start, Set<Integer> used) {
        var sheet = new LinkedHashSet<Integer>();
        sheet.add(start);
        for (int at = start; at >= 0;) {
            int next = -1;
            for (int p : partners.get(at)) if (next < 0 && !used.contains(p) && !sheet.contains(p)) next = p;
            if (next >= 0) sheet.add(next);
            at = next;
        }
        return new ArrayList<>(sheet);
    }

    private void addPairs(List<List<Integer>> sheets) {
        var known = new HashSet<Long>();
        for (var sheet : sheets) for (int k = 0; k + 1 < sheet.size(); k++) known.add(key(sheet.get(k), sheet.get(k + 1)));
        for (int i = 0; i < strands.size(); i++)
            for (int j : partners.get(i)) if (known.add(key(i, j))) sheets.add(List.of(i, j));
    }

    private static long key(int i, int j) { return (long) Math.min(i, j) << 32 | Math.max(i, j); }
}
