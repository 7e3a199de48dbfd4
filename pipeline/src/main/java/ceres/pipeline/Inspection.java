package ceres.pipeline;

import ceres.fault.Fault;
import ceres.fault.ReasonCode;
import ceres.io.EmdbHeaderReader;
import ceres.io.MapReader;
import ceres.io.MapSummary;
import ceres.pipeline.bundle.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What one file holds.
///
/// @param kind model, map or header
/// @param document everything found, as JSON prints it
public record Inspection(String kind, Map<String, Object> document) {
    static final Pattern MODEL = Pattern.compile("(?i).*\\.(cif|mmcif|bcif|pdb|ent|pdb[0-9]|cif_[a-z]+)(\\.gz)?");
    /// What a terminal shows of long lists; JSON has all.
    private static final int MOST_LINES = 60, MOST_WORDS = 12;
    private static final Pattern MAP = Pattern.compile("(?i).*\\.(map|mrc|mrcs|ccp4|rec|st)(\\.gz)?");

    /// What is known beside the file of a model.
    ///
    /// @param ligands dictionaries of the user
    /// @param map on which the symmetry of the model is tested
    /// @param halfMaps none or two
    /// @param resolution of the map, A; empty: as the model states
    /// @param assembly to be made of the file before it is interpreted
    public record Beside(List<Path> ligands, Optional<Path> map, List<Path> halfMaps, OptionalDouble resolution,
            Optional<String> assembly) {
        public static final Beside NOTHING = new Beside(List.of(), Optional.empty(), List.of(), OptionalDouble.empty(),
                Optional.empty());
    }

    /// Decides by the name, and where the name says nothing, by what can be read.
    public static Inspection of(Path file, Beside beside) {
        Inputs.requireReadable("file", file, ReasonCode.UNREADABLE_MODEL);
        String name = file.getFileName().toString();
        if (MODEL.matcher(name).matches()) return model(file, beside);
        if (MAP.matcher(name).matches()) return map(file);
        if (name.matches("(?i).*\\.xml(\\.gz)?"))
            return new Inspection("header", document("header", file, "header", EmdbHeaderReader.read(file)));
        try {
            return map(file);
        } catch (Fault.BadInput noMap) {
            return model(file, beside);
        }
    }

    private static Inspection map(Path file) {
        return new Inspection("map", document("map", file, "map", MapSummary.of(MapReader.read(file))));
    }

    private static Inspection model(Path file, Beside beside) {
        var document = new LinkedHashMap<String, Object>();
        document.put("file", file.toString());
        document.put("kind", "model");
        document.putAll(new ModelInspection(file, beside).parts());
        return new Inspection("model", document);
    }

    private static Map<String, Object> document(String kind, Path file, String key, Object summary) {
        var m = new LinkedHashMap<String, Object>();
        m.put("file", file.toString());
        m.put("kind", kind);
        m.put(key, summary);
        return m;
    }

    /// For a terminal: the same, indented, without the punctuation of JSON.
    public String text() {
        var out = new StringBuilder();
        lines(out, Json.mapper().valueToTree(document), "");
        return out.toString();
    }

    private static void lines(StringBuilder out, JsonNode node, String indent) {
        for (var e : node.properties()) {
            var value = e.getValue();
            if (value.isNull() || value.isContainer() && value.isEmpty()) continue;
            out.append(indent).append(e.getKey().replace('_', ' ')).append(':');
            if (value.isObject()) lines(out.append('\n'), value, indent + "  ");
            else if (value.isArray() && value.get(0).isContainer()) rows(out.append('\n'), value, indent + "  ");
            else if (value.isArray() && value.get(0).isString()) strings(out.append('\n'), value, indent + "  ");
            else
                out.append(' ').append(value.isArray() ? inline(value) : scalar(value)).append('\n');
        }
    }

    /// A table: a column for each key, numbers to the right.
    private static void rows(StringBuilder out, JsonNode list, String indent) {
        var keys = new LinkedHashSet<String>();
        for (var row : list) for (var e : row.properties()) if (!isNothing(e.getValue())) keys.add(e.getKey());
        var lines = new ArrayList<List<String>>();
        lines.add(keys.stream().map(k -> k.replace('_', ' ')).toList());
        int shown = Math.min(list.size(), MOST_LINES);
        for (int k = 0; k < shown; k++) lines.add(cells(list.get(k), keys));
        var columns = List.copyOf(keys);
        int[] width = new int[columns.size()];
        for (var line : lines) for (int c = 0; c < width.length; c++) width[c] = Math.max(width[c], line.get(c).length());
        for (var line : lines) {
            var text = new StringBuilder(indent);
            for (int c = 0; c < width.length; c++) {
                boolean number = list.get(0).path(columns.get(c)).isNumber();
                String pad = " ".repeat(width[c] - line.get(c).length());
                text.append(c == 0 ? "" : "  ").append(number ? pad : "").append(line.get(c)).append(number ? "" : pad);
            }
            out.append(text.toString().stripTrailing()).append('\n');
        }
        if (shown < list.size()) out.append(indent).append(more(list.size() - shown)).append('\n');
    }

    private static List<String> cells(JsonNode row, Set<String> keys) {
        return keys.stream().map(k -> row.has(k) && !isNothing(row.get(k)) ? cell(row.get(k)) : "").toList();
    }

    private static boolean isNothing(JsonNode v) { return v.isNull() || v.isContainer() && v.isEmpty(); }

    private static String cell(JsonNode v) {
        if (v.isArray()) return inline(v);
        if (!v.isObject()) return scalar(v);
        var words = new StringBuilder();
        for (var e : v.properties())
            words.append(words.isEmpty() ? "" : ", ").append(e.getKey().replace('_', ' ')).append(' ')
                    .append(scalar(e.getValue()));
        return words.toString();
    }

    private static void strings(StringBuilder out, JsonNode list, String indent) {
        int shown = list.size() > MOST_LINES ? MOST_LINES : list.size();
        for (int k = 0; k < shown; k++) out.append(indent).append(list.get(k).asString()).append('\n');
        if (shown < list.size()) out.append(indent).append(more(list.size() - shown)).append('\n');
    }

    private static String more(int n) { return "... and " + n + " more (--json has them all)"; }

    private static String inline(JsonNode list) {
        var words = new StringBuilder();
        int shown = list.size() > MOST_WORDS ? MOST_WORDS - 2 : list.size();
        for (int k = 0; k < shown; k++) words.append(k == 0 ? "" : ", ").append(scalar(list.get(k)));
        return shown < list.size() ? words + " ... (" + list.size() + ")" : words.toString();
    }

    private static String scalar(JsonNode v) {
        if (!v.isNumber() || v.isIntegralNumber()) return v.asString();
        double d = v.asDouble();
        return d == 0 || Math.abs(d) >= 1e-3 && Math.abs(d) < 1e7
                ? String.format(java.util.Locale.ROOT, "%.4f", d).replaceAll("\\.?0+$", "")
                : String.format(java.util.Locale.ROOT, "%.4g", d);
    }
}
