package ceres.pipeline.table;

import ceres.pipeline.table.Layout.Cell;
import ceres.pipeline.table.Layout.Line;

/// Table 1 as an HTML `table`: differences in words and glyphs, not by colour alone; reasons of absence where a number would stand.
public final class HtmlTable {
    private HtmlTable() {}

    /// @param glossary address that a metric's anchor is appended to (`/glossary#`); empty for no links
    public static String of(Layout layout, String glossary) {
        var out = new StringBuilder(
                "<table class=\"table1\">\n<caption>Cryo-EM Table 1</caption>\n<thead><tr><th scope=\"col\">Measure</th>");
        if (layout.refined())
            out.append(
                    "<th scope=\"col\"><span class=\"key initial\"></span>Initial</th><th scope=\"col\"><span class=\"key refined\"></span>Refined</th>")
                    .append("<th scope=\"col\">Change</th><th scope=\"col\">Good</th>");
        else
            out.append("<th scope=\"col\">Value</th><th scope=\"col\">Good</th>");
        out.append("</tr></thead>\n");
        for (var section : layout.sections()) section(out, section, layout.refined(), glossary);
        return out.append("</table>\n").toString();
    }

    private static void section(StringBuilder out, Layout.Section section, boolean refined, String glossary) {
        out.append("<tbody>\n<tr class=\"section\"><th scope=\"rowgroup\" colspan=\"").append(refined ? 5 : 3).append("\">")
                .append(escape(section.title())).append("</th></tr>\n");
        for (var line : section.lines()) line(out, line, refined, glossary);
        out.append("</tbody>\n");
    }

    private static void line(StringBuilder out, Line line, boolean refined, String glossary) {
        out.append("<tr").append(line.metric() == null ? "" : " id=\"t1-" + line.metric().id() + "\"")
                .append("><th scope=\"row\">")
                .append(label(line, glossary)).append("</th>");
        if (!refined) out.append(cell(line.initial(), 1));
        else if (line.metric() == null && line.refined().text().isEmpty())
            out.append(cell(line.initial(), 2)).append("<td></td>");
        else if (line.initial().absent() && line.refined().absent() && line.initial().reason().equals(line.refined().reason()))
            out.append(cell(line.refined(), 3));
        else
            out.append(cell(line.initial(), 1)).append(cell(line.refined(), 1)).append(change(line));
        out.append("<td class=\"good\">").append(escape(line.expected())).append("</td></tr>\n");
    }

    private static String label(Line line, String glossary) {
        String words = escape(line.label()).replace("A^2", "Å²").replace("(A)", "(Å)");
        if (line.metric() == null) return words;
        String title = " title=\"" + escape(line.metric().definition()) + "\"";
        return glossary.isEmpty()
                ? "<span" + title + ">" + words + "</span>"
                : "<a href=\"" + escape(glossary) + line.metric().id() + "\"" + title + ">" + words + "</a>";
    }

    private static String cell(Cell cell, int span) {
        String columns = span == 1 ? "" : " class=\"both\" colspan=\"" + span + "\"";
        return cell.absent()
                ? "<td class=\"absent\"" + (span == 1 ? "" : " colspan=\"" + span + "\"") + ">— <small>" + escape(cell.reason())
                        + "</small></td>"
                : "<td" + columns + ">" + escape(cell.text()) + "</td>";
    }

    private static String change(Line line) {
        String css = line.call().word().isEmpty() ? "" : " class=\"" + line.call().word() + "\"";
        String words = line.call().word().isEmpty()
                ? ""
                : " <small>" + line.call().glyph() + " " + line.call().word() + "</small>";
        return "<td" + css + ">" + line.delta() + words + "</td>";
    }

    /// Text in HTML.
    public static String escape(String s) {
        return s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
