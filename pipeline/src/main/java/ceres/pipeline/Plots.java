package ceres.pipeline;

import ceres.pipeline.bundle.CurveRecord;
import ceres.pipeline.bundle.CurveRecord.Histogram;
import ceres.pipeline.bundle.ResidueTable;
import ceres.pipeline.bundle.ResidueTable.Row;
import ceres.pipeline.plot.ChainCcPlot;
import ceres.pipeline.plot.FscPlot;
import ceres.pipeline.plot.HistogramPlot;
import ceres.pipeline.plot.LinePlot;
import ceres.pipeline.plot.MapValuesPlot;
import ceres.pipeline.plot.RamachandranPanels;
import ceres.pipeline.plot.RamachandranPlot;
import ceres.pipeline.plot.ResidueCcPlot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Draws every plot that the numbers of a bundle allow, by name, in the order of the page.
public final class Plots {
    /// More chains than this are not drawn one by one.
    private static final int MOST_CHAINS = 100;

    private Plots() {}

    public static SequencedMap<String, String> draw(ResidueTable residues, Optional<CurveRecord> curves,
            OptionalDouble resolution) {
        var plots = new LinkedHashMap<String, String>();
        curves.ifPresent(c -> {
            if (!c.fsc().isEmpty()) plots.put("fsc", FscPlot.draw(c.fsc(), resolution));
            if (!c.chains().isEmpty()) plots.put("cc_per_chain", ChainCcPlot.draw(c.chains()));
            for (var line : FitPlot.values()) {
                var lines = c.lines(line.id());
                if (!lines.isEmpty()) plots.put("map_" + line.id(), LinePlot.draw("p-" + line.id(), line.title(), lines));
            }
            histograms(c, CurveRecord.MAP_VALUES).findFirst().ifPresent(h -> plots.put("map_values", MapValuesPlot.draw(h)));
        });
        if (residues.rows().stream().anyMatch(r -> r.initial().rama() != null))
            plots.put("ramachandran", RamachandranPlot.draw(RamachandranPanels.standard(), residues.rows()));
        curves.ifPresent(c -> histogram(c).ifPresent(svg -> plots.put("b_histogram", svg)));
        chains(residues, plots);
        return plots;
    }

    /// What is drawn of model and map beside the correlations.
    private enum FitPlot {
        EMRINGER_SCAN("EMRinger score by map threshold"),
        EMRINGER_PEAKS("Chi1 angles at which side chains have their density"),
        ATOM_INCLUSION("Atoms inside the contour");

        private final String title;

        FitPlot(String title) { this.title = title; }

        String id() { return name().toLowerCase(Locale.ROOT); }

        String title() { return title; }
    }

    private static Stream<Histogram> histograms(CurveRecord c, String prefix) {
        return c.histograms().stream().filter(h -> h.id().startsWith(prefix));
    }

    private static Optional<String> histogram(CurveRecord c) {
        var b = histograms(c, "b_").toList();
        return b.isEmpty() ? Optional.empty() : Optional.of(HistogramPlot.draw(b.getFirst(), b.stream().skip(1).findFirst()));
    }

    private static void chains(ResidueTable residues, Map<String, String> plots) {
        var byChain = new LinkedHashMap<String, List<Row>>();
        for (var r : residues.rows())
            if (r.kind().equals("protein") || r.kind().equals("nucleic"))
                byChain.computeIfAbsent(r.chain(), k -> new ArrayList<>()).add(r);
        int n = 0;
        for (var chain : byChain.entrySet()) {
            if (chain.getValue().stream().allMatch(r -> r.initial().cc() == null)) continue;
            if (++n > MOST_CHAINS) return;
            String name = String.format(Locale.ROOT, "cc_per_residue_%03d_%s", n, chain.getKey().replaceAll("[^A-Za-z0-9]", "-"));
            plots.put(name, ResidueCcPlot.draw("cr" + n, chain.getKey(), chain.getValue()));
        }
    }
}
