package ceres.validate.geometry;

import ceres.chem.RamaClass;
import ceres.chem.RamaZTables;
import ceres.chem.RamaZTables.Part;
import ceres.model.Structure;
import ceres.model.TraceRegions;
import ceres.numerics.Geometry;
import ceres.validate.geometry.RamaZ.Score;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rama-Z: phi and psi against the distributions of their residue type in helix, sheet and loop. Source: Sobolev2020.
public final class RamaZMeasure {
    private final Traces traces;
    private final Structure structure;
    private final char[] regions;

    private RamaZMeasure(Traces traces) {
        this.traces = traces;
        this.structure = traces.structure();
        this.regions = TraceRegions.of(structure, structure.atoms().xyz(), traces::kind);
    }

    public static RamaZ measure(Traces traces, RamaZTables tables) { return new RamaZMeasure(traces).score(tables); }

    private RamaZ score(RamaZTables tables) {
        var values = new EnumMap<Part, List<Double>>(Part.class);
        for (Part part : Part.values()) values.put(part, new ArrayList<>());
        var seen = new HashSet<List<Integer>>();
        for (var t : traces.all())
            for (int i = 1; i + 1 < t.size(); i++) {
                if (!t.linked()[i - 1] || !t.linked()[i] || !Backbone.allStandard(traces, t, i)) continue;
                if (Backbone.missing(t.ca()[i - 1], t.ca()[i], t.c()[i], t.ca()[i + 1], t.c()[i + 1])) continue;
                if (!t.single() && !seen.add(List.of(t.c()[i - 1], t.n()[i], t.ca()[i], t.c()[i], t.n()[i + 1]))) continue;
                double value = residue(t, i, tables);
                values.get(part(regions[t.residue()[i]])).add(value);
                values.get(Part.WHOLE).add(value);
            }
        return new RamaZ(score(values, Part.WHOLE), score(values, Part.HELIX), score(values, Part.SHEET),
                score(values, Part.LOOP));
    }

    private static Part part(char region) {
        return region == TraceRegions.HELIX ? Part.HELIX : region == TraceRegions.SHEET ? Part.SHEET : Part.LOOP;
    }

    private double residue(Traces.Trace t, int i, RamaZTables tables) {
        double[] xyz = structure.atoms().xyz();
        double phi = Geometry.torsionDeg(xyz, t.c()[i - 1], t.n()[i], t.ca()[i], t.c()[i]);
        double psi = Geometry.torsionDeg(xyz, t.n()[i], t.ca()[i], t.c()[i], t.n()[i + 1]);
        return tables.residue(regions[t.residue()[i]], structure.residueName(t.residue()[i]),
                structure.residueName(t.residue()[i + 1]), cis(t, i) || cis(t, i + 1), phi, psi);
    }

    /// The reference asks whether either peptide of the triple is cis, so does this.
    private boolean cis(Traces.Trace t, int i) {
        return Math
                .abs(Geometry.torsion(structure.atoms().xyz(), t.ca()[i - 1], t.c()[i - 1], t.n()[i], t.ca()[i])) < RamaClass.CIS;
    }

    private static Optional<Score> score(Map<Part, List<Double>> values, Part part) {
        List<Double> z = values.get(part);
        int n = z.size();
        if (n == 0) return Optional.empty();
        double sum = 0;
        for (double v : z) sum += v;
        double value = part.z(sum / n), s1 = 0, s2 = 0;
        if (n == 1) return Optional.of(new Score(value, 0, 1));
        for (double v : z) {
            double without = part.z((sum - v) / (n - 1));
            s1 += without;
            s2 += without * without;
        }
        double variance = Math.max(0, s2 / n - s1 / n * (s1 / n));
        return Optional.of(new Score(value, Math.sqrt(variance * (n - 1)), n));
    }
}
