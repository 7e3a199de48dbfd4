package ceres.bench.recovery;

import ceres.bench.Assembly;
import ceres.model.Structure;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A model that stands anywhere, turned anyhow, is looked for in the whole map, which shows it alone or among its copies, of which any is right. A short
/// refinement follows. Gate: 16 of 20 at up to 5 A.
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
            for (double d : scope.among(3.0, 4.0, 5.0)) {
                var truth = chain.withRealisticB(d);
                one(truth, List.of(truth.structure()), SimulatedPair.of(truth.structure(), d, OverResolution.HALF_FSC, ROOM, 1),
                        table);
            }
        for (Truth chain : scope.among(Truths.helical(scope.shared()).named("7a4m among 23 copies")))
            for (double d : scope.among(5.0)) shell(chain.withRealisticB(d), d, table);
        return table;
    }

    /// One chain in the map of the shell that it is of.
    private static void shell(Truth chain, double d, Table table) {
        var assembly = Assembly.named("apoferritin");
        Structure one = assembly.packed(chain.structure()), all = assembly.copies(one);
        int n = one.atomCount();
        var copies = IntStream.range(0, all.atomCount() / n)
                .mapToObj(k -> one.withXyz(Arrays.copyOfRange(all.atoms().xyz(), 3 * k * n, 3 * (k + 1) * n))).toList();
        one(new Truth(chain.name(), one, chain.header()), copies, SimulatedPair.of(all, d, OverResolution.HALF_FSC, 1), table);
    }

    /// @param right where the model may end
    private static void one(Truth truth, List<Structure> right, SimulatedPair pair, Table table) {
        Structure s = truth.structure();
        int found = 0;
        double worst = 0, cpu = 0;
        for (int n = 0; n < STARTS; n++) {
            var anywhere = new Disturbance(s, 300 + n);
            var start = anywhere.displaced(SHIFT, anywhere.anyTurnDeg()).structure();
            var trial = Trial.run(truth, start, pair, Optional.empty(), Displacement.SHORT);
            double off = right.stream().mapToDouble(r -> Agreement.backbone(r, trial.refined())).min().orElseThrow();
            cpu += trial.cpu() / STARTS;
            if (off > NEAR) continue;
            found++;
            worst = Math.max(worst, off);
        }
        table.add(truth.name(), Table.number(pair.resolution(), 1), STARTS, found, Table.number(worst, 2), Table.number(cpu, 1),
                found >= 0.8 * STARTS ? "yes" : "no");
    }
}
