package ceres.model;

import ceres.numerics.Geometry;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Helices and strands of a CA trace without gaps, by rise and direction alone: the conservative search that Rama-Z rests on.
final class TraceSegments {
    /* Source: Sobolev2020 and the method of its reference implementation. A residue's vector spans half a turn or two residues (below); a
     * segment is a run of vectors of the right length that point the same way. Runs are split where a vector leaves the average
     * direction, merged where the union still passes, and for strands cut back where two of them meet at a sharp turn. The average
     * direction leaves out the last vector, as the original does; without that the segments differ by a residue here and there. */

    /// One kind of segment.
    ///
    /// @param rise along the axis per residue, A
    /// @param span residues spanned by a vector
    /// @param dot least cosine between a vector and the axis
    /// @param step least mean cosine between single CA steps and the axis
    /// @param minimum residues
    /// @param reach last vector index to last residue
    enum Kind {
        ALPHA(1.54, 0.13, 3.5, 0.94, 0.3, 6),
        THREE_TEN(2.0, 0.5, 3, 0.9, 0.5, 6),
        PI(0.95, 0.5, 4, 0.9, 0.1, 6),
        BETA(3.3, 0.3, 2, 0.75, 0.5, 4);

        final double rise, tolerance, span, dot, step;
        final int minimum, reach;

        Kind(double rise, double tolerance, double span, double dot, double step, int minimum) {
            this.rise = rise;
            this.tolerance = tolerance;
            this.span = span;
            this.dot = dot;
            this.step = step;
            this.minimum = minimum;
            this.reach = (int) (span + 0.99);
        }
    }

    /// Residues first to last, both in.
    record Segment(Kind kind, int first, int last) {}

    private static final double STRAND_TRIPLE = 10, STRAND_TRIPLE_TOLERANCE = 1.5;
    private static final int TURN_RESIDUES = 3;

    private final double[] ca;
    private final int n;
    private final Kind kind;
    private double[] direction = {};
    private double[] length = {};

    private TraceSegments(double[] ca, Kind kind) {
        this.ca = ca;
        this.n = ca.length / 3;
        this.kind = kind;
        vectors();
    }

    /// @param ca 3n coordinates of consecutive CA, A
    static List<Segment> find(double[] ca) {
        var used = new boolean[ca.length / 3];
        var all = new ArrayList<Segment>();
        for (var kind : Kind.values())
            for (var segment : new TraceSegments(ca, kind).search()) {
                var free = firstFree(segment, used, ca);
                if (free == null) continue;
                for (int i = free.first; i <= free.last; i++) used[i] = true;
                all.add(free);
            }
        return all;
    }

    /// The segment, or its first run that no earlier kind has taken if that still passes.
    private static @org.jspecify.annotations.Nullable Segment firstFree(Segment s, boolean[] used, double[] ca) {
        int first = s.first, last = s.last;
        while (first <= s.last && used[first]) first++;
        if (first > s.last) return null;
        int end = first;
        while (end + 1 <= last && !used[end + 1]) end++;
        if (first == s.first && end == s.last) return s;
        return passes(ca, first, end, s.kind) ? new Segment(s.kind, first, end) : null;
    }

    private void vectors() {
        int count = Math.max(0, kind == Kind.BETA ? n - 2 : n - 4);
        direction = new double[3 * count];
        length = new double[count];
        for (int i = 0; i < count; i++) {
            double norm = 0;
            for (int k = 0; k < 3; k++) {
                double tip = switch (kind) {
                    case BETA -> ca[3 * (i + 2) + k];
                    case THREE_TEN -> ca[3 * (i + 3) + k];
                    case PI -> ca[3 * (i + 4) + k];
                    case ALPHA -> 0.5 * (ca[3 * (i + 3) + k] + ca[3 * (i + 4) + k]);
                };
                direction[3 * i + k] = tip - ca[3 * i + k];
                norm += direction[3 * i + k] * direction[3 * i + k];
            }
            length[i] = Math.sqrt(norm);
            for (int k = 0; k < 3; k++) direction[3 * i + k] /= Math.max(length[i], 1e-10);
        }
    }

    private static double[] part(double[] ca, int first, int last) {
        return java.util.Arrays.copyOfRange(ca, 3 * first, 3 * Math.min(last + 1, ca.length / 3));
    }

    private static boolean passes(double[] ca, int first, int last, Kind kind) {
        return new TraceSegments(part(ca, first, last), kind).passes();
    }

    /// Is the whole of this trace a segment of the kind?
    private boolean passes() {
        if (n < kind.minimum || length.length == 0) return false;
        double[] axis = axis(0, length.length - 1);
        double mean = 0, dot = 0, step = 0;
        for (int i = 0; i < length.length; i++) {
            mean += length[i];
            dot += dot(i, axis);
        }
        for (int i = 0; i + 1 < n; i++) step += stepDot(i, axis);
        if (dot / length.length < kind.dot || Math.abs(mean / length.length / kind.span - kind.rise) > kind.tolerance)
            return false;
        if (step / (n - 1) < kind.step) return false;
        if (kind != Kind.BETA) return true;
        for (int i = 0; i + 3 < n; i++) if (triple(i) < STRAND_TRIPLE - STRAND_TRIPLE_TOLERANCE) return false;
        return true;
    }

    private double triple(int i) { return Geometry.distance(ca, i, i + 3); }

    private double stepDot(int i, double[] axis) {
        double dot = 0, norm = 0;
        for (int k = 0; k < 3; k++) {
            double d = ca[3 * (i + 1) + k] - ca[3 * i + k];
            dot += d * axis[k];
            norm += d * d;
        }
        return dot / Math.max(Math.sqrt(norm), 1e-10);
    }

    private double dot(int i, double[] v) {
        return direction[3 * i] * v[0] + direction[3 * i + 1] * v[1] + direction[3 * i + 2] * v[2];
    }

    private double dot(int i, int j) {
        return dot(i, new double[]{direction[3 * j], direction[3 * j + 1], direction[3 * j + 2]});
    }

    /// Normalised sum of the vectors from i up to but without j; at least vector i.
    private double[] axis(int i, int j) {
        var sum = new double[]{direction[3 * i], direction[3 * i + 1], direction[3 * i + 2]};
        for (int q = i + 1; q < j; q++) for (int k = 0; k < 3; k++) sum[k] += direction[3 * q + k];
        double norm = Math.max(Math.sqrt(sum[0] * sum[0] + sum[1] * sum[1] + sum[2] * sum[2]), 1e-10);
        for (int k = 0; k < 3; k++) sum[k] /= norm;
        return sum;
    }

    private List<Segment> search() {
        var found = new ArrayList<Segment>();
        if (n < kind.reach + 1) return found;
        var runs = runs();
        for (int pass = 0; pass < 2 && split(runs); pass++) {
        }
        merge(runs);
        if (kind == Kind.BETA) cutTurns(runs);
        merge(runs);
        runs.forEach((first, last) -> {
            int end = Math.min(last + kind.reach, n - 1);
            if (n >= last + kind.reach && passes(ca, first, end, kind)) found.add(new Segment(kind, first, end));
        });
        return found;
    }

    private boolean fits(int i) { return Math.abs(length[i] - kind.rise * kind.span) <= kind.tolerance * kind.span; }

    private boolean longEnough(int first, int last) { return last + 1 + kind.reach - first >= kind.minimum; }

    /// First to last vector of every run of vectors of the right length and direction.
    private TreeMap<Integer, Integer> runs() {
        var runs = new TreeMap<Integer, Integer>();
        for (int i = 0; i < length.length;) {
            if (!fits(i)) {
                i++;
                continue;
            }
            int j = i;
            while (j + 1 < length.length && fits(j + 1) && straight(j + 1)) j++;
            if (longEnough(i, j)) runs.put(i, j);
            i = j + 1;
        }
        return runs;
    }

    private boolean straight(int j) {
        if (kind == Kind.BETA && j + 3 < n && Math.abs(triple(j) - STRAND_TRIPLE) > STRAND_TRIPLE_TOLERANCE) return false;
        return dot(j, j - 1) >= kind.dot;
    }

    /// Splits runs where a vector leaves the average direction; true if any did.
    private boolean split(TreeMap<Integer, Integer> runs) {
        var pieces = new TreeMap<Integer, Integer>();
        boolean changed = false;
        for (var run : runs.entrySet()) {
            double[] axis = axis(run.getKey(), run.getValue());
            int start = -1;
            for (int j = run.getKey(); j <= run.getValue(); j++) {
                if (dot(j, axis) < kind.dot) {
                    start = -1;
                    changed = true;
                } else {
                    if (start < 0) start = j;
                    pieces.put(start, j);
                }
            }
        }
        runs.clear();
        pieces.forEach((first, last) -> {
            if (longEnough(first, last)) runs.put(first, last);
        });
        return changed;
    }

    private void merge(TreeMap<Integer, Integer> runs) {
        for (int pass = runs.size() + 1; pass > 0; pass--) if (!mergeOne(runs)) return;
    }

    private boolean mergeOne(TreeMap<Integer, Integer> runs) {
        for (var first : new ArrayList<>(runs.keySet())) {
            var next = runs.higherKey(first);
            if (next == null || next > runs.get(first) + kind.reach + 1) continue;
            if (!passes(ca, first, runs.get(next) + kind.reach, kind)) continue;
            runs.put(first, runs.remove(next));
            return true;
        }
        return false;
    }

    /// Two strands that meet at a sharp turn give up the residues of the turn.
    private void cutTurns(TreeMap<Integer, Integer> runs) {
        for (int pass = runs.size() + 1; pass > 0; pass--) if (!cutOne(runs)) return;
    }

    private boolean cutOne(TreeMap<Integer, Integer> runs) {
        for (var first : new ArrayList<>(runs.keySet())) {
            var next = runs.higherKey(first);
            if (next == null) continue;
            int delta = next - (runs.get(first) + kind.reach);
            if (delta >= TURN_RESIDUES || !opposite(first, runs.get(first), next, runs.get(next))) continue;
            int cut = Math.floorDiv(delta + 1, 2), last = runs.get(first) - cut, start = next + cut, end = runs.get(next);
            if (last >= first && passes(ca, first, last + kind.reach, kind)) runs.put(first, last);
            else
                runs.remove(first);
            boolean good = end >= start && passes(ca, start, end + kind.reach, kind);
            if (start != next) runs.remove(next);
            if (good) runs.put(start, end);
            return true;
        }
        return false;
    }

    private boolean opposite(int first1, int last1, int first2, int last2) {
        var one = new TraceSegments(part(ca, first1, last1 + kind.reach), kind);
        var two = new TraceSegments(part(ca, first2, last2 + kind.reach), kind);
        double[] a = one.axis(0, one.length.length - 1), b = two.axis(0, two.length.length - 1);
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2] <= 0;
    }
}
