package ceres.bench.recovery;

import ceres.refine.RefinementParameters;
import java.util.Optional;

/// How near the truth a model comes that only a random error of 0.5 A separates from it, without noise and with noise as strong as the
/// signal at the resolution in a half-map (FSC 0.5). Gates: 0.15 A at 3 A and 0.35 A at 4 A; with noise 0.25 and 0.5 A.
final class Convergence implements Study {
    @Override
    public String name() { return "convergence"; }

    @Override
    public Table run(Scope scope) {
        var table = new Table(name(), "chain", "d, A", "half-map FSC at d", "start, all, A", "backbone, A", "all, A",
                "gate, all, A",
                "met");
        for (Truth chain : scope.among(Truths.small(scope.shared()), Truths.helical(scope.shared())))
            for (double d : scope.among(3.0, 4.0)) for (double fsc : new double[]{1, 0.5}) one(chain, d, fsc, table);
        return table;
    }

    private static void one(Truth chain, double d, double fsc, Table table) {
        var truth = chain.withRealisticB(d);
        var pair = SimulatedPair.of(truth.structure(), d, fsc, 1);
        var start = new Disturbance(truth.structure(), 7).shaken(OverResolution.ERROR).structure();
        var trial = Trial.run(truth, start, pair, Optional.empty(), RefinementParameters.DEFAULT);
        Agreement before = Agreement.of(pair, start), after = Agreement.of(pair, trial.refined());
        double gate = fsc == 1 ? d < 3.5 ? 0.15 : 0.35 : d < 3.5 ? 0.25 : 0.5;
        table.add(truth.name(), Table.number(d, 1), Table.number(fsc, 2), Table.number(before.all(), 2),
                Table.number(after.backbone(), 2), Table.number(after.all(), 2), Table.number(gate, 2),
                after.all() <= gate ? "yes" : "no");
    }
}
