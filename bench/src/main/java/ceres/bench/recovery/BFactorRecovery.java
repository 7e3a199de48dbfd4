package ceres.bench.recovery;

import ceres.refine.RefinementParameters;
import java.util.Optional;

/// Do B factors come out as they went in? Coordinates start with a random error of 0.3 A, B factors all alike and at half their mean.
/// Gate at 3 A: correlation per residue 0.9, bias 10 %.
final class BFactorRecovery implements Study {
    @Override
    public String name() { return "bfactors"; }

    @Override
    public Table run(Scope scope) {
        var table = new Table(name(), "chain", "d, A", "half-map FSC at d", "true mean B, A^2", "refined mean B, A^2", "bias, %",
                "correlation per residue", "met");
        for (Truth chain : scope.among(Truths.small(scope.shared()), Truths.helical(scope.shared())))
            for (double d : scope.among(2.5, 3.0, 4.0))
                for (double fsc : new double[]{1, OverResolution.HALF_FSC}) one(chain, d, fsc, table);
        return table;
    }

    private static void one(Truth chain, double d, double fsc, Table table) {
        var truth = chain.withRealisticB(d);
        var pair = SimulatedPair.of(truth.structure(), d, fsc, 1);
        var shaken = new Disturbance(truth.structure(), 7).shaken(0.3).structure();
        var half = shaken.atoms().b().clone();
        for (int a = 0; a < half.length; a++) half[a] /= 2;
        var trial = Trial.run(truth, shaken.withB(half), pair, Optional.empty(),
                RefinementParameters.DEFAULT.with("macro_cycles=4"));
        var a = Agreement.of(pair, trial.refined());
        double mean = 2 * half[0];
        table.add(truth.name(), Table.number(d, 1), Table.number(fsc, 2), Table.number(mean, 0),
                Table.number(mean * (1 + a.bBias()), 0), Table.number(100 * a.bBias(), 0), Table.number(a.bCorrelation(), 2),
                a.bCorrelation() >= 0.9 && Math.abs(a.bBias()) <= 0.1 ? "yes" : "no");
    }
}
