package ceres.pipeline.report;

import static ceres.pipeline.table.HtmlTable.escape;

import ceres.pipeline.bundle.CurationRecord;
import ceres.pipeline.bundle.RunRecord;
import java.util.Locale;

/// Where the numbers come from: curation, inputs, parameters, times.
final class Provenance {
    private Provenance() {}

    static void curation(StringBuilder out, CurationRecord c) {
        if (c.findings().isEmpty() && c.assembly() == null) return;
        out.append("<section id=\"curation\"><h2>")
                .append(c.rejected() ? "Why this pair was not refined" : "What to know about this pair")
                .append("</h2>\n");
        if (c.assembly() != null)
            out.append("<div class=\"note\"><p>").append(escape(c.assembly().sentence())).append("</p></div>\n");
        for (var f : c.findings())
            out.append("<div class=\"note").append(f.severity().equals("ERROR") ? " error" : "").append("\"><p><code>")
                    .append(f.code())
                    .append("</code> ").append(escape(f.sentence())).append("</p><p>Evidence: ").append(escape(f.evidence()))
                    .append("</p><p>What would help: ").append(escape(f.remedy())).append("</p></div>\n");
        out.append("</section>\n");
    }

    static void section(StringBuilder out, RunRecord run) {
        out.append("<section id=\"provenance\"><h2>Provenance</h2>\n<dl class=\"facts\">");
        fact(out, "Software", run.software().name() + " " + run.software().version());
        fact(out, "Started", run.started().toString());
        fact(out, "Machine", "%s %s, %d processors, %d threads used, Java %s".formatted(run.host().os(), run.host().arch(),
                run.host().processors(), run.threads(), run.host().java()));
        fact(out, "Seed", Long.toString(run.seed()));
        if (!run.overrides().isEmpty()) fact(out, "Limits lifted", String.join(", ", run.overrides()));
        out.append(
                "</dl>\n<h3>Inputs</h3>\n<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Role</th><th scope=\"col\">File</th>")
                .append("<th scope=\"col\">Bytes</th><th scope=\"col\">SHA-256</th></tr></thead><tbody>\n");
        for (var i : run.inputs())
            out.append("<tr><th scope=\"row\">").append(i.role().replace('_', ' ')).append("</th><td>").append(escape(i.file()))
                    .append("</td><td>").append(String.format(Locale.ROOT, "%,d", i.bytes())).append("</td><td><code>")
                    .append(i.sha256(), 0, 16).append("…</code></td></tr>\n");
        out.append(
                "</tbody></table></div>\n<h3>Stages</h3>\n<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Stage</th>")
                .append("<th scope=\"col\">Seconds</th><th scope=\"col\">Peak memory (MB)</th></tr></thead><tbody>\n");
        for (var s : run.stages())
            out.append("<tr><th scope=\"row\">").append(escape(s.name())).append(s.resumed() ? " (taken up again)" : "")
                    .append("</th><td>")
                    .append(String.format(Locale.ROOT, "%.1f", s.seconds())).append("</td><td>").append(s.peakMemoryBytes() >> 20)
                    .append("</td></tr>\n");
        out.append("</tbody></table></div>\n");
        details(out, run);
        out.append("</section>\n");
    }

    private static void details(StringBuilder out, RunRecord run) {
        if (!run.parameters().isEmpty()) {
            out.append("<details><summary>Parameters</summary><dl class=\"facts\">");
            run.parameters().forEach((k, v) -> fact(out, k, String.valueOf(v)));
            out.append("</dl></details>\n");
        }
        if (!run.warnings().isEmpty()) {
            out.append("<details><summary>Warnings (").append(run.warnings().size()).append(")</summary><ul>");
            for (var w : run.warnings()) out.append("<li>").append(escape(w)).append("</li>");
            out.append("</ul></details>\n");
        }
    }

    private static void fact(StringBuilder out, String name, String value) {
        out.append("<dt>").append(escape(name)).append("</dt><dd>").append(escape(value)).append("</dd>");
    }
}
