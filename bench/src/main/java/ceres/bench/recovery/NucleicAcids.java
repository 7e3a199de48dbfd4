package ceres.bench.recovery;

import ceres.chem.ResidueClass;
import ceres.metric.Metric;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.refine.RefinementParameters;
import ceres.validate.ModelQuality;
import ceres.validate.nucleic.BasePair;
import ceres.validate.nucleic.Bases;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// RNA, and protein with nucleic acid: a random error of 0.5 A is healed, puckers and suites are better than at the start, and the base
/// pairs of the truth are there again: as the judge counts them, each base in its best pair only, and each pair of the truth on its own,
/// which is fairer where a base reaches two partners in the truth already.
final class NucleicAcids implements Study {
    @Override
    public String name() { return "nucleic"; }

    @Override
    public Table run(Scope scope) {
        var table = new Table(name(), "model", "residues", "d, A", "which", "rmsd, all, A", "pucker outliers", "suite outliers",
                "mean suiteness", "base pairs", "of the truth's", "made of the truth's", "clashscore", "CC (mask)", "CPU, s");
        for (Truth t : scope.among(Truths.rna(scope.shared()), Truths.dnaWithProtein(scope.shared())))
            for (double d : scope.among(3.0, 3.5)) one(t, d, table);
        return table;
    }

    private static void one(Truth chain, double d, Table table) {
        var truth = chain.withRealisticB(d);
        var pair = SimulatedPair.of(truth.structure(), d, OverResolution.HALF_FSC, 1);
        var start = new Disturbance(truth.structure(), 7).shaken(OverResolution.ERROR).structure();
        var trial = Trial.run(truth, start, pair, Optional.empty(), RefinementParameters.DEFAULT);
        var expected = pairs(Trial.judge(truth, truth.structure()));
        row(table, truth, pair, "start", start, expected, Double.NaN, Double.NaN);
        row(table, truth, pair, "refined", trial.refined(), expected, trial.cc(), trial.cpu());
        row(table, truth, pair, "truth", truth.structure(), expected, Double.NaN, Double.NaN);
    }

    private static void row(Table table, Truth truth, SimulatedPair pair, String which, Structure model,
            Set<List<Integer>> expected,
            double cc, double cpu) {
        var q = Trial.judge(truth, model);
        var found = pairs(q);
        var kept = new HashSet<>(found);
        kept.retainAll(expected);
        table.add(truth.name(), model.residueCount(), Table.number(pair.resolution(), 1), which,
                Table.number(Agreement.of(pair, model).all(), 2), Table.number(Trial.value(q, Metric.RNA_PUCKER_OUTLIERS), 0),
                Table.number(Trial.value(q, Metric.RNA_SUITE_OUTLIERS), 0),
                Table.number(Trial.value(q, Metric.RNA_MEAN_SUITENESS), 2), found.size(), kept.size() + " of " + expected.size(),
                made(model, expected) + " of " + expected.size(),
                Table.number(Trial.value(q, Metric.CLASHSCORE), 1), Table.number(cc, 3), Table.number(cpu, 0));
    }

    /// How many of these pairs make all the bonds of a Watson-Crick pair, whatever else their bases touch.
    private static long made(Structure model, Set<List<Integer>> expected) {
        return expected.stream().filter(p -> {
            var two = StructureBuilder.subset(model, a -> p.contains(model.residueOf(a)));
            var classes = new ResidueClass[]{ResidueClass.of(two.residueName(0)), ResidueClass.of(two.residueName(1))};
            return Bases.pairs(two, classes).stream().anyMatch(BasePair::watsonCrick);
        }).count();
    }

    private static Set<List<Integer>> pairs(ModelQuality q) {
        return q.basePairs().stream().filter(BasePair::watsonCrick).map(p -> List.of(p.first(), p.second()))
                .collect(Collectors.toSet());
    }
}
