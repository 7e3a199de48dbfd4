package ceres.bench.recovery;

import ceres.model.Structure;
import ceres.numerics.Geometry;
import ceres.refine.RefinementParameters;
import ceres.validate.ModelQuality;
import ceres.validate.geometry.Call;
import ceres.validate.geometry.Rama;
import ceres.validate.geometry.SideChain;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Outliers that are real: of the Ramachandran and rotamer outliers of models at high resolution, how many are still there after
/// refinement against a map of them at 2.5 A, from the model itself and from a random error of 0.3 A. A Ramachandran outlier is supported if
/// the density of its main chain stands out of the noise; a rotamer outlier, if the map is a hundred times likelier with it than with any allowed
/// rotamer ([SideChainEvidence]). An outlier survives if its torsions are within 30 degrees of the truth. Gate: 70 % of the supported ones.
final class GenuineOutliers implements Study {
    private static final double RESOLUTION = 2.5, ERROR = 0.3, SAME_DEG = 30, LN_ODDS = Math.log(100);

    @Override
    public String name() { return "outliers"; }

    @Override
    public Table run(Scope scope) {
        var table = new Table(name(), "chain", "d, A", "start", "kind", "genuine", "supported", "conformation kept",
                "called an outlier still", "kept, %", "new outliers");
        for (Truth chain : scope.among(Truths.withOutliers(scope.shared())))
            for (double error : new double[]{0, ERROR}) one(chain, error, table);
        return table;
    }

    private static void one(Truth chain, double error, Table table) {
        var truth = chain.withRealisticB(RESOLUTION);
        var pair = SimulatedPair.of(truth.structure(), RESOLUTION, OverResolution.HALF_FSC, 1);
        var start = new Disturbance(truth.structure(), 7).shaken(error).structure();
        Structure refined = Trial.run(truth, start, pair, Optional.empty(), RefinementParameters.DEFAULT).refined();
        ModelQuality before = Trial.judge(truth, truth.structure()), after = Trial.judge(truth, refined);
        String from = error > 0 ? "error of %s A".formatted(Table.number(error, 1)) : "itself";
        count(table, truth, from, "Ramachandran", backbone(before), backbone(after), Agreement.visibleMainChains(pair));
        count(table, truth, from, "rotamer", sideChains(before), sideChains(after), told(pair, before));
    }

    /// Side chains that the map tells from every allowed rotamer.
    private static Set<Integer> told(SimulatedPair pair, ModelQuality before) {
        var evidence = new SideChainEvidence(pair);
        return before.sideChains().stream().filter(c -> c.call() == Call.OUTLIER).map(SideChain::residue)
                .filter(r -> evidence.lnOddsOfTruth(r) > LN_ODDS).collect(Collectors.toSet());
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

    private static void count(Table table, Truth truth, String from, String kind, Map<Integer, Torsions> before,
            Map<Integer, Torsions> after, Set<Integer> visible) {
        int genuine = 0, supported = 0, kept = 0, called = 0, fresh = 0;
        for (var e : before.entrySet()) {
            Torsions was = e.getValue(), is = after.get(e.getKey());
            if (is == null) continue;
            if (!was.outlier && is.outlier) fresh++;
            if (!was.outlier) continue;
            genuine++;
            if (!visible.contains(e.getKey())) continue;
            supported++;
            if (same(was.deg, is.deg)) kept++;
            if (same(was.deg, is.deg) && is.outlier) called++;
        }
        table.add(truth.name(), Table.number(RESOLUTION, 1), from, kind, genuine, supported, kept, called,
                Table.number(supported == 0 ? Double.NaN : 100.0 * kept / supported, 0), fresh);
    }

    private static boolean same(double[] a, double[] b) {
        for (int k = 0; k < a.length; k++)
            if (Math.abs(Geometry.wrap(Math.toRadians(a[k] - b[k]))) > Math.toRadians(SAME_DEG)) return false;
        return true;
    }
}
