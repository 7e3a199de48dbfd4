package ceres.bench.recovery;

import ceres.model.Structure;
import java.util.Optional;

/// A model that stands anywhere, turned anyhow, is looked for in the whole map. A short refinement follows. Gate: 16 of 20 at up to 5 A.
final class Dockings implements Study {
    static final double SHIFT = 20, ROOM = 25;
    private static final double NEAR = 1;
    private static final int STARTS = 20;

    @Override
    public String name() { return "docking"; }

    @Override
    public Table run(Scope scope) {
        var table = new Table(name(), "chain", "d, A", "starts", "recovered", "worst recovered, A", "CPU of a start, s",
                "gate met");
        for (Truth chain : scope.among(Truths.small(scope.shared()), Truths.helical(scope.shared())))
            for (double d : scope.among(3.0, 4.0, 5.0)) one(chain, d, table);
        return table;
    }

    private static void one(Truth chain, double d, Table table) {
        var truth = chain.withRealisticB(d);
        Structure s = truth.structure();
        var pair = SimulatedPair.of(s, d, OverResolution.HALF_FSC, ROOM, 1);
        int found = 0;
        double worst = 0, cpu = 0;
        for (int n = 0; n < STARTS; n++) {
            var anywhere = new Disturbance(s, 300 + n);
            var start = anywhere.displaced(SHIFT, anywhere.anyTurnDeg()).structure();
            var trial = Trial.run(truth, start, pair, Optional.empty(), Displacement.SHORT);
            double off = Agreement.of(pair, trial.refined()).backbone();
            cpu += trial.cpu() / STARTS;
            if (off > NEAR) continue;
            found++;
            worst = Math.max(worst, off);
        }
        table.add(truth.name(), Table.number(d, 1), STARTS, found, Table.number(worst, 2), Table.number(cpu, 1),
                found >= 0.8 * STARTS ? "yes" : "no");
    }
}
