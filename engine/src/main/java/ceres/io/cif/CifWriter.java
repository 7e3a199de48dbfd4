package ceres.io.cif;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/// Writes CIF text. A category that comes from a CIF text and was not touched is written as it stood there; others are laid out as the
/// archive does: pairs in two columns, loops with their columns aligned.
///
/// Source: Hall1991, CIF 1.1 syntax.
public final class CifWriter {
    /// Columns of loops up to this many rows are aligned by a first look at all values.
    private static final int ALIGNED_ROWS = 20_000;
    private final Writer out;

    private CifWriter(Writer out) { this.out = out; }

    public static void write(CifDocument document, Writer out) throws IOException {
        for (var block : document.blocks()) new CifWriter(out).write(block);
    }

    private void write(CifBlock block) throws IOException {
        out.write("data_" + block.name() + "\n#\n");
        for (var category : block.categories()) {
            if (category.rows() == 0) continue;
            if (category instanceof TextCategory t && t.from() >= 0) out.write(t.source().text(t.from(), t.to()).strip() + "\n");
            else if (category.rows() == 1 && category.single()) pairs(category);
            else
                loop(category);
            out.write("#\n");
        }
    }

    private void pairs(CifCategory c) throws IOException {
        int width = 0;
        for (String item : c.items()) width = Math.max(width, tag(c, item).length());
        for (int i = 0; i < c.items().size(); i++) {
            String tag = tag(c, c.items().get(i)), value = quoted(c, 0, i);
            out.write(value.startsWith("\n") ? tag : tag + " ".repeat(width - tag.length() + 3));
            out.write(value + "\n");
        }
    }

    private static String tag(CifCategory c, String item) {
        return c.name().isEmpty() ? "_" + item : "_" + c.name() + "." + item;
    }

    private void loop(CifCategory c) throws IOException {
        out.write("loop_\n");
        for (String item : c.items()) out.write(tag(c, item) + " \n");
        int[] width = widths(c);
        var line = new StringBuilder();
        for (int r = 0; r < c.rows(); r++) {
            line.setLength(0);
            for (int i = 0; i < width.length; i++) {
                String value = quoted(c, r, i);
                line.append(value);
                if (!value.startsWith("\n")) line.repeat(' ', Math.max(0, width[i] - value.length()) + 1);
                else
                    line.append('\n');
            }
            trimEnd(line);
            out.append(line).write('\n');
        }
    }

    private static void trimEnd(StringBuilder line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\n')) end--;
        line.setLength(end);
    }

    private static int[] widths(CifCategory c) {
        var width = new int[c.items().size()];
        if (c.rows() > ALIGNED_ROWS) return width;
        for (int r = 0; r < c.rows(); r++)
            for (int i = 0; i < width.length; i++) {
                String value = quoted(c, r, i);
                if (!value.startsWith("\n")) width[i] = Math.max(width[i], value.length());
            }
        return width;
    }

    private static String quoted(CifCategory c, int row, int column) {
        String text = c.text(row, column);
        return c.isNull(row, column) ? text : quote(text);
    }

    /// The text as a CIF value: bare, in quotes, or as a text field that begins with a line break.
    static String quote(String text) {
        if (isBare(text)) return text;
        boolean oneLine = text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
        for (char quote : new char[]{'\'', '"'}) if (oneLine && mayQuote(text, quote)) return quote + text + quote;
        return "\n;" + text.replace("\n;", "\n ;") + "\n;";
    }

    private static boolean mayQuote(String text, char quote) {
        for (int i = text.indexOf(quote); i >= 0; i = text.indexOf(quote, i + 1))
            if (i + 1 < text.length() && (text.charAt(i + 1) == ' ' || text.charAt(i + 1) == '\t')) return false;
        return text.length() < 2000;
    }

    private static final List<String> RESERVED = List.of("data_", "save_", "loop_", "global_", "stop_");

    private static boolean isBare(String text) {
        if (text.isEmpty() || text.equals(".") || text.equals("?")) return false;
        if ("_#$'\"[];".indexOf(text.charAt(0)) >= 0) return false;
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) <= ' ') return false;
        for (String word : RESERVED) if (text.regionMatches(true, 0, word, 0, word.length())) return false;
        return true;
    }
}
