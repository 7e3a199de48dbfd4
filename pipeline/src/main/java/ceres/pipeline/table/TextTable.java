package ceres.pipeline.table;

import ceres.pipeline.table.Layout.Line;

/// Table 1 for a terminal.
public final class TextTable {
    private static final int LABEL = 34;

    private TextTable() {}

    public static String of(Layout layout) {
        var out = new StringBuilder();
        for (var section : layout.sections()) {
            out.append(section.title()).append('\n');
            for (var line : section.lines()) line(out, line, layout.refined());
        }
        return out.toString();
    }

    private static void line(StringBuilder out, Line line, boolean refined) {
        out.append("  ").append(pad(line.label(), LABEL));
        if (!refined) {
            out.append(line.initial().absent() ? "  — " + line.initial().reason() : right(line.initial().text(), 10));
            if (!line.initial().absent() && !line.expected().isEmpty()) out.append("   good: ").append(line.expected());
        } else if (line.metric() == null) {
            out.append("  ").append(line.initial().text());
            if (!line.refined().text().isEmpty()) out.append("  →  ").append(line.refined().text());
        } else if (line.initial().absent() && line.refined().absent()) out.append("  — ").append(line.refined().reason());
        else
            out.append(right(line.initial().text(), 10)).append(right(line.refined().text(), 10)).append(right(line.delta(), 10))
                    .append("  ")
                    .append(line.call().glyph()).append(' ').append(line.call().word());
        while (out.charAt(out.length() - 1) == ' ') out.setLength(out.length() - 1);
        out.append('\n');
    }

    private static String pad(String s, int width) { return s.length() >= width ? s : s + " ".repeat(width - s.length()); }

    private static String right(String s, int width) {
        return s.length() >= width ? " " + s : " ".repeat(width - s.length()) + s;
    }
}
