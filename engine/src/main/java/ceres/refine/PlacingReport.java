package ceres.refine;

import ceres.fault.ReasonCode;
import ceres.model.Structure;
import ceres.refine.placement.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What came of placing a model: what was moved, what stands where the map shows little like it, and whether anything is to be hoped for.
final class PlacingReport {
    private final List<Change> changes = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Optional<String> nowhere = Optional.empty();

    List<Change> changes() { return List.copyOf(changes); }

    /// The same in sentences.
    List<String> notes() { return List.copyOf(notes); }

    /// Why the model cannot be saved, if no part of it stands in its density nor could be placed.
    Optional<String> nowhere() { return nowhere; }

    /// @param there correlation of the body where it stands now
    /// @param shift mean move of its atoms, A
    void placed(Placing.Placed p, double there, double shift, Refiner refiner) {
        String evidence = String.format(Locale.ROOT,
                "%s by %.1f A on average: its correlation with the map, all B factors alike, is %.2f there and was %.2f", p.how(),
                shift,
                there, p.own());
        changes.add(first(p.body(), Change.Kind.PLACED, shift, evidence, refiner));
        notes.add((p.body().isWhole() ? "The model was " : "Chain " + p.body().chain() + " was ") + evidence + ".");
    }

    /// A place of the whole model that was not kept.
    ///
    /// @return a line for the log
    String undone(double reached, double shift) {
        String undone = String.format(Locale.ROOT,
                "%.0f A from where it stands the model would fit with a correlation of %.2f, all B factors alike, but nothing singles that "
                        + "place out: it was not moved there.",
                shift, reached);
        notes.add(undone);
        return "not placed " + undone;
    }

    /// Lists the bodies that stand where the map shows little like them.
    void standing(List<Body> bodies, Refiner refiner) {
        double[] own = refiner.correlationsWithOneB(bodies);
        double best = -1;
        for (int k = 0; k < own.length; k++) {
            best = Math.max(best, own[k]);
            if (own[k] < Placing.LOST) lost(bodies.get(k), own[k], refiner);
        }
        if (best >= Placing.LOST) return;
        nowhere = Optional.of(String.format(Locale.ROOT,
                "%s: no part of the model stands in its density (correlation with the map, all B factors alike, at most %.2f) and no place was "
                        + "found where it clearly fits better; dock it first, or give the map that it was built in",
                ReasonCode.MODEL_MAP_MISPLACED, best));
    }

    private void lost(Body body, double own, Refiner refiner) {
        String evidence = String.format(Locale.ROOT,
                "its correlation with the map, all B factors alike, is %.2f, and no place was found where it fits better", own);
        changes.add(first(body, Change.Kind.MISPLACED, 0, evidence, refiner));
        String who = body.isWhole() ? "The model" : "Chain " + body.chain();
        notes.add(who + " stands where the map shows little like it: " + evidence + ". It was left there.");
    }

    /// A change that is listed at the first residue of the body.
    private static Change first(Body body, Change.Kind kind, double shift, String evidence, Refiner refiner) {
        Structure s = refiner.model.heavy();
        int r = s.residueOf(Math.max(0, body.atoms().nextSetBit(0)));
        return new Change(kind, s.authChain(s.chainOf(r)), s.seq(r), s.icode(r), s.residueName(r), shift, "", "", evidence);
    }

    /// Mean move of the body's atoms between two states of the model, A.
    static double shift(Body body, Refiner from, Refiner to) {
        double sum = 0;
        for (int a = body.atoms().nextSetBit(0); a >= 0; a = body.atoms().nextSetBit(a + 1)) {
            double[] x = to.xyz, y = from.xyz;
            sum += Math.sqrt(Math.pow(x[3 * a] - y[3 * a], 2) + Math.pow(x[3 * a + 1] - y[3 * a + 1], 2)
                    + Math.pow(x[3 * a + 2] - y[3 * a + 2], 2));
        }
        return sum / body.size();
    }
}
