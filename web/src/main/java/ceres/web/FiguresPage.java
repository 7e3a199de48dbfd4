package ceres.web;

import ceres.archive.Results;
import ceres.fault.ReasonCode;
import ceres.metric.Metric;
import ceres.metric.Zones;
import ceres.pipeline.bundle.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// What all results have in common, as figures with their data; and what the PDB and EMDB hold as a whole.
///
/// @param field the figures of PDB and EMDB; none where their lists were never brought
public record FiguresPage(Layout layout, Results.Counts counts, List<Figure> figures, List<Figure> field) {
    /// @param svg drawn here, its texts escaped
    /// @param data address of the numbers; empty where the figure names them all
    public record Figure(String id, String title, String caption, String svg, String data) {}

    private static final List<Metric> POPULATIONS = List.of(Metric.CC_MASK, Metric.CLASHSCORE, Metric.RAMA_FAVORED,
            Metric.RAMA_OUTLIERS,
            Metric.ROTAMER_OUTLIERS, Metric.RAMA_Z, Metric.CABLAM_OUTLIERS, Metric.MIN_NONBONDED_DISTANCE, Metric.Q_SCORE,
            Metric.EMRINGER);
    private static final List<Metric> HISTOGRAMS = List.of(Metric.CLASHSCORE, Metric.ROTAMER_OUTLIERS, Metric.CBETA_DEVIATIONS);
    private static final List<Metric> ESTIMATES = List.of(Metric.D_FSC, Metric.D_MODEL);
    private static final int BINS = 12;

    static FiguresPage of(Results results, ArchiveFigures field) {
        var figures = new ArrayList<Figure>();
        var verdicts = new LinkedHashMap<String, Integer>();
        results.verdicts().forEach((v, n) -> verdicts.put(Verdict.Overall.valueOf(v).label(), n));
        figures.add(new Figure("verdicts", "Verdicts", "What became of the entries.", Chart.bars("Verdicts", verdicts), ""));
        figures.add(new Figure("resolutions", "Resolution of the maps", "Entries by the resolution they were refined at.",
                Chart.histogram("Resolution (\u00c5)", results.resolutions(), 1, 8, 14), "/figures/resolution.csv"));
        for (var metric : POPULATIONS) add(figures, results, metric);
        for (var metric : HISTOGRAMS) addHistogram(figures, results, metric);
        for (var metric : ESTIMATES) addEstimate(figures, results, metric);
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

    private static void add(List<Figure> figures, Results results, Metric metric) {
        var population = results.population(metric);
        if (population.isEmpty()) return;
        figures.add(new Figure(metric.id(), metric.label() + " before and after",
                "Each dot is an entry; on the line nothing changed" + side(metric) + "." + background(metric),
                PopulationChart.beforeAfter(metric, population), data(metric)));
    }

    private static void addHistogram(List<Figure> figures, Results results, Metric metric) {
        var population = results.population(metric);
        if (population.isEmpty()) return;
        double most = population.stream().mapToDouble(p -> Math.max(p.initial(), p.refined())).max().orElse(0);
        double width = Math.max(Math.pow(10, -metric.digits()), Chart.step(most * 5 / BINS));
        int bins = (int) (most / width) + 1;
        var steps = IntStream.range(0, bins).mapToObj(i -> Chart.tick(i * width, width)).toList();
        figures.add(new Figure(metric.id() + "-histogram", metric.label() + ", how often",
                "Entries by value, in steps of " + Chart.tick(width, width) + ".",
                SeriesChart.columns(metric.label(), steps,
                        List.of(new SeriesChart.Series<>("initial", counts(population, Results.Pair::initial, width, bins)),
                                new SeriesChart.Series<>("refined", counts(population, Results.Pair::refined, width, bins)))),
                data(metric)));
    }

    private static List<Integer> counts(List<Results.Pair> population, ToDoubleFunction<Results.Pair> of, double width,
            int bins) {
        var counts = new Integer[bins];
        Arrays.fill(counts, 0);
        for (var p : population) counts[Math.min(bins - 1, (int) (of.applyAsDouble(p) / width))]++;
        return List.of(counts);
    }

    private static void addEstimate(List<Figure> figures, Results results, Metric metric) {
        var estimates = results.population(metric).stream().filter(p -> p.resolution() != null)
                .map(p -> new Results.Pair(p.name(), p.resolution(), p.refined(), p.resolution())).toList();
        if (estimates.isEmpty()) return;
        figures.add(new Figure(metric.id(), metric.label() + " and the stated resolution",
                metric.definition() + " The band is 1 \u00c5 to either side.",
                PopulationChart.againstResolution(metric, estimates),
                data(metric)));
    }

    private static String data(Metric metric) { return "/figures/" + metric.id() + ".csv"; }

    private static String background(Metric metric) {
        if (metric == Metric.CC_MASK)
            return " Below " + PopulationChart.POOR_CC + ", shaded, a model says little of its map.";
        return Zones.of(metric).isPresent() ? " Behind: as it should be, to be looked at, and poor, by the refined value." : "";
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
        var out = new StringBuilder("entry,initial,refined,resolution\r\n");
        for (var p : population)
            out.append(p.name()).append(',').append(p.initial()).append(',').append(p.refined()).append(',')
                    .append(p.resolution() == null ? "" : p.resolution()).append("\r\n");
        return out.toString();
    }
}
