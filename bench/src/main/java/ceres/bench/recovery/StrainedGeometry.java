package ceres.bench.recovery;

import ceres.model.Structure;
import ceres.refine.RefinementParameters;
import ceres.validate.geometry.CovalentGeometry.Kind;
import java.util.Optional;

/// What weights of the map by residue (`adaptive_weights`) do to bonds and angles that it bends: models disturbed as in [OverResolution], refined with and
/// without them. Outliers are the judge's: bonds and angles between heavy atoms more than four sigma off.
final class StrainedGeometry implements Study {
    @Override
    public String name() { return "strain"; }

    @Override
    public Table run(Scope scope) {
        var table = new Table(name(), "chain", "d, A", "outliers: truth", "start", "without", "with", "CC (mask): without",
                "CC: with",
                "all, A: without", "A: with");
        for (Truth chain : scope.among(Truths.proteins(scope.shared())))
            for (double d : scope.among(2.0, 3.0, 4.0)) one(chain, d, table);
        return table;
    }

    private static void one(Truth chain, double d, Table table) {
        var truth = chain.withRealisticB(d);
        var pair = SimulatedPair.of(truth.structure(), d, OverResolution.HALF_FSC, 1);
        var start = new Disturbance(truth.structure(), 7).wrongRotamers(OverResolution.WRONG)
                .flippedPeptides(OverResolution.FLIPPED)
                .shaken(OverResolution.ERROR).structure();
        var p = RefinementParameters.DEFAULT;
        var without = Trial.run(truth, start, pair, Optional.empty(), p.with("adaptive_weights=false"));
        var with = Trial.run(truth, start, pair, Optional.empty(), p);
        table.add(truth.name(), Table.number(d, 1), outliers(truth, truth.structure()), outliers(truth, start),
                outliers(truth, without.refined()), outliers(truth, with.refined()), Table.number(without.cc(), 4),
                Table.number(with.cc(), 4), Table.number(Agreement.of(pair, without.refined()).all(), 2),
                Table.number(Agreement.of(pair, with.refined()).all(), 2));
    }

    private static long outliers(Truth truth, Structure model) {
        return Trial.judge(truth, model).covalentHeavy().outliers().stream()
                .filter(o -> o.kind() == Kind.BOND || o.kind() == Kind.ANGLE)
                .count();
    }
}
