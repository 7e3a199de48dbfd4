package ceres.io;

import ceres.io.cif.CifBlock;
import ceres.io.cif.CifCategory;
import ceres.model.Structure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `_atom_site_anisotrop` of a refined model: rows of atoms that still have an anisotropic U.
final class AnisotropicCategory {
    private static final List<String> U = List.of("U[1][1]", "U[2][2]", "U[3][3]", "U[1][2]", "U[1][3]", "U[2][3]");

    private AnisotropicCategory() {}

    /// Empty if no atom has one. A file that keeps U in columns of `_atom_site` has no such category and gets none.
    static Optional<CifCategory> of(CifBlock base, AtomSiteCategory sites, Structure refined) {
        double[] u = refined.atoms().anisou();
        if (u == null || sites.has("aniso_U[1][1]")) return Optional.empty();
        var before = base.category("atom_site_anisotrop");
        var items = before.map(CifCategory::items).orElseGet(() -> {
            var own = new ArrayList<>(List.of("id", "type_symbol"));
            own.addAll(U);
            return own;
        });
        var table = new ArrayList<@Nullable String[]>();
        var oldRow = rowsById(before);
        for (int r = 0; r < sites.rows(); r++) {
            int a = sites.atom(r);
            if (Double.isNaN(u[6 * a])) continue;
            String id = sites.text(r, sites.column("id"));
            table.add(row(items, before, sites.originalRow(r) < 0 ? null : oldRow.get(id), id, refined, a, u));
        }
        return table.isEmpty() ? Optional.empty() : Optional.of(CifCategory.of("atom_site_anisotrop", items, table));
    }

    private static Map<String, Integer> rowsById(Optional<CifCategory> before) {
        var rows = new HashMap<String, Integer>();
        int id = before.map(c -> c.column("id")).orElse(-1);
        for (int r = 0; id >= 0 && r < before.orElseThrow().rows(); r++) rows.put(before.orElseThrow().text(r, id), r);
        return rows;
    }

    private static @Nullable String[] row(List<String> items, Optional<CifCategory> before, @Nullable Integer old, String id,
            Structure refined, int a,
            double[] u) {
        var row = new @Nullable String[items.size()];
        for (int c = 0; c < row.length; c++) {
            int k = U.indexOf(items.get(c));
            if (items.get(c).equals("id")) row[c] = id;
            else if (k >= 0) row[c] = value(before, old, c, u[6 * a + k]);
            else if (old != null && !before.orElseThrow().isNull(old, c)) row[c] = before.orElseThrow().text(old, c);
            else if (old != null) row[c] = before.orElseThrow().text(old, c).equals(".") ? CifCategory.NOT_APPLICABLE : null;
            else if (items.get(c).equals("type_symbol")) row[c] = refined.element(a).symbol().toUpperCase(java.util.Locale.ROOT);
        }
        return row;
    }

    private static String value(Optional<CifCategory> before, @Nullable Integer old, int column, double u) {
        if (old != null && before.isPresent() && before.get().number(old, column) == u) return before.get().text(old, column);
        return AtomSiteCategory.fixed(u, 4);
    }
}
