package ceres.bench.recovery;

import ceres.model.Structure;
import ceres.model.StructureBuilder;
import java.util.Optional;
import java.util.function.IntPredicate;

/// A chain that stands beside its density, 5 A and 10 degrees off, is moved into it while the other, which stands right, stays; both stay
/// where both stand right. A short refinement follows. Gate as for whole models: 19 of 20, nothing right moved by 0.2 A.
final class ChainDisplacement implements Study {
    private static final double NEAR = 1, MOVED = 0.2;
    private static final int STARTS = 20;

    @Override
    public String name() { return "chains"; }

    @Override
    public Table run(Scope scope) {
        var table = new Table(name(), "model", "moved", "d, A", "starts", "recovered", "worst of all, A",
                "other chain's centre, worst, A", "moved where both are right, A", "CPU of a start, s", "gate met");
        for (Truth model : scope.among(Truths.twoChains(scope.shared())))
            for (double d : scope.among(3.0, 4.0, 5.0)) for (String chain : new String[]{"A", "B"}) one(model, chain, d, table);
        return table;
    }

    private static void one(Truth model, String chain, double d, Table table) {
        var truth = model.withRealisticB(d);
        Structure s = truth.structure();
        IntPredicate moved = a -> s.authChain(s.chainOf(s.residueOf(a))).equals(chain);
        var pair = SimulatedPair.of(s, d, OverResolution.HALF_FSC, 1);
        int found = 0;
        double worst = 0, other = 0, cpu = 0;
        for (int n = 0; n < STARTS; n++) {
            var start = new Disturbance(s, 100 + n).displaced(moved, Displacement.SHIFT, Displacement.TURN_DEG).structure();
            var trial = Trial.run(truth, start, pair, Optional.empty(), Displacement.SHORT);
            double off = Agreement.backbone(part(s, moved), part(trial.refined(), moved));
            other = Math.max(other, Agreement.centreShift(part(s, moved.negate()), part(trial.refined(), moved.negate())));
            cpu += trial.cpu() / STARTS;
            worst = Math.max(worst, off);
            if (off <= NEAR) found++;
        }
        double right = Agreement.centreShift(part(s, moved), part(
                Trial.run(truth, new Disturbance(s, 1).structure(), pair, Optional.empty(), Displacement.SHORT).refined(),
                moved));
        table.add(truth.name(), chain, Table.number(d, 1), STARTS, found, Table.number(worst, 2), Table.number(other, 3),
                Table.number(right, 3), Table.number(cpu, 1), found >= 19 && Math.max(other, right) <= MOVED ? "yes" : "no");
    }

    private static Structure part(Structure s, IntPredicate atom) { return StructureBuilder.subset(s, atom); }
}
