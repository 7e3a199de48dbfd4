package ceres.bench.recovery;

import ceres.refine.RefinementParameters;
import java.util.Locale;
import java.util.Optional;

/// Half-maps say when a map is fitted too hard: refinement with the automatic weight of the map and with 5 and 20 times that, at several
/// strengths of noise. The first must not be flagged, the last must.
final class Overfitting implements Study {
    private static final int SEEDS = 2;

    @Override
    public String name() { return "overfitting"; }

    @Override
    public Table run(Scope scope) {
        var table = new Table(name(), "chain", "d, A", "half-map FSC at d", "weight", "FSC work", "FSC free", "gap", "mark",
                "flagged",
                "rmsd, all, A", "bonds, A", "as it should be");
        for (Truth chain : scope.among(Truths.small(scope.shared()), Truths.helical(scope.shared())))
            for (double d : scope.among(2.5, 3.0, 4.0))
                for (double fsc : new double[]{0.143, 0.05})
                    for (int times : new int[]{1, 5, 20})
                        for (int seed = 1; seed <= SEEDS; seed++)
                            one(chain, d, fsc, times, seed, table);
        return table;
    }

    private static void one(Truth chain, double d, double fsc, int times, int seed, Table table) {
        var truth = chain.withRealisticB(d);
        var pair = SimulatedPair.of(truth.structure(), d, fsc, seed);
        var start = new Disturbance(truth.structure(), 6 + seed).shaken(0.3).structure();
        var parameters = RefinementParameters.DEFAULT.with("macro_cycles=3");
        if (times > 1) {
            double automatic = d < 2.5 ? 120 : 60;
            parameters = parameters.with("correlation_weight", String.valueOf(times * automatic))
                    .with("b_factor_weight", String.valueOf(times * 300));
        }
        var trial = Trial.run(truth, start, pair, Optional.of(pair.halves()), parameters);
        var v = trial.result().crossValidation().orElseThrow();
        boolean right = times == 5 || v.overfitted() == (times == 20);
        table.add(truth.name(), Table.number(d, 1), Table.number(fsc, 3), "x " + times, Table.number(v.fscWork(), 3),
                Table.number(v.fscFree(), 3), Table.number(v.gap(), 3), Table.number(v.overfitting().mark(), 3),
                v.overfitting().verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                Table.number(Agreement.of(pair, trial.refined()).all(), 2),
                Table.number(trial.result().cycles().getLast().rmsBonds(), 4), right ? "yes" : "no");
    }
}
