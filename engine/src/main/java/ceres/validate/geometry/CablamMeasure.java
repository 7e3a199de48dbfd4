package ceres.validate.geometry;

import ceres.chem.NdTable;
import ceres.chem.ReferenceData;
import ceres.model.Structure;
import ceres.numerics.Geometry;
import ceres.validate.geometry.Cablam.CablamCall;
import ceres.validate.geometry.Cablam.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// CaBLAM: does the orientation of the peptides fit the CA trace? Source: Williams2018, Prisant2020.
public final class CablamMeasure {
    private static final double LINK = 2.0, CA_LINK = 4.5;
    private static final double OUTLIER = 0.01, DISFAVORED = 0.05, CA_OUTLIER = 0.005;
    private static final double ALPHA = 0.001, THREE_TEN = 0.001, BETA = 0.0001;

    private final ReferenceData data;
    private final Traces traces;

    private CablamMeasure(Traces traces, ReferenceData data) {
        this.traces = traces;
        this.data = data;
    }

    /// One row for every residue with five linked CA around it and both carbonyls; the first conformer only.
    public static List<Cablam> measure(Traces traces, ReferenceData data) {
        var measure = new CablamMeasure(traces, data);
        var rows = new ArrayList<Cablam>();
        Set<Integer> seen = new HashSet<>();
        for (var t : traces.all())
            for (var row : measure.chain(t)) if (seen.add(row.residue())) rows.add(row);
        return rows;
    }

    private boolean linked(Traces.Trace t, int i) {
        Structure s = traces.structure();
        if (Backbone.missing(t.n()[i], t.ca()[i], t.c()[i], t.o()[i], t.n()[i + 1], t.ca()[i + 1], t.c()[i + 1], t.o()[i + 1]))
            return t.ca()[i] >= 0 && t.ca()[i + 1] >= 0 && s.distance(t.ca()[i], t.ca()[i + 1]) <= CA_LINK;
        return s.distance(t.c()[i], t.n()[i + 1]) <= LINK;
    }

    private List<Cablam> chain(Traces.Trace t) {
        int m = t.size();
        var link = new boolean[Math.max(0, m)];
        for (int i = 0; i + 1 < m; i++) link[i] = linked(t, i);
        var motif = new double[m][];
        var rows = new ArrayList<Cablam>();
        double[] xyz = traces.structure().atoms().xyz();
        for (int i = 2; i + 2 < m; i++) {
            if (!link[i - 2] || !link[i - 1] || !link[i] || !link[i + 1]) continue;
            double in = Geometry.torsionDeg(xyz, t.ca()[i - 2], t.ca()[i - 1], t.ca()[i], t.ca()[i + 1]);
            double out = Geometry.torsionDeg(xyz, t.ca()[i - 1], t.ca()[i], t.ca()[i + 1], t.ca()[i + 2]);
            motif[i] = new double[]{data.cablam("motif.loose_alpha").at(in, out), data.cablam("motif.loose_threeten").at(in, out),
                data.cablam("motif.regular_beta").at(in, out), in, out};
        }
        for (int i = 2; i + 2 < m; i++) {
            if (motif[i] == null || Backbone.missing(t.o()[i - 1], t.o()[i])) continue;
            var row = row(t, i, motif);
            if (Double.isFinite(row.nuDeg() + row.percentile())) rows.add(row);
        }
        return rows;
    }

    private Cablam row(Traces.Trace t, int i, double[][] motif) {
        Structure s = traces.structure();
        double[] xyz = s.atoms().xyz();
        double in = motif[i][3], out = motif[i][4];
        double nu = nu(xyz, t.ca()[i - 1], t.ca()[i], t.ca()[i + 1], t.o()[i - 1], t.o()[i]);
        double angle = Math.toDegrees(Geometry.angle(xyz, t.ca()[i - 1], t.ca()[i], t.ca()[i + 1]));
        String kind = kind(t, i, s.residueName(t.residue()[i]));
        NdTable table = data.cablam(kind), trace = data.cablam(kind + "_CA");
        double value = table.at(in, out, nu), ca = trace.at(in, out, angle);
        var call = ca < CA_OUTLIER
                ? CablamCall.CA_GEOMETRY
                : value < OUTLIER ? CablamCall.OUTLIER : value < DISFAVORED ? CablamCall.DISFAVORED : CablamCall.FAVORED;
        boolean suspect = call == CablamCall.OUTLIER || call == CablamCall.DISFAVORED;
        return new Cablam(t.residue()[i], t.single() ? 0 : t.altloc(), in, out, nu, angle, 100 * value, 100 * ca, call,
                suspect ? suggestion(motif, i) : Optional.empty());
    }

    private String kind(Traces.Trace t, int i, String name) {
        if (name.equals("GLY")) return "gly";
        if (!name.equals("PRO")) return "general";
        if (Backbone.missing(t.c()[i - 1], t.n()[i])) return "transpro";
        double omega = Geometry.torsionDeg(traces.structure().atoms().xyz(), t.ca()[i - 1], t.c()[i - 1], t.n()[i], t.ca()[i]);
        return Math.abs(omega) < 90 ? "cispro" : "transpro";
    }

    /// Dihedral O(i-1), foot of O(i-1) on CA(i-1)-CA(i), foot of O(i) on CA(i)-CA(i+1), O(i); degrees.
    static double nu(double[] xyz, int ca0, int ca1, int ca2, int o0, int o1) {
        double[] a = foot(xyz, o0, ca0, ca1), b = foot(xyz, o1, ca1, ca2);
        return Math.toDegrees(Geometry.torsion(xyz[3 * o0], xyz[3 * o0 + 1], xyz[3 * o0 + 2], a[0], a[1], a[2], b[0], b[1], b[2],
                xyz[3 * o1], xyz[3 * o1 + 1], xyz[3 * o1 + 2]));
    }

    private static double[] foot(double[] xyz, int p, int a, int b) {
        double along = 0, length2 = 0;
        for (int k = 0; k < 3; k++) {
            double d = xyz[3 * b + k] - xyz[3 * a + k];
            along += d * (xyz[3 * p + k] - xyz[3 * a + k]);
            length2 += d * d;
        }
        var foot = new double[3];
        for (int k = 0; k < 3; k++) foot[k] = xyz[3 * a + k] + along / length2 * (xyz[3 * b + k] - xyz[3 * a + k]);
        return foot;
    }

    /// What the trace looks like: a residue is in a motif if it and both neighbours pass.
    private static Optional<Suggestion> suggestion(double[][] motif, int i) {
        if (i < 1 || i + 1 >= motif.length || motif[i - 1] == null || motif[i + 1] == null) return Optional.empty();
        if (all(motif, i, 1, THREE_TEN) && motif[i][1] > motif[i][0]
                && (motif[i - 1][1] > motif[i - 1][0] || motif[i + 1][1] > motif[i + 1][0]))
            return Optional.of(Suggestion.THREE_TEN);
        if (all(motif, i, 0, ALPHA)) return Optional.of(Suggestion.ALPHA);
        return all(motif, i, 2, BETA) ? Optional.of(Suggestion.BETA) : Optional.empty();
    }

    private static boolean all(double[][] motif, int i, int which, double cut) {
        return motif[i - 1][which] >= cut && motif[i][which] >= cut && motif[i + 1][which] >= cut;
    }
}
