package ceres.validate.geometry;

import ceres.chem.RamaZTables;
import ceres.chem.ResidueClass;
import ceres.model.Structure;
import ceres.numerics.Geometry;
import ceres.numerics.Superposition;
import ceres.validate.geometry.RamaZ.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Rama-Z: phi and psi against the distributions of their residue type in helix, sheet and loop. Source: Sobolev2020.
public final class RamaZMeasure {
    /// Mean and standard deviation of the average z of good models: helix, sheet, loop, whole.
    private static final double[] MEAN = {-0.045355950779513175, -0.0425581278436754, -0.018457764754231075,
        -0.016806654295023003};
    private static final double[] SD = {0.1951165524439217, 0.20068584887814633, 0.15788374669456848, 0.12044960331869274};
    private static final int HELIX = 0, SHEET = 1, LOOP = 2, WHOLE = 3;
    private static final double CIS = Math.toRadians(30), TRACE_STEP = 6.0, COPY_RMSD = 1.0;

    private final Traces traces;
    private final Structure structure;
    private final byte[] secondary;

    private RamaZMeasure(Traces traces) {
        this.traces = traces;
        this.structure = traces.structure();
        this.secondary = new byte[structure.residueCount()];
        Arrays.fill(secondary, (byte) LOOP);
    }

    public static RamaZ measure(Traces traces, RamaZTables tables) {
        var measure = new RamaZMeasure(traces);
        measure.assignSecondaryStructure();
        return measure.score(tables);
    }

    // ---- secondary structure

    private record ChainTrace(int[] residue, double[] ca) {}

    private void assignSecondaryStructure() {
        var done = new ArrayList<ChainTrace>();
        for (int chain = 0; chain < structure.chainCount(); chain++) {
            var trace = trace(chain);
            if (trace.residue.length == 0) continue;
            var twin = done.stream().filter(d -> isCopy(d, trace)).findFirst();
            if (twin.isPresent())
                for (int i = 0; i < trace.residue.length; i++) secondary[trace.residue[i]] = secondary[twin.get().residue[i]];
            else {
                assign(trace);
                done.add(trace);
            }
        }
    }

    /// The CA of a chain that has no altloc or altloc A; residues without N or O are left out where most have them.
    private ChainTrace trace(int chain) {
        var all = new ArrayList<Integer>();
        int whole = 0;
        for (int r = structure.residueStart(chain); r < structure.residueEnd(chain); r++) {
            if (traces.kind(r) != ResidueClass.AMINO_ACID || structure.find(r, "CA", 'A') < 0) continue;
            all.add(r);
            if (isWhole(r)) whole++;
        }
        if (whole >= 0.95 * all.size()) all.removeIf(r -> !isWhole(r));
        var ca = new double[3 * all.size()];
        for (int i = 0; i < all.size(); i++)
            System.arraycopy(structure.atoms().xyz(), 3 * structure.find(all.get(i), "CA", 'A'), ca, 3 * i, 3);
        return new ChainTrace(all.stream().mapToInt(Integer::intValue).toArray(), ca);
    }

    private boolean isWhole(int r) { return structure.find(r, "N", 'A') >= 0 && structure.find(r, "O", 'A') >= 0; }

    private boolean isCopy(ChainTrace a, ChainTrace b) {
        if (a.residue.length != b.residue.length) return false;
        for (int i = 0; i < a.residue.length; i++)
            if (structure.seq(a.residue[i]) != structure.seq(b.residue[i])
                    || !structure.residueName(a.residue[i]).equals(structure.residueName(b.residue[i])))
                return false;
        return Superposition.of(b.ca, a.ca).rmsd() <= COPY_RMSD;
    }

    private void assign(ChainTrace trace) {
        var strands = new ArrayList<double[]>();
        var strandResidues = new ArrayList<int[]>();
        int m = trace.residue.length;
        for (int from = 0, to; from < m; from = to) {
            to = from + 1;
            while (to < m && structure.seq(trace.residue[to]) == structure.seq(trace.residue[to - 1]) + 1
                    && Geometry.distance(trace.ca, to - 1, to) < TRACE_STEP)
                to++;
            double[] piece = Arrays.copyOfRange(trace.ca, 3 * from, 3 * to);
            for (var segment : TraceSegments.find(piece)) {
                int first = from + segment.first(), last = from + segment.last();
                if (segment.kind() == TraceSegments.Kind.BETA) {
                    strands.add(Arrays.copyOfRange(trace.ca, 3 * first, 3 * (last + 1)));
                    strandResidues.add(Arrays.copyOfRange(trace.residue, first, last + 1));
                } else if (last - first + 1 >= 4) for (int i = first; i <= last; i++) secondary[trace.residue[i]] = HELIX;
            }
        }
        for (var range : TraceSheets.find(strands))
            for (int i = range.first(); i <= range.last(); i++) {
                int r = strandResidues.get(range.strand())[i];
                if (secondary[r] == LOOP) secondary[r] = SHEET;
            }
    }

    // ---- scores

    private RamaZ score(RamaZTables tables) {
        var z = new ArrayList<List<Double>>();
        for (int k = 0; k < 4; k++) z.add(new ArrayList<>());
        var seen = new HashSet<List<Integer>>();
        for (var t : traces.all())
            for (int i = 1; i + 1 < t.size(); i++) {
                if (!t.linked()[i - 1] || !t.linked()[i] || !Backbone.allStandard(traces, t, i)) continue;
                if (Backbone.missing(t.ca()[i - 1], t.ca()[i], t.c()[i], t.ca()[i + 1], t.c()[i + 1])) continue;
                if (!t.single() && !seen.add(List.of(t.c()[i - 1], t.n()[i], t.ca()[i], t.c()[i], t.n()[i + 1]))) continue;
                double value = residue(t, i, tables);
                z.get(secondary[t.residue()[i]]).add(value);
                z.get(WHOLE).add(value);
            }
        return new RamaZ(score(z, WHOLE), score(z, HELIX), score(z, SHEET), score(z, LOOP));
    }

    private double residue(Traces.Trace t, int i, RamaZTables tables) {
        double[] xyz = structure.atoms().xyz();
        double phi = Geometry.torsionDeg(xyz, t.c()[i - 1], t.n()[i], t.ca()[i], t.c()[i]);
        double psi = Geometry.torsionDeg(xyz, t.n()[i], t.ca()[i], t.c()[i], t.n()[i + 1]);
        String name = structure.residueName(t.residue()[i]);
        String kind = name.equals("MSE") ? "MET" : name;
        if (name.equals("PRO")) kind = cis(t, i) || cis(t, i + 1) ? "cisPRO" : "transPRO";
        else if (!name.equals("GLY") && structure.residueName(t.residue()[i + 1]).equals("PRO")) kind = "prePRO";
        char ss = kind.equals("cisPRO") ? 'L' : "HSL".charAt(secondary[t.residue()[i]]);
        return tables.z(ss, kind, phi, psi);
    }

    /// The reference asks whether either peptide of the triple is cis, so does this.
    private boolean cis(Traces.Trace t, int i) {
        return Math.abs(Geometry.torsion(structure.atoms().xyz(), t.ca()[i - 1], t.c()[i - 1], t.n()[i], t.ca()[i])) < CIS;
    }

    private static Optional<Score> score(List<List<Double>> z, int k) {
        int n = z.get(k).size();
        if (n == 0) return Optional.empty();
        double sum = 0;
        for (double v : z.get(k)) sum += v;
        double value = (sum / n - MEAN[k]) / SD[k], s1 = 0, s2 = 0;
        if (n == 1) return Optional.of(new Score(value, 0, 1));
        for (double v : z.get(k)) {
            double without = ((sum - v) / (n - 1) - MEAN[k]) / SD[k];
            s1 += without;
            s2 += without * without;
        }
        double variance = Math.max(0, s2 / n - s1 / n * (s1 / n));
        return Optional.of(new Score(value, Math.sqrt(variance * (n - 1)), n));
    }
}
