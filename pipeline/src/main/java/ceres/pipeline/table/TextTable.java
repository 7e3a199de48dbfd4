package ceres.pipeline.table;

import ceres.pipeline.table.Layout.Line;
import java.util.Optional;

/// Table 1 for a terminal.
public final class TextTable {
    private static final int LABEL = 34;

    private TextTable() {}

    public static String of(Layout layout) {
        var out = new StringBuilder();
        for (var section : layout.sections()) {
            out.append(section.title());
            var why = commonAbsence(section);
            out.append(why.map(w -> ": " + w).orElse("")).append('\n');
            if (why.isEmpty()) for (var line : section.lines()) line(out, line, layout.refined());
        }
        return out.toString();
    }

    /// The one reason why nothing in a section is known.
    private static Optional<String> commonAbsence(Layout.Section section) {
        var reasons = section.lines().stream().map(l -> l.initial().reason() + l.refined().text()).distinct().toList();
        return reasons.size() == 1 && !reasons.getFirst().isEmpty() && section.lines().getFirst().initial().absent()
                ? Optional.of(reasons.getFirst())
                : Optional.empty();
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
