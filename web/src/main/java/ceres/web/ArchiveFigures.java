package ceres.web;

import ceres.archive.catalogue.Catalogue;
import ceres.pipeline.curate.ResolutionConsensus;
import ceres.web.SeriesChart.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the PDB and EMDB hold as a whole, as figures with their data: methods, models by electron microscopy, large models, maps and their
/// resolution, by year.
///
/// Source: Liebschner2021, figures 1 to 3.
final class ArchiveFigures {
    private static final String METHODS = "archive-methods", MODELS = "archive-models", LARGE = "archive-large-models",
            MAPS = "archive-maps", RESOLUTION = "archive-resolution";

    private final Catalogue catalogue;

    ArchiveFigures(Catalogue catalogue) { this.catalogue = catalogue; }

    /// None where the lists of the archives were never brought.
    List<FiguresPage.Figure> all() {
        var taken = catalogue.taken();
        if (taken.isEmpty()) return List.of();
        String when = " Lists of " + taken.get() + ".";
        return List.of(methods(when), models(when), large(when), maps(when), resolution(when));
    }

    private FiguresPage.Figure methods(String when) {
        var methods = new LinkedHashMap<String, Integer>();
        catalogue.methods().forEach((m, n) -> methods.put(m.label(), n));
        return figure(METHODS, "Methods of the PDB", shares(methods) + when, Chart.bars("Entries of the PDB", methods));
    }

    private static String shares(Map<String, Integer> methods) {
        int all = Math.max(1, methods.values().stream().mapToInt(Integer::intValue).sum());
        return String.join(", ",
                methods.entrySet().stream().map(e -> e.getKey() + " " + Format.fixed(100.0 * e.getValue() / all, 1) + " %")
                        .toList())
                + ".";
    }

    private FiguresPage.Figure models(String when) {
        var years = catalogue.models();
        return figure(MODELS, "Models by electron microscopy", "Entries of the PDB by year of deposition." + when,
                SeriesChart.columns("Models by electron microscopy", each(years, y -> String.valueOf(y.year())),
                        List.of(new Series<>("electron microscopy", each(years, Catalogue.Models::em)))));
    }

    private FiguresPage.Figure large(String when) {
        var years = catalogue.models();
        return figure(LARGE, "Large models", "Entries of the PDB above 1000 kDa by year of deposition." + when,
                SeriesChart.columns("Models above 1000 kDa", each(years, y -> String.valueOf(y.year())),
                        List.of(new Series<>("X-ray diffraction", each(years, Catalogue.Models::largeXray)),
                                new Series<>("electron microscopy", each(years, Catalogue.Models::largeEm)))));
    }

    private FiguresPage.Figure maps(String when) {
        var years = catalogue.maps();
        String fine = Format.fixed(ResolutionConsensus.WORST, 0) + " \u00c5 or better";
        return figure(MAPS, "Maps of EMDB", "Maps by year of release." + when,
                SeriesChart.columns("Maps of EMDB", each(years, y -> String.valueOf(y.year())),
                        List.of(new Series<>("all", each(years, Catalogue.Maps::maps)),
                                new Series<>("with a model", each(years, Catalogue.Maps::modelled)),
                                new Series<>(fine, each(years, Catalogue.Maps::fine)))));
    }

    private FiguresPage.Figure resolution(String when) {
        var years = catalogue.maps();
        return figure(RESOLUTION, "Resolution of the maps of EMDB (\u00c5)", "Of the maps released in a year." + when,
                SeriesChart.lines("Resolution (\u00c5)", each(years, y -> String.valueOf(y.year())),
                        List.of(new Series<>("median", each(years, m -> Optional.ofNullable(m.median()))),
                                new Series<>("best", each(years, m -> Optional.ofNullable(m.best()))))));
    }

    private static FiguresPage.Figure figure(String id, String title, String caption, String svg) {
        return new FiguresPage.Figure(id, title, caption, svg, "/figures/" + id + ".csv");
    }

    private static <R, T> List<T> each(List<R> rows, Function<R, T> of) { return rows.stream().map(of).toList(); }

    /// The numbers of a figure; empty if there is no such figure.
    Optional<String> csv(String id) {
        return switch (id) {
            case METHODS -> Optional.of(table("method,entries", List.copyOf(catalogue.methods().entrySet()),
                    e -> List.of(e.getKey().label(), e.getValue())));
            case MODELS -> Optional.of(table("year,em", catalogue.models(), m -> List.of(m.year(), m.em())));
            case LARGE -> Optional.of(table("year,xray_above_1000_kda,em_above_1000_kda", catalogue.models(),
                    m -> List.of(m.year(), m.largeXray(), m.largeEm())));
            case MAPS -> Optional.of(table("year,maps,with_model,at_5_a_or_better", catalogue.maps(),
                    m -> List.of(m.year(), m.maps(), m.modelled(), m.fine())));
            case RESOLUTION -> Optional.of(table("year,median_a,best_a", catalogue.maps(),
                    m -> List.of(m.year(), number(m.median()), number(m.best()))));
            default -> Optional.empty();
        };
    }

    private static String number(@Nullable Double v) { return v == null ? "" : String.valueOf(v); }

    private static <R> String table(String header, List<R> rows, Function<R, List<?>> cells) {
        var lines = new ArrayList<String>();
        lines.add(header);
        for (R row : rows) lines.add(String.join(",", cells.apply(row).stream().map(String::valueOf).toList()));
        return String.join("\r\n", lines) + "\r\n";
    }
}
