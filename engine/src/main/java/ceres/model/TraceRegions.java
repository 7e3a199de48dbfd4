package ceres.model;

import ceres.chem.ResidueClass;
import ceres.numerics.Geometry;
import ceres.numerics.Superposition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/// Helix, sheet or loop by the trace of C-alphas alone, the way Rama-Z takes it: careful, and the same in copies of a chain.
/// Source: Sobolev2020.
public final class TraceRegions {
    public static final char HELIX = 'H', SHEET = 'S', LOOP = 'L';
    private static final double TRACE_STEP = 6.0, COPY_RMSD = 1.0;

    private final Structure structure;
    private final double[] xyz;
    private final IntFunction<ResidueClass> kind;
    private final char[] region;

    private TraceRegions(Structure structure, double[] xyz, IntFunction<ResidueClass> kind) {
        this.structure = structure;
        this.xyz = xyz;
        this.kind = kind;
        this.region = new char[structure.residueCount()];
        Arrays.fill(region, LOOP);
    }

    /// @param xyz where the atoms are, A; at least as many as the structure has
    /// @param kind of every residue
    /// @return one letter a residue
    public static char[] of(Structure structure, double[] xyz, IntFunction<ResidueClass> kind) {
        var regions = new TraceRegions(structure, xyz, kind);
        regions.assign();
        return regions.region;
    }

    private record ChainTrace(int[] residue, double[] ca) {}

    private void assign() {
        var done = new ArrayList<ChainTrace>();
        for (int chain = 0; chain < structure.chainCount(); chain++) {
            var trace = trace(chain);
            if (trace.residue.length == 0) continue;
            var twin = done.stream().filter(d -> isCopy(d, trace)).findFirst();
            if (twin.isPresent())
                for (int i = 0; i < trace.residue.length; i++) region[trace.residue[i]] = region[twin.get().residue[i]];
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
            if (kind.apply(r) != ResidueClass.AMINO_ACID || structure.find(r, "CA", 'A') < 0) continue;
            all.add(r);
            if (isWhole(r)) whole++;
        }
        if (whole >= 0.95 * all.size()) all.removeIf(r -> !isWhole(r));
        var ca = new double[3 * all.size()];
        for (int i = 0; i < all.size(); i++)
            System.arraycopy(xyz, 3 * structure.find(all.get(i), "CA", 'A'), ca, 3 * i, 3);
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
                } else if (last - first + 1 >= 4) for (int i = first; i <= last; i++) region[trace.residue[i]] = HELIX;
            }
        }
        for (var range : TraceSheets.find(strands))
            for (int i = range.first(); i <= range.last(); i++) {
                int r = strandResidues.get(range.strand())[i];
                if (region[r] == LOOP) region[r] = SHEET;
            }
    }
}
