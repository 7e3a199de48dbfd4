package ceres.web;

import ceres.archive.Results;
import ceres.fault.ReasonCode;
import ceres.metric.Metric;
import ceres.pipeline.bundle.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What all results have in common, as figures with their data; and what the PDB and EMDB hold as a whole.
///
/// @param field the figures of PDB and EMDB; none where their lists were never brought
public record FiguresPage(Layout layout, Results.Counts counts, List<Figure> figures, List<Figure> field) {
    /// @param svg drawn here, its texts escaped
    /// @param data address of the numbers; empty where the figure names them all
    public record Figure(String id, String title, String caption, String svg, String data) {}

    static final List<Metric> POPULATIONS = List.of(Metric.CC_MASK, Metric.CLASHSCORE, Metric.RAMA_FAVORED,
            Metric.ROTAMER_OUTLIERS, Metric.RAMA_Z,
            Metric.CABLAM_OUTLIERS, Metric.Q_SCORE, Metric.EMRINGER);

    static FiguresPage of(Results results, ArchiveFigures field) {
        var figures = new ArrayList<Figure>();
        var verdicts = new LinkedHashMap<String, Integer>();
        results.verdicts().forEach((v, n) -> verdicts.put(Verdict.Overall.valueOf(v).label(), n));
        figures.add(new Figure("verdicts", "Verdicts", "What became of the entries.", Chart.bars("Verdicts", verdicts), ""));
        figures.add(new Figure("resolutions", "Resolution of the maps", "Entries by the resolution they were refined at.",
                Chart.histogram("Resolution (\u00c5)", results.resolutions(), 1, 8, 14), "/figures/resolution.csv"));
        for (var metric : POPULATIONS) {
            var population = results.population(metric);
            if (population.isEmpty()) continue;
            figures.add(new Figure(metric.id(), metric.label() + " before and after",
                    "Each dot is an entry; on the line nothing changed" + side(metric) + ".",
                    Chart.beforeAfter(metric, population),
                    "/figures/" + metric.id() + ".csv"));
        }
        var rejections = new LinkedHashMap<String, Integer>();
        results.rejections().forEach((code, n) -> rejections.put(sentence(code), n));
        if (!rejections.isEmpty())
            figures.add(new Figure("rejections", "Why pairs were not refined", "Entries that curation turned away, by reason.",
                    Chart.bars("Reasons", rejections), ""));
        return new FiguresPage(
                Layout.of("Figures",
                        "Statistics of all results and of the PDB and EMDB: methods, resolution, verdicts, metrics before and after.",
                        "figures"),
                results.counts(), figures, field.all());
    }

    private static String side(Metric metric) {
        return switch (metric.better()) {
            case HIGHER -> ", above it the refined model is better";
            case LOWER -> ", below it the refined model is better";
            case NEAR_ZERO -> ", nearer to zero is better";
            case NEITHER -> "";
        };
    }

    private static String sentence(String code) {
        for (var c : ReasonCode.values()) if (c.name().equals(code)) return c.sentence().replaceFirst("\\.$", "");
        return code;
    }

    static String csv(Map<String, List<Double>> columns) {
        var out = new StringBuilder(String.join(",", columns.keySet())).append("\r\n");
        int n = columns.values().iterator().next().size();
        for (int i = 0; i < n; i++) {
            int row = i;
            out.append(String.join(",", columns.values().stream().map(c -> String.valueOf(c.get(row))).toList())).append("\r\n");
        }
        return out.toString();
    }

    static String csv(List<Results.Pair> population) {
        var out = new StringBuilder("entry,initial,refined\r\n");
        for (var p : population)
            out.append(p.name()).append(',').append(p.initial()).append(',').append(p.refined()).append("\r\n");
        return out.toString();
    }
}
