package ceres.bench.recovery;

import ceres.model.Structure;
import ceres.refine.RefinementParameters;
import java.util.Optional;

/// A model that stands beside its density, 5 A and 10 degrees off, is moved into it; one that stands right is not moved. A short
/// refinement follows, as it would. Gate: 19 of 20.
final class Displacement implements Study {
    static final double SHIFT = 5, TURN_DEG = 10, ROOM = 15;
    /// Recovered if the backbone is as near as this: a refinement can do the rest.
    private static final double NEAR = 1, MOVED = 0.2;
    private static final int STARTS = 20;
    static final RefinementParameters SHORT = RefinementParameters.DEFAULT.with("macro_cycles=1").with("iterations=15")
            .with("fit_side_chains=false").with("flips=false");

    @Override
    public String name() { return "displacement"; }

    @Override
    public Table run(Scope scope) {
        var table = new Table(name(), "chain", "d, A", "starts", "recovered", "worst recovered, A", "right model moved, A",
                "CPU of a start, s", "gate met");
        for (Truth chain : scope.among(Truths.small(scope.shared()), Truths.helical(scope.shared())))
            for (double d : scope.among(3.0, 4.0, 5.0)) one(chain, d, table);
        return table;
    }

    private static void one(Truth chain, double d, Table table) {
        var truth = chain.withRealisticB(d);
        var pair = SimulatedPair.of(truth.structure(), d, OverResolution.HALF_FSC, ROOM, 1);
        int found = 0;
        double worst = 0, cpu = 0;
        for (int n = 0; n < STARTS; n++) {
            var trial = trial(truth, pair, new Disturbance(truth.structure(), 100 + n).displaced(SHIFT, TURN_DEG).structure());
            double off = Agreement.of(pair, trial.refined()).backbone();
            cpu += trial.cpu() / STARTS;
            if (off > NEAR) continue;
            found++;
            worst = Math.max(worst, off);
        }
        double moved = Agreement.centreShift(pair, trial(truth, pair, truth.structure()).refined());
        table.add(truth.name(), Table.number(d, 1), STARTS, found, Table.number(worst, 2), Table.number(moved, 3),
                Table.number(cpu, 1), found >= 19 && moved <= MOVED ? "yes" : "no");
    }

    private static Trial trial(Truth truth, SimulatedPair pair, Structure start) {
        return Trial.run(truth, start, pair, Optional.empty(), SHORT);
    }
}
