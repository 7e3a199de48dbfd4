package ceres.bench.recovery;

import ceres.model.Structure;
import ceres.numerics.Geometry;
import ceres.refine.MainChainEvidence;
import ceres.refine.RefinementParameters;
import ceres.validate.ModelQuality;
import ceres.validate.geometry.Call;
import ceres.validate.geometry.Rama;
import ceres.validate.geometry.SideChain;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Outliers that are real: of the Ramachandran and rotamer outliers of models at high resolution, how many are still there after
/// refinement against a map of them at 2.5 A, from the model itself and from a random error of 0.3 A. One is visible if the density of its main or
/// side chain stands out of the noise, and supported if the map is a hundred times likelier with it than with any allowed conformation
/// ([MainChainEvidence], [SideChainEvidence]). It survives if its torsions are within 30 degrees of the truth. Gate: 70 % of the supported ones.
final class GenuineOutliers implements Study {
    private static final double RESOLUTION = 2.5, ERROR = 0.3, SAME_DEG = 30, LN_ODDS = Math.log(100);

    @Override
    public String name() { return "outliers"; }

    @Override
    public Table run(Scope scope) {
        var table = new Table(name(), "chain", "d, A", "start", "kind", "genuine", "visible", "of these kept", "supported",
                "conformation kept", "called an outlier still", "kept, %", "new outliers");
        for (Truth chain : scope.among(Truths.withOutliers(scope.shared()))) one(chain, table);
        return table;
    }

    private static void one(Truth chain, Table table) {
        var truth = chain.withRealisticB(RESOLUTION);
        var pair = SimulatedPair.of(truth.structure(), RESOLUTION, OverResolution.HALF_FSC, 1);
        var judged = Trial.judge(truth, truth.structure());
        var main = new Kind("Ramachandran", backbone(judged), Agreement.visibleMainChains(pair), new MainChainEvidence(
                Trial.interpret(truth, truth.structure()), pair.map(), RESOLUTION, pair.perSquare(), Scope.TEAM)::lnOddsOfTruth);
        var side = new Kind("rotamer", sideChains(judged), Agreement.visible(pair), new SideChainEvidence(pair)::lnOddsOfTruth);
        for (double error : new double[]{0, ERROR}) {
            var start = new Disturbance(truth.structure(), 7).shaken(error).structure();
            var after = Trial.judge(truth,
                    Trial.run(truth, start, pair, Optional.empty(), RefinementParameters.DEFAULT).refined());
            String from = error > 0 ? "error of %s A".formatted(Table.number(error, 1)) : "itself";
            main.count(table, truth, from, backbone(after));
            side.count(table, truth, from, sideChains(after));
        }
    }

    private record Torsions(double[] deg, boolean outlier) {}

    private static Map<Integer, Torsions> backbone(ModelQuality q) {
        var all = new TreeMap<Integer, Torsions>();
        for (Rama r : q.rama())
            all.put(r.residue(), new Torsions(new double[]{r.phiDeg(), r.psiDeg()}, r.call() == Call.OUTLIER));
        return all;
    }

    private static Map<Integer, Torsions> sideChains(ModelQuality q) {
        var all = new TreeMap<Integer, Torsions>();
        for (SideChain c : q.sideChains()) all.put(c.residue(), new Torsions(c.chisDeg(), c.call() == Call.OUTLIER));
        return all;
    }

    /// Outliers of one kind in the truth.
    private static final class Kind {
        private final String name;
        private final Map<Integer, Torsions> before;
        private final Set<Integer> visible;
        private final Map<Integer, Double> lnOdds;

        Kind(String name, Map<Integer, Torsions> before, Set<Integer> visible, IntToDoubleFunction lnOdds) {
            this.name = name;
            this.before = before;
            this.visible = visible;
            this.lnOdds = outliers().collect(Collectors.toMap(r -> r, r -> lnOdds.applyAsDouble(r)));
        }

        private Stream<Integer> outliers() { return before.keySet().stream().filter(r -> before.get(r).outlier); }

        void count(Table table, Truth truth, String from, Map<Integer, Torsions> after) {
            List<Integer> genuine = outliers().filter(after::containsKey).toList(),
                    seen = genuine.stream().filter(visible::contains).toList(),
                    told = genuine.stream().filter(r -> lnOdds.get(r) > LN_ODDS).toList();
            if (System.getProperty("ceres.bench.log") != null)
                for (int r : genuine) System.err.println("    " + fate(r, truth.structure(), after));
            List<Integer> kept = told.stream().filter(r -> same(r, after)).toList();
            long called = kept.stream().filter(r -> after.get(r).outlier).count();
            long fresh = before.keySet().stream()
                    .filter(r -> !before.get(r).outlier && after.containsKey(r) && after.get(r).outlier).count();
            table.add(truth.name(), Table.number(RESOLUTION, 1), from, name, genuine.size(), seen.size(),
                    seen.stream().filter(r -> same(r, after)).count(), told.size(), kept.size(), called,
                    Table.number(told.isEmpty() ? Double.NaN : 100.0 * kept.size() / told.size(), 0), fresh);
        }

        private String fate(int r, Structure s, Map<Integer, Torsions> after) {
            return "%s %s: ln odds %.1f%s, %s -> %s%s%s".formatted(name, s.describeResidue(r), lnOdds.get(r),
                    visible.contains(r) ? "" : ", not visible", Arrays.toString(before.get(r).deg),
                    Arrays.toString(after.get(r).deg),
                    after.get(r).outlier ? ", outlier" : "", same(r, after) ? ", kept" : "");
        }

        private boolean same(int residue, Map<Integer, Torsions> after) {
            return GenuineOutliers.same(before.get(residue).deg, after.get(residue).deg);
        }
    }

    private static boolean same(double[] a, double[] b) {
        for (int k = 0; k < a.length; k++)
            if (Math.abs(Geometry.wrap(Math.toRadians(a[k] - b[k]))) > Math.toRadians(SAME_DEG)) return false;
        return true;
    }
}
