package ceres.restraint;

import ceres.numerics.Geometry;
import ceres.model.Structure;
import ceres.restraint.Restraints.Origin;
import org.jspecify.annotations.Nullable;

/// Traces of C-alpha atoms: residues of which the model has CA and no more of the backbone.
///
/// Neighbours along the chain keep 3.80(0.04) A, or 2.95(0.04) A where they stand as across a cis peptide (below 3.3 A); further apart than
/// 4.6 A the chain is broken there. The angle of three keeps its value, brought into 90 to 150 degrees, with a sigma of 10 degrees. A trace
/// alone does not say where a map shows atoms, so each CA is tied to its place with 0.5 A. Phosphorus atoms have no such law (5.5 to 7.1 A,
/// by the pucker between them) and are held.
final class Traces {
    private static final double TRANS = 3.80, CIS = 2.95, SIGMA = 0.04, CIS_BELOW = 3.3, BREAK = 4.6;
    private static final double LEAST_DEG = 90, MOST_DEG = 150, ANGLE_SIGMA_DEG = 10;
    private static final double HOLD_SIGMA = 0.5;

    private final Structure structure;
    private final @Nullable ResidueMatch[] matches;
    private final Emitter emit;
    private final ReportBuilder report;
    private final double[] xyz;

    Traces(Emitter emit, @Nullable ResidueMatch[] matches, ReportBuilder report) {
        this.structure = emit.structure;
        this.matches = matches;
        this.emit = emit;
        this.report = report;
        this.xyz = structure.atoms().xyz();
    }

    /// @return the atoms that are held by a trace
    boolean[] restrain() {
        var traced = new boolean[structure.atomCount()];
        emit.conformer((char) 0, true);
        for (int c = 0; c < structure.chainCount(); c++) chain(c, traced);
        return traced;
    }

    private void chain(int c, boolean[] traced) {
        int before = -1, beforeThat = -1, found = 0, breaks = 0;
        for (int r = structure.residueStart(c); r < structure.residueEnd(c); r++) {
            int ca = alpha(r);
            if (ca < 0) {
                before = beforeThat = -1;
                continue;
            }
            boolean own = isTrace(r), near = before >= 0 && Geometry.distance(xyz, before, ca) < BREAK;
            if (own) {
                traced[ca] = true;
                found++;
                emit.rows.hold(ca, xyz[3 * ca], xyz[3 * ca + 1], xyz[3 * ca + 2], HOLD_SIGMA, Double.POSITIVE_INFINITY);
                if (before >= 0 && !near) breaks++;
            }
            boolean either = own || before >= 0 && traced[before];
            if (near && either) pair(before, ca);
            if (near && beforeThat >= 0 && (either || traced[beforeThat])) angle(beforeThat, before, ca);
            beforeThat = near ? before : -1;
            before = ca;
        }
        if (found > 0)
            report.note("chain %s: %d residues of CA alone, kept as a trace%s".formatted(structure.authChain(c), found,
                    breaks == 0 ? "" : ", " + breaks + (breaks == 1 ? " break" : " breaks")));
    }

    private void pair(int i, int j) {
        boolean cis = Geometry.distance(xyz, i, j) < CIS_BELOW;
        emit.bond(i, j, cis ? CIS : TRANS, SIGMA, Origin.TRACE);
    }

    private void angle(int i, int j, int k) {
        double now = Math.toDegrees(Geometry.angle(xyz, i, j, k));
        emit.angle(i, j, k, Math.clamp(now, LEAST_DEG, MOST_DEG), ANGLE_SIGMA_DEG, Origin.TRACE);
    }

    private int alpha(int r) {
        var match = matches[r];
        return match == null || !match.component().isPeptide() ? -1 : match.atom("CA");
    }

    private boolean isTrace(int r) {
        var match = matches[r];
        return match != null && match.atom("N") < 0 && match.atom("C") < 0;
    }
}
