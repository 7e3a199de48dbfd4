package ceres.bench.recovery;

import ceres.model.Structure;
import java.util.ArrayList;
import java.util.List;

/// A peptide unit: six atoms, by their index.
record Peptide(int alpha, int c, int o, int n, int nextAlpha) {
    private static final double LINK = 2.0;

    static List<Peptide> of(Structure s) {
        var all = new ArrayList<Peptide>();
        for (int r = 0; r + 1 < s.residueCount(); r++) {
            int a = s.find(r, "CA"), c = s.find(r, "C"), o = s.find(r, "O"), n = s.find(r + 1, "N"), b = s.find(r + 1, "CA");
            if (a >= 0 && c >= 0 && o >= 0 && n >= 0 && b >= 0 && s.distance(c, n) < LINK) all.add(new Peptide(a, c, o, n, b));
        }
        return all;
    }

    /// True if the carbonyl points within 90 degrees of the same direction in both.
    boolean same(double[] x, double[] y) {
        double dot = 0;
        for (int d = 0; d < 3; d++) dot += (x[3 * o + d] - x[3 * c + d]) * (y[3 * o + d] - y[3 * c + d]);
        return dot > 0;
    }
}
