package ceres.validate.geometry;

import ceres.chem.CablamClass;
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
        double nu = Math.toDegrees(
                Geometry.torsionAcross(xyz, t.o()[i - 1], t.ca()[i - 1], t.ca()[i], t.ca()[i + 1], t.o()[i]));
        double angle = Math.toDegrees(Geometry.angle(xyz, t.ca()[i - 1], t.ca()[i], t.ca()[i + 1]));
        var kind = CablamClass.of(s.residueName(t.residue()[i]), omega(t, i));
        NdTable table = kind.peptides(data), trace = kind.trace(data);
        double value = table.at(in, out, nu), ca = trace.at(in, out, angle);
        var call = ca < CablamClass.CA_OUTLIER
                ? CablamCall.CA_GEOMETRY
                : value < CablamClass.OUTLIER
                        ? CablamCall.OUTLIER
                        : value < CablamClass.DISFAVORED ? CablamCall.DISFAVORED : CablamCall.FAVORED;
        boolean suspect = call == CablamCall.OUTLIER || call == CablamCall.DISFAVORED;
        return new Cablam(t.residue()[i], t.single() ? 0 : t.altloc(), in, out, nu, angle, 100 * value, 100 * ca, call,
                suspect ? suggestion(motif, i) : Optional.empty());
    }

    private double omega(Traces.Trace t, int i) {
        if (Backbone.missing(t.c()[i - 1], t.n()[i])) return Double.NaN;
        return Geometry.torsion(traces.structure().atoms().xyz(), t.ca()[i - 1], t.c()[i - 1], t.n()[i], t.ca()[i]);
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
