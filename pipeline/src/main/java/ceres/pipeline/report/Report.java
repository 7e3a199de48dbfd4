package ceres.pipeline.report;

import static ceres.pipeline.table.HtmlTable.escape;

import ceres.metric.Measurements;
import ceres.metric.Metric;
import ceres.pipeline.bundle.Bundle;
import ceres.pipeline.bundle.ChangeRecord;
import ceres.pipeline.bundle.CurationRecord;
import ceres.pipeline.bundle.PairId;
import ceres.pipeline.bundle.ResidueTable;
import ceres.pipeline.bundle.RunRecord;
import ceres.pipeline.bundle.Table1;
import ceres.pipeline.bundle.Verdict;
import ceres.pipeline.table.CsvTable;
import ceres.pipeline.table.HtmlTable;
import ceres.pipeline.table.LatexTable;
import ceres.pipeline.table.Layout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// `report.html`: the entry page as one file that opens from disk. Text, tables and plots need no script; the 3D view carries its viewer,
/// models and map inside the page and unpacks them when it comes into sight.
public final class Report {
    private static final Metric[] TILES = {Metric.CC_MASK, Metric.FSC_FREE, Metric.MOLPROBITY_SCORE, Metric.CLASHSCORE,
        Metric.RAMA_FAVORED, Metric.RAMA_Z, Metric.ROTAMER_OUTLIERS, Metric.Q_SCORE};

    private Report() {}

    /// What the page shows.
    ///
    /// @param plots SVG by name, in the order of the page
    /// @param scene what the 3D view draws; empty for no 3D
    /// @param log empty where nothing was refined
    public record Content(RunRecord run, CurationRecord curation, Optional<Table1> table1, Optional<ResidueTable> residues,
            Optional<ChangeRecord> changes, Map<String, String> plots, Optional<Scene> scene, Optional<String> log) {}

    public static String html(Content c) {
        var out = new StringBuilder(1 << 16);
        var pair = c.run().pair();
        out.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>").append(escape(name(pair)))
                .append(" · CERES</title>\n<style>\n").append(resource("report.css")).append("</style>\n");
        c.scene().ifPresent(s -> out.append("<style>\n").append(s.style()).append("</style>\n"));
        out.append("</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n");
        header(out, c);
        navigation(out, c);
        out.append("<main id=\"main\">\n");
        Provenance.curation(out, c.curation());
        c.table1().ifPresent(t -> table1(out, t));
        c.changes().ifPresent(ch -> Changes.section(out, ch));
        c.residues().ifPresent(r -> Changes.suspects(out, r));
        plots(out, c.plots());
        c.scene().ifPresent(s -> s.section(out));
        Provenance.section(out, c.run());
        c.log().ifPresent(l -> out.append(
                "<section id=\"log\"><h2>Log</h2><details><summary>The log of the refinement</summary><pre class=\"log\">")
                .append(escape(l)).append("</pre></details></section>\n"));
        out.append("</main>\n");
        footer(out, c.run());
        c.scene().ifPresent(s -> s.data(out));
        out.append("<script>\n").append(resource("report.js")).append("</script>\n</body>\n</html>\n");
        return out.toString();
    }

    private static void header(StringBuilder out, Content c) {
        var run = c.run();
        out.append("<header><div class=\"in\">\n<p class=\"ids\">").append(ids(run)).append(resolution(c)).append("</p>\n<h1>")
                .append(escape(run.title() == null || run.title().isBlank() ? run.pair().name() : run.title())).append("</h1>\n");
        var verdict = c.table1().map(Table1::verdict);
        out.append(badge(run, verdict)).append("\n<p class=\"sentence\">")
                .append(escape(verdict.map(Verdict::sentence).orElse(run.reason() == null ? "" : run.reason()))).append("</p>\n");
        c.table1().ifPresent(t -> tiles(out, t));
        c.table1().ifPresent(t -> downloads(out, t, c.curation().assembly() != null));
        out.append("</div></header>\n");
    }

    /// The files beside the page, and Table 1 in the forms that a paper needs, inside the page.
    ///
    /// @param assembly true if the model was made whole, so that there is its unit too
    private static void downloads(StringBuilder out, Table1 t, boolean assembly) {
        out.append("<p class=\"downloads\">");
        if (t.refined() != null) file(out, Bundle.REFINED, "Refined model (mmCIF)");
        if (t.refined() != null && assembly) file(out, Bundle.REFINED_UNIT, "Its unit");
        file(out, Bundle.INITIAL, "Initial model");
        data(out, "table1.csv", "text/csv", CsvTable.of(t), "Table 1 (CSV)");
        data(out, "table1.tex", "application/x-tex", LatexTable.of(t), "Table 1 (LaTeX)");
        file(out, Bundle.TABLE1, "Table 1 (JSON)");
        out.append("</p>\n");
    }

    private static void file(StringBuilder out, String name, String words) {
        out.append("<a class=\"act\" download href=\"").append(name).append("\">").append(words).append("</a>");
    }

    private static void data(StringBuilder out, String name, String type, String content, String words) {
        out.append("<a class=\"act\" download=\"").append(name).append("\" href=\"data:").append(type)
                .append(";charset=utf-8;base64,")
                .append(Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8))).append("\">").append(words)
                .append("</a>");
    }

    private static String ids(RunRecord run) {
        var pair = run.pair();
        var words = new StringBuilder();
        if (pair.pdb() != null)
            words.append("<a href=\"https://www.rcsb.org/structure/").append(pair.pdb()).append("\">PDB ").append(pair.pdb())
                    .append("</a> (")
                    .append(pair.extendedPdb().orElse("")).append(") · ");
        if (pair.emdb() != null)
            words.append("<a href=\"https://www.ebi.ac.uk/emdb/EMD-").append(pair.emdb()).append("\">EMD-").append(pair.emdb())
                    .append("</a> · ");
        if (pair.pdb() == null) words.append(escape(pair.name())).append(" · ");
        if (run.month() != null) words.append(run.month()).append(" · ");
        return words.append(run.software().name()).append(' ').append(escape(run.software().version())).toString();
    }

    private static String resolution(Content c) {
        Double d = c.curation().resolution();
        return d == null ? "" : String.format(Locale.ROOT, " · %.2f Å", d);
    }

    private static String badge(RunRecord run, Optional<Verdict> verdict) {
        if (run.status() == RunRecord.Status.FAILED) return "<span class=\"badge bad\">✕ Refinement failed</span>";
        if (run.status() == RunRecord.Status.NOT_REFINED || verdict.isEmpty())
            return "<span class=\"badge none\">– Not refined</span>";
        var v = verdict.get();
        return switch (v.overall()) {
            case IMPROVED -> "<span class=\"badge good\">▲ " + v.overall().label() + "</span>";
            case IMPROVED_WITH_TRADE_OFF -> "<span class=\"badge good\">▲▼ " + v.overall().label() + "</span>";
            case WORSE -> "<span class=\"badge bad\">▼ " + v.overall().label() + "</span>";
            case UNCHANGED, NOT_REFINED -> "<span class=\"badge none\">= " + v.overall().label() + "</span>";
        };
    }

    private static void tiles(StringBuilder out, Table1 t) {
        var initial = t.initialMeasurements();
        var refined = t.refinedMeasurements();
        out.append("<ul class=\"tiles\">");
        for (var m : TILES)
            if (initial.isPresent() && initial.get().value(m).isPresent()) tile(out, m, initial.get(), refined, t.verdict());
        out.append("</ul>\n");
    }

    private static void tile(StringBuilder out, Metric m, Measurements initial, Optional<Measurements> refined, Verdict verdict) {
        out.append("<li><span class=\"name\">").append(escape(m.label())).append(m.unit().equals("%") ? " (%)" : "")
                .append("</span>");
        String before = fixed(initial.value(m).orElseThrow(), m);
        out.append("<span class=\"numbers\">");
        if (refined.isPresent() && refined.get().value(m).isPresent())
            out.append("<span class=\"from\">").append(before).append(" → </span><b>")
                    .append(fixed(refined.get().value(m).orElseThrow(), m));
        else
            out.append("<b>").append(before);
        out.append("</b></span>");
        var judged = verdict.metrics().get(m.id());
        if (judged != null && !judged.call().word().isEmpty())
            out.append("<span class=\"call ").append(judged.call().word()).append("\">").append(judged.call().glyph()).append(' ')
                    .append(judged.call().word()).append("</span>");
        out.append("</li>");
    }

    private static String fixed(double v, Metric m) {
        return String.format(Locale.ROOT, "%." + m.digits() + "f", v).replace('-', '−');
    }

    private static void navigation(StringBuilder out, Content c) {
        out.append("<nav aria-label=\"Sections\"><div class=\"in\">");
        if (!c.curation().findings().isEmpty() || c.curation().assembly() != null) link(out, "curation", "Curation");
        if (c.table1().isPresent()) link(out, "table1", "Table 1");
        if (c.changes().isPresent()) link(out, "changes", "Changes");
        if (c.residues().isPresent()) link(out, "residues", "Residues");
        if (!c.plots().isEmpty()) link(out, "plots", "Plots");
        if (c.scene().isPresent()) link(out, "view", "3D");
        link(out, "provenance", "Provenance");
        if (c.log().isPresent()) link(out, "log", "Log");
        out.append("</div></nav>\n");
    }

    private static void link(StringBuilder out, String id, String words) {
        out.append("<a href=\"#").append(id).append("\">").append(words).append("</a>");
    }

    private static void table1(StringBuilder out, Table1 t) {
        out.append("<section id=\"table1\"><h2>Table 1</h2>\n<div class=\"scroll\">\n").append(HtmlTable.of(Layout.of(t), ""))
                .append("</div>\n");
        for (var note : t.notes()) out.append("<p class=\"note\">").append(escape(note)).append("</p>\n");
        out.append("</section>\n");
    }

    private static void plots(StringBuilder out, Map<String, String> plots) {
        if (plots.isEmpty()) return;
        out.append("<section id=\"plots\"><h2>Plots</h2>\n");
        plots.forEach((name, svg) -> {
            if (!name.startsWith("cc_per_residue")) out.append("<figure>").append(svg).append("</figure>\n");
        });
        var gallery = plots.entrySet().stream().filter(e -> e.getKey().startsWith("cc_per_residue")).toList();
        if (!gallery.isEmpty()) gallery(out, gallery);
        out.append("</section>\n");
    }

    private static void gallery(StringBuilder out, List<Map.Entry<String, String>> gallery) {
        out.append("<h3>CC per residue</h3>\n");
        for (int i = 0; i < gallery.size(); i++) {
            if (i == 4) out.append("<details><summary>").append(gallery.size() - 4).append(" more chains</summary>\n");
            out.append("<figure class=\"wide\">").append(gallery.get(i).getValue()).append("</figure>\n");
        }
        if (gallery.size() > 4) out.append("</details>\n");
    }

    private static void footer(StringBuilder out, RunRecord run) {
        out.append("<footer><p>Made by ").append(escape(run.software().name())).append(' ')
                .append(escape(run.software().version()))
                .append(". Please cite: ").append(escape(run.software().reference()))
                .append(", and the authors of model and map.")
                .append(run.pair().pdb() == null
                        ? ""
                        : " This is not an entry of the PDB: deposit a re-refined model only under the rules of the wwPDB.")
                .append("</p></footer>\n");
    }

    /// `6i5a_4413`, or the name of a private pair.
    private static String name(PairId pair) { return pair.name(); }

    static String resource(String name) {
        try (var in = Objects.requireNonNull(Report.class.getResourceAsStream("/ceres/pipeline/report/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
