package ceres.bench.recovery;

import ceres.refine.RefinementParameters;
import java.util.Optional;

/// How many of 30 % side chains put into another rotamer, the main chain right, come back. Gates: 90 % of those with density at 3 A, 75 %
/// at 4 A; and those that were right stay.
final class Rotamers implements Study {
    @Override
    public String name() { return "rotamers"; }

    @Override
    public Table run(Scope scope) {
        var table = new Table(name(), "chain", "d, A", "side chains", "wrong at start", "wrong in the end", "came back, %",
                "spoiled, %", "gate, %", "met");
        for (Truth chain : scope.among(Truths.small(scope.shared()), Truths.helical(scope.shared()),
                Truths.sheets(scope.shared())))
            for (double d : scope.among(2.5, 3.0, 3.5, 4.0)) one(chain, d, table);
        return table;
    }

    private static void one(Truth chain, double d, Table table) {
        var truth = chain.withRealisticB(d);
        var pair = SimulatedPair.of(truth.structure(), d, OverResolution.HALF_FSC, 1);
        var start = new Disturbance(truth.structure(), 7).wrongRotamers(OverResolution.WRONG).structure();
        var refined = Trial.run(truth, start, pair, Optional.empty(), RefinementParameters.DEFAULT).refined();
        int wrong = 0, left = 0, spoiled = 0, all = 0;
        for (SideChain c : Agreement.visibleSideChains(pair)) {
            boolean before = Agreement.right(c, start, pair), after = Agreement.right(c, refined, pair);
            all++;
            if (!before) wrong++;
            if (!before && !after) left++;
            if (before && !after) spoiled++;
        }
        double back = 100.0 * (wrong - left) / Math.max(1, wrong), gate = d <= 3 ? 90 : d <= 4 ? 75 : Double.NaN;
        table.add(truth.name(), Table.number(d, 1), all, wrong, left + spoiled, Table.number(back, 0),
                Table.number(100.0 * spoiled / Math.max(1, all - wrong), 1), Table.number(gate, 0), back >= gate ? "yes" : "no");
    }
}
