package ceres.bench.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Rows of numbers with their headings, kept as CSV and shown as Markdown.
///
/// @param name of the file
/// @param headings with units
record Table(String name, List<String> headings, List<List<String>> rows) {
    Table(String name, String... headings) { this(name, List.of(headings), new ArrayList<>()); }

    /// @param cells strings as they are, whole numbers, and numbers paired with a format by [#number]
    void add(Object... cells) {
        if (cells.length != headings.size()) throw new IllegalArgumentException(cells.length + " cells for " + headings);
        var row = new ArrayList<String>();
        for (Object cell : cells) row.add(String.valueOf(cell));
        rows.add(row);
        System.out.println(name + ": " + String.join("  ", row));
    }

    /// Fixed digits; a dash where there is no number.
    static String number(double v, int digits) {
        if (!Double.isFinite(v)) return "-";
        String text = String.format(Locale.ROOT, "%." + digits + "f", v);
        return text.matches("-0\\.?0*") ? text.substring(1) : text;
    }

    /// A cell as a number; NaN where there is none.
    double at(int row, String heading) {
        String cell = rows.get(row).get(headings.indexOf(heading));
        return cell.equals("-") ? Double.NaN : Double.parseDouble(cell);
    }

    String text(int row, String heading) { return rows.get(row).get(headings.indexOf(heading)); }

    void write(Path folder) throws IOException {
        var lines = new ArrayList<String>();
        lines.add(line(headings));
        for (var row : rows) lines.add(line(row));
        Files.createDirectories(folder);
        Files.write(folder.resolve(name + ".csv"), lines);
    }

    private static String line(List<String> cells) {
        return String.join(",", cells.stream().map(c -> c.contains(",") ? '"' + c + '"' : c).toList());
    }

    static Table read(Path folder, String name) throws IOException {
        var lines = Files.readAllLines(folder.resolve(name + ".csv"));
        var rows = new ArrayList<List<String>>();
        for (String l : lines.subList(1, lines.size())) rows.add(cells(l));
        return new Table(name, cells(lines.getFirst()), rows);
    }

    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (char c : (line + ",").toCharArray()) {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else
                cell.append(c);
        }
        return cells;
    }

    String markdown() {
        var text = new StringBuilder("| ").append(String.join(" | ", headings)).append(" |\n|")
                .append("---|".repeat(headings.size())).append('\n');
        for (var row : rows) text.append("| ").append(String.join(" | ", row)).append(" |\n");
        return text.toString();
    }
}
