package ceres.io;

import ceres.io.cif.CifBlock;
import ceres.io.cif.CifCategory;
import ceres.model.Structure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What follows when a model has chains that its file had not: an assembly was expanded.
///
/// The new asym units are listed, and the model is now its own assembly: operators that made the copies must not be applied again.
final class AddedChains {
    private AddedChains() {}

    static Map<String, CifCategory> categories(CifBlock base, Structure s, AtomSiteCategory sites) {
        var before = base.category("struct_asym");
        if (before.isEmpty() || !before.get().has("id")) return Map.of();
        var known = new HashSet<String>();
        for (int r = 0; r < before.get().rows(); r++) known.add(before.get().text(r, before.get().column("id")));
        var added = new ArrayList<Integer>();
        for (int c = 0; c < s.chainCount(); c++) if (known.add(s.chains().labelId()[c])) added.add(c);
        if (added.isEmpty()) return Map.of();
        var categories = new LinkedHashMap<String, CifCategory>();
        categories.put("struct_asym", withChains(before.get(), s, added, sites));
        if (base.has("pdbx_struct_assembly_gen")) addAssembly(categories, s);
        base.category("struct_ncs_oper").filter(c -> c.has("code")).ifPresent(c -> categories.put("struct_ncs_oper", given(c)));
        return categories;
    }

    private static CifCategory withChains(CifCategory before, Structure s, List<Integer> added, AtomSiteCategory sites) {
        var entities = entities(sites);
        var table = copy(before);
        for (int c : added) {
            var row = new @Nullable String[before.items().size()];
            row[before.column("id")] = s.chains().labelId()[c];
            if (before.has("entity_id")) row[before.column("entity_id")] = entities.get(s.chains().labelId()[c]);
            table.add(row);
        }
        return CifCategory.of("struct_asym", before.items(), table);
    }

    private static Map<String, String> entities(AtomSiteCategory sites) {
        var entities = new LinkedHashMap<String, String>();
        int asym = sites.column("label_asym_id"), entity = sites.column("label_entity_id");
        for (int r = 0; asym >= 0 && entity >= 0 && r < sites.rows(); r++)
            if (!sites.isNull(r, entity)) entities.putIfAbsent(sites.text(r, asym), sites.text(r, entity));
        return entities;
    }

    private static void addAssembly(Map<String, CifCategory> categories, Structure s) {
        categories.put("pdbx_struct_assembly", CifCategory.of("pdbx_struct_assembly", List.of("id", "details"),
                rows(new String[]{"1", "the model as it stands: its assembly was expanded before refinement"})));
        categories.put("pdbx_struct_assembly_gen",
                CifCategory.of("pdbx_struct_assembly_gen", List.of("assembly_id", "oper_expression", "asym_id_list"),
                        rows(new String[]{"1", "1", String.join(",", s.chains().labelId())})));
        var items = new ArrayList<>(List.of("id", "type"));
        var identity = new ArrayList<@Nullable String>(List.of("1", "identity operation"));
        for (int i = 1; i <= 3; i++) {
            for (int j = 1; j <= 3; j++) {
                items.add("matrix[%d][%d]".formatted(i, j));
                identity.add(i == j ? "1.0000000000" : "0.0000000000");
            }
            items.add("vector[%d]".formatted(i));
            identity.add("0.0000000000");
        }
        categories.put("pdbx_struct_oper_list",
                CifCategory.of("pdbx_struct_oper_list", items, rows(identity.toArray(new String[0]))));
    }

    private static CifCategory given(CifCategory ncs) {
        var table = copy(ncs);
        for (var row : table) row[ncs.column("code")] = "given";
        return CifCategory.of("struct_ncs_oper", ncs.items(), table);
    }

    private static List<@Nullable String[]> rows(@Nullable String[] row) {
        var rows = new ArrayList<@Nullable String[]>();
        rows.add(row);
        return rows;
    }

    private static List<@Nullable String[]> copy(CifCategory c) {
        var table = new ArrayList<@Nullable String[]>();
        for (int r = 0; r < c.rows(); r++) {
            var row = new @Nullable String[c.items().size()];
            for (int i = 0; i < row.length; i++)
                row[i] = c.isNull(r, i) ? c.text(r, i).equals(".") ? CifCategory.NOT_APPLICABLE : null : c.text(r, i);
            table.add(row);
        }
        return table;
    }
}
