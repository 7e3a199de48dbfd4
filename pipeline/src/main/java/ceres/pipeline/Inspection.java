package ceres.pipeline;

import ceres.fault.Fault;
import ceres.fault.ReasonCode;
import ceres.io.EmdbHeaderReader;
import ceres.io.MapReader;
import ceres.io.MapSummary;
import ceres.io.ModelReader;
import ceres.io.ModelSummary;
import ceres.model.Assemblies;
import ceres.model.ModelHeader;
import ceres.model.NcsGroups;
import ceres.model.SecondaryStructure;
import ceres.model.Structure;
import ceres.pipeline.bundle.Json;
import ceres.restraint.BasePairs;
import ceres.restraint.InterpretOptions;
import ceres.restraint.InterpretationReport;
import ceres.restraint.Interpreter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What one file holds.
///
/// @param kind model, map or header
/// @param document everything found, as JSON prints it
public record Inspection(String kind, Map<String, Object> document) {
    static final Pattern MODEL = Pattern.compile("(?i).*\\.(cif|mmcif|bcif|pdb|ent|pdb[0-9]|cif_[a-z]+)(\\.gz)?");
    private static final Pattern MAP = Pattern.compile("(?i).*\\.(map|mrc|mrcs|ccp4|rec|st)(\\.gz)?");

    /// @param ligands dictionaries of the user
    ///
    /// Decides by the name, and where the name says nothing, by what can be read.
    public static Inspection of(Path file, List<Path> ligands) {
        Inputs.requireReadable("file", file, ReasonCode.UNREADABLE_MODEL);
        String name = file.getFileName().toString();
        if (MODEL.matcher(name).matches()) return model(file, ligands);
        if (MAP.matcher(name).matches()) return map(file);
        if (name.matches("(?i).*\\.xml(\\.gz)?"))
            return new Inspection("header", document("header", file, "header", EmdbHeaderReader.read(file)));
        try {
            return map(file);
        } catch (Fault.BadInput noMap) {
            return model(file, ligands);
        }
    }

    private static Inspection map(Path file) {
        return new Inspection("map", document("map", file, "map", MapSummary.of(MapReader.read(file))));
    }

    private static Inspection model(Path file, List<Path> ligands) {
        var read = ModelReader.read(file);
        var document = document("model", file, "model", ModelSummary.of(read));
        var report = Interpreter.interpret(read.structure(), read.header(), Dictionaries.of(ligands), InterpretOptions.DEFAULT)
                .report();
        document.put("restraints", restraints(report));
        document.put("secondary_structure", secondaryStructure(read.structure()));
        document.put("symmetry", symmetry(read.structure()));
        document.put("assemblies", assemblies(read.header()));
        return new Inspection("model", document);
    }

    private static Map<String, Object> restraints(InterpretationReport r) {
        var m = new LinkedHashMap<String, Object>();
        m.put("counts", r.counts());
        m.put("components", r.components());
        m.put("links", r.links());
        m.put("renamed", r.renamed());
        m.put("notes", r.notes());
        return m;
    }

    private static Map<String, Object> secondaryStructure(Structure s) {
        var found = SecondaryStructure.of(s);
        var m = new LinkedHashMap<String, Object>();
        m.put("helices", ranges(s, found.helices()));
        m.put("strands", ranges(s, found.strands()));
        m.put("base_pairs", BasePairs.find(s).size());
        return m;
    }

    private static List<String> ranges(Structure s, List<SecondaryStructure.Stretch> stretches) {
        return stretches.stream().map(r -> s.describeResidue(r.first()) + " - " + s.seq(r.last()) + " (" + r.kind() + ")")
                .toList();
    }

    /// Chains that are copies of each other.
    private static List<Map<String, Object>> symmetry(Structure s) {
        return NcsGroups.find(s).stream().map(g -> {
            var m = new LinkedHashMap<String, Object>();
            m.put("master", s.authChain(g.master()));
            m.put("copies", g.copies().stream().map(c -> s.authChain(c.chain())).toList());
            m.put("atoms", g.atoms().length);
            m.put("worst_rmsd", g.worstRmsd());
            return (Map<String, Object>) m;
        }).toList();
    }

    private static List<Map<String, Object>> assemblies(ModelHeader header) {
        return header.assemblies().stream().map(a -> {
            var m = new LinkedHashMap<String, Object>();
            m.put("id", a.id());
            m.put("details", a.details());
            m.put("copies", copies(() -> Assemblies.copies(header, a)));
            m.put("not_in_file", copies(() -> Assemblies.missing(header, a)));
            return (Map<String, Object>) m;
        }).toList();
    }

    /// How many copies, or what is wrong with the expression.
    private static Object copies(java.util.function.Supplier<List<Assemblies.Copy>> expand) {
        try {
            return expand.get().size();
        } catch (Fault undefined) {
            return undefined.found();
        }
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

    private static void rows(StringBuilder out, JsonNode list, String indent) {
        for (var row : list) {
            var words = new StringBuilder();
            for (var e : row.properties())
                if (!e.getValue().isNull())
                    words.append(words.isEmpty() ? "" : ", ").append(e.getKey().replace('_', ' ')).append(' ')
                            .append(e.getValue().isContainer() ? e.getValue().toString() : scalar(e.getValue()));
            out.append(indent).append(words).append('\n');
        }
    }

    private static void strings(StringBuilder out, JsonNode list, String indent) {
        for (var s : list) out.append(indent).append(s.asString()).append('\n');
    }

    private static String inline(JsonNode list) {
        var words = new StringBuilder();
        for (var v : list) words.append(words.isEmpty() ? "" : ", ").append(scalar(v));
        return words.toString();
    }

    private static String scalar(JsonNode v) {
        if (!v.isNumber() || v.isIntegralNumber()) return v.asString();
        double d = v.asDouble();
        return d == 0 || Math.abs(d) >= 1e-3 && Math.abs(d) < 1e7
                ? String.format(java.util.Locale.ROOT, "%.4f", d).replaceAll("\\.?0+$", "")
                : String.format(java.util.Locale.ROOT, "%.4g", d);
    }
}
