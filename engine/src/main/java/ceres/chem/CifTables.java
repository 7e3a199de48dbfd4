package ceres.chem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tables of dictionary files in CIF: by block, by category, a list of rows. As much of CIF as dictionaries use: loops, single
/// items, quoted words, text between semicolons, comments. (Models are read by `ceres.io`, which keeps everything; this keeps what restraints
/// need.)
final class CifTables {
    /// One row: item name without its category, lower case, to value; `?` and `.` are left out.
    record Row(Map<String, String> values) {
        String get(String... items) {
            for (String item : items) {
                String v = values.get(item);
                if (v != null) return v;
            }
            return "";
        }

        double number(String... items) {
            String word = get(items);
            int bracket = word.indexOf('(');
            try {
                return word.isEmpty() ? Double.NaN : Double.parseDouble(bracket > 0 ? word.substring(0, bracket) : word);
            } catch (NumberFormatException e) {
                return Double.NaN;
            }
        }
    }

    private final String text;
    private int at;
    private boolean quoted;

    private CifTables(String text) { this.text = text; }

    /// Block name (lower case, without `data_`) to category (lower case) to rows.
    static Map<String, Map<String, List<Row>>> read(String text) { return new CifTables(text).read(); }

    private Map<String, Map<String, List<Row>>> read() {
        Map<String, Map<String, List<Row>>> blocks = new LinkedHashMap<>();
        Map<String, List<Row>> block = new HashMap<>();
        String word = next();
        while (word != null) {
            String lower = word.toLowerCase(java.util.Locale.ROOT);
            if (!quoted && lower.startsWith("data_")) {
                block = blocks.computeIfAbsent(lower.substring(5), k -> new HashMap<>());
                word = next();
            } else if (!quoted && lower.equals("loop_")) word = loop(block);
            else if (!quoted && word.startsWith("_")) {
                String value = next();
                if (value != null) single(block, lower, value);
                word = next();
            } else
                word = next();
        }
        return blocks;
    }

    private void single(Map<String, List<Row>> block, String item, String value) {
        int dot = item.indexOf('.');
        if (dot < 0) return;
        var rows = block.computeIfAbsent(item.substring(0, dot), k -> new ArrayList<>());
        if (rows.isEmpty()) rows.add(new Row(new HashMap<>()));
        put(rows.getFirst().values, item.substring(dot + 1), value);
    }

    private void put(Map<String, String> row, String item, String value) {
        if (quoted || !value.equals("?") && !value.equals(".")) row.put(item, value.strip());
    }

    /// @return the word after the loop
    private @Nullable String loop(Map<String, List<Row>> block) {
        List<String> items = new ArrayList<>();
        String word = next(), category = "";
        for (; word != null && !quoted && word.startsWith("_"); word = next()) {
            int dot = word.indexOf('.');
            category = dot < 0 ? "" : word.substring(0, dot).toLowerCase(java.util.Locale.ROOT);
            items.add(word.substring(dot + 1).toLowerCase(java.util.Locale.ROOT));
        }
        var rows = block.computeIfAbsent(category, k -> new ArrayList<>());
        while (word != null && (quoted || !isKeyword(word))) {
            Map<String, String> row = new HashMap<>();
            for (String item : items) {
                if (word == null || !quoted && isKeyword(word)) return word;
                put(row, item, word);
                word = next();
            }
            rows.add(new Row(row));
            if (items.isEmpty()) return word;
        }
        return word;
    }

    private static boolean isKeyword(String word) {
        return word.startsWith("_") || word.regionMatches(true, 0, "loop_", 0, 5) || word.regionMatches(true, 0, "data_", 0, 5);
    }

    /// The next word, null at the end; [#quoted] tells whether it stood in quotes.
    private @Nullable String next() {
        quoted = false;
        int n = text.length();
        while (at < n) {
            char c = text.charAt(at);
            if (c == '#') while (at < n && text.charAt(at) != '\n') at++;
            else if (c <= ' ') at++;
            else
                break;
        }
        if (at >= n) return null;
        char c = text.charAt(at);
        if (c == ';' && (at == 0 || text.charAt(at - 1) == '\n')) return semicolons();
        if (c == '\'' || c == '"') return quotes(c);
        int from = at;
        while (at < n && text.charAt(at) > ' ') at++;
        return text.substring(from, at);
    }

    private String semicolons() {
        int end = text.indexOf("\n;", at);
        String value = text.substring(at + 1, end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end + 2;
        quoted = true;
        return value;
    }

    private String quotes(char mark) {
        int from = at + 1, end = from;
        while (end < text.length() && text.charAt(end) != '\n'
                && !(text.charAt(end) == mark && (end + 1 == text.length() || text.charAt(end + 1) <= ' ')))
            end++;
        at = Math.min(text.length(), end + 1);
        quoted = true;
        return text.substring(from, Math.min(end, text.length()));
    }
}
