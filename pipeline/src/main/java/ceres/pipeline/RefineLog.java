package ceres.pipeline;

import ceres.pipeline.bundle.Software;
import ceres.refine.Change;
import ceres.refine.CycleStatistics;
import ceres.refine.RefinementResult;
import java.util.Locale;

/// `refine.log`: the refinement as a person reads it.
final class RefineLog {
    private final RefinementResult result;

    RefineLog(RefinementResult result) { this.result = result; }

    String text() {
        var out = new StringBuilder(Software.NAME + " " + Software.VERSION + "\n\n");
        out.append("Outcome: ").append(result.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        result.reason().ifPresent(r -> out.append(" (").append(r).append(')'));
        out.append(String.format(Locale.ROOT, "; heavy atoms moved by %.3f A on average%n%n", result.moved()));
        out.append(
                "cycle  CC_mask  clash  rama fav/out  rota out  cbeta   bonds  angles  mean B  weight   shift  out    s  what\n");
        for (var c : result.cycles()) out.append(cycle(c));
        result.crossValidation().ifPresent(c -> out.append(String.format(Locale.ROOT, """

                Cross-validation with half-maps: FSC work %.4f, free %.4f, free of the initial model %.4f.
                %s.
                """, c.fscWork(), c.fscFree(), c.fscFreeInitial(), c.overfitting().sentence())));
        out.append("\nChanges\n");
        for (var c : result.changes()) out.append(change(c));
        out.append("\nParameters\n");
        result.parameters().forEach((k, v) -> out.append("  ").append(k).append(" = ").append(v).append('\n'));
        return out.toString();
    }

    private static String cycle(CycleStatistics c) {
        return String.format(Locale.ROOT,
                "%5d  %7.4f %6.2f  %6.2f %5.2f  %8.2f  %5d  %6.4f  %6.3f  %6.1f  %6.3g  %6.3f  %-3s %5.1f  %s%n",
                c.cycle(), c.ccMask(), c.clashscore(), c.ramaFavored(), c.ramaOutliers(), c.rotamerOutliers(),
                c.cBetaDeviations(),
                c.rmsBonds(), c.rmsAnglesDeg(), c.meanB(), c.correlationWeight(), c.shift(), c.accepted() ? "yes" : "no",
                c.seconds(),
                c.stage());
    }

    private static String change(Change c) {
        String to = c.before().isEmpty() && c.after().isEmpty() ? "" : " " + c.before() + " -> " + c.after();
        return String.format(Locale.ROOT, "  %s %s %d%s: %s%s, %.2f A; %s%n", c.chain(), c.residue(), c.seq(),
                Rows.text(c.icode()),
                c.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '), to, c.shift(), c.evidence());
    }
}
