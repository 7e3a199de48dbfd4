package ceres.pipeline;

import ceres.map.MapStatistics;
import ceres.model.Structure;
import ceres.pipeline.bundle.CurveRecord;
import ceres.pipeline.bundle.CurveRecord.ChainCc;
import ceres.pipeline.bundle.CurveRecord.Histogram;
import ceres.validate.fit.ChainFit;
import ceres.validate.fit.Curve;
import ceres.validate.fit.MapFit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The curves of a bundle, gathered from both validations.
final class Curves {
    private static final int BINS = 40;
    private static final String FSC = "fsc";

    private Curves() {}

    static CurveRecord of(Measured initial, Optional<Measured> refined) {
        return new CurveRecord(fsc(initial, refined), histograms(initial, refined), chains(initial, refined),
                lines(initial, refined));
    }

    /// Curves of the maps alone come once; curves of a model twice, with the model in their name.
    private static List<CurveRecord.Curve> fsc(Measured initial, Optional<Measured> refined) {
        var curves = new ArrayList<CurveRecord.Curve>();
        for (var c : curves(initial)) if (!ofModel(c)) curves.add(named(c, c.id(), c.label()));
        for (var c : curves(initial)) if (ofModel(c)) curves.add(named(c, c.id() + "_initial", c.label() + ", initial"));
        if (refined.isPresent())
            for (var c : curves(refined.get()))
                if (ofModel(c)) curves.add(named(c, c.id() + "_refined", c.label() + ", refined"));
        return curves;
    }

    private static List<Curve> curves(Measured m) {
        return m.fit().map(MapFit::curves).orElse(List.of()).stream().filter(c -> c.id().startsWith(FSC)).toList();
    }

    /// What is no shell correlation is a matter of model and map together.
    private static List<CurveRecord.Line> lines(Measured initial, Optional<Measured> refined) {
        var lines = new ArrayList<>(lines(initial, "initial"));
        refined.ifPresent(r -> lines.addAll(lines(r, "refined")));
        return lines;
    }

    private static List<CurveRecord.Line> lines(Measured m, String which) {
        return m.fit().map(MapFit::curves).orElse(List.of()).stream().filter(c -> !c.id().startsWith(FSC))
                .map(c -> new CurveRecord.Line(c.id() + "_" + which, c.label() + ", " + which, c.xLabel(), c.yLabel(), c.x(),
                        c.y()))
                .toList();
    }

    private static boolean ofModel(Curve c) { return c.id().contains("model"); }

    private static CurveRecord.Curve named(Curve c, String id, String label) {
        return new CurveRecord.Curve(id, label, c.masked(), c.x(), c.y());
    }

    private static List<Histogram> histograms(Measured initial, Optional<Measured> refined) {
        double top = Math.max(top(initial.structure()), refined.map(r -> top(r.structure())).orElse(0.0));
        var list = new ArrayList<Histogram>();
        list.add(bFactors("b_initial", "B factors, initial", initial.structure(), top));
        refined.ifPresent(r -> list.add(bFactors("b_refined", "B factors, refined", r.structure(), top)));
        initial.fit().ifPresent(f -> list.add(values(f.statistics())));
        return list;
    }

    /// The upper end of the histogram: 99.5 % of the atoms lie below it; the rest fall into the last bin.
    private static double top(Structure s) {
        var sorted = heavyB(s);
        java.util.Arrays.sort(sorted);
        double high = sorted.length == 0 ? 1 : sorted[(int) Math.min(sorted.length - 1, Math.floor(0.995 * sorted.length))];
        return Math.max(10, Math.ceil(high / 10) * 10);
    }

    private static double[] heavyB(Structure s) {
        return java.util.stream.IntStream.range(0, s.atomCount()).filter(a -> !s.isHydrogen(a)).mapToDouble(s::b).toArray();
    }

    private static Histogram bFactors(String id, String label, Structure s, double top) {
        var edges = new double[BINS + 1];
        for (int i = 0; i <= BINS; i++) edges[i] = top * i / BINS;
        var counts = new int[BINS];
        for (double b : heavyB(s)) counts[Math.clamp((long) (b / top * BINS), 0, BINS - 1)]++;
        return new Histogram(id, label, "A^2", edges, counts);
    }

    private static Histogram values(MapStatistics m) {
        var edges = new double[MapStatistics.BINS + 1];
        for (int i = 0; i < edges.length; i++) edges[i] = m.min() + i * (m.max() - m.min()) / MapStatistics.BINS;
        return new Histogram(CurveRecord.MAP_VALUES, "map values", "", edges, m.histogram());
    }

    private static List<ChainCc> chains(Measured initial, Optional<Measured> refined) {
        var after = new HashMap<String, ChainFit>();
        refined.flatMap(Measured::fit).ifPresent(f -> f.chains().forEach(c -> after.put(c.chain() + "|" + c.kind(), c)));
        var list = new ArrayList<ChainCc>();
        for (var c : initial.fit().map(MapFit::chains).orElse(List.of()))
            list.add(new ChainCc(c.chain(), c.kind(), c.residues(), c.atoms(), number(c),
                    number(after.get(c.chain() + "|" + c.kind()))));
        return list;
    }

    private static @Nullable Double number(@Nullable ChainFit c) {
        return c == null || c.cc().isEmpty() ? null : c.cc().getAsDouble();
    }
}
