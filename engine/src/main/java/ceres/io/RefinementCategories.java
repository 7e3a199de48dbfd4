package ceres.io;

import ceres.io.cif.CifBlock;
import ceres.io.cif.CifCategory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// The categories of an mmCIF file that say how a model was refined, for a model that was refined by this program from another one.
///
/// Source: PDBx/mmCIF dictionary; what the archive asks of an entry by electron microscopy (design notes, features 4.3).
final class RefinementCategories {
    private static final String METHOD = "ELECTRON MICROSCOPY";
    private final CifBlock original;
    private final RefinementRecord record;
    private final String entry;

    RefinementCategories(CifBlock original, RefinementRecord record) {
        this.original = original;
        this.record = record;
        this.entry = original.value("entry.id").orElse(original.name());
    }

    /// The categories by name; each replaces its namesake.
    Map<String, CifCategory> all() {
        var all = new LinkedHashMap<String, CifCategory>();
        for (var category : List.of(fitting(), emSoftware(), software(), refine())) all.put(category.name(), category);
        restraints().ifPresent(c -> all.put(c.name(), c));
        initialModel().ifPresent(c -> all.put(c.name(), c));
        related().ifPresent(c -> all.put(c.name(), c));
        return all;
    }

    /// Categories about the original coordinates that no longer hold.
    static boolean isStale(String category) {
        String name = category.toLowerCase(Locale.ROOT);
        return name.startsWith("pdbx_validate_") || name.startsWith("pdbx_refine_tls")
                || List.of("refine_hist", "refine_ls_shell",
                        "refine_analyze", "refine_ls_restr_ncs", "refine_b_iso", "refine_occupancy", "refine_ls_restr",
                        "pdbx_refine", "refine",
                        "pdbx_refine_component", "atom_site_anisotrop").contains(name);
    }

    private CifCategory fitting() {
        return single("em_3d_fitting", "id", "1", "entry_id", entry, "ref_space", "REAL", "ref_protocol", "FLEXIBLE FIT",
                "target_criteria",
                "Correlation coefficient", "overall_b_value", number(record.meanB(), 2), "method", null, "details", details());
    }

    private String details() {
        String by = record.details().contains(record.program())
                ? ""
                : "Re-refined with %s %s. ".formatted(record.program(), record.version());
        return (by + record.details().strip()).strip() + " Not an entry of the Protein Data Bank.";
    }

    /// The program's name is an enumeration of the archive, which does not list ours; so it stands in the details.
    private CifCategory emSoftware() {
        return appended("em_software",
                Map.of("category", "MODEL REFINEMENT", "details", record.program() + " " + record.version(), "fitting_id", "1"),
                List.of("id", "category", "name", "version", "details", "fitting_id"), "id");
    }

    private CifCategory software() {
        return appended("software", Map.of("classification", "refinement", "name", record.program(), "version", record.version()),
                List.of("pdbx_ordinal", "classification", "name", "version"), "pdbx_ordinal");
    }

    private CifCategory refine() {
        return single("refine", "pdbx_refine_id", METHOD, "entry_id", entry, "ls_d_res_high", plain(record.resolution()),
                "B_iso_mean",
                number(record.meanB(), 2), "pdbx_ls_cross_valid_method", record.fscFree().isPresent() ? "THROUGHOUT" : "NONE",
                "pdbx_average_fsc_overall", number(record.fscAverage(), 4), "pdbx_average_fsc_work", number(record.fscWork(), 4),
                "pdbx_average_fsc_free", number(record.fscFree(), 4), "details", details());
    }

    private Optional<CifCategory> restraints() {
        if (record.restraints().isEmpty()) return Optional.empty();
        var rows = new ArrayList<@Nullable String[]>();
        for (var r : record.restraints())
            rows.add(new String[]{METHOD, r.type(), AtomSiteCategory.fixed(r.deviation(), 4), null, Integer.toString(r.count()),
                null, null});
        return Optional.of(CifCategory.of("refine_ls_restr",
                List.of("pdbx_refine_id", "type", "dev_ideal", "dev_ideal_target", "number", "weight", "pdbx_restraint_function"),
                rows));
    }

    private Optional<String> pdbId() { return Optional.of(entry).filter(e -> e.matches("(?i)[0-9][a-z0-9]{3}|pdb_[a-z0-9]{8}")); }

    private Optional<CifCategory> initialModel() {
        return pdbId().map(id -> appended("pdbx_initial_refinement_model",
                Map.of("type", "experimental model", "source_name", "PDB", "accession_code", id, "details",
                        "the deposited model"),
                List.of("id", "entity_id_list", "type", "source_name", "accession_code", "details"), "id"));
    }

    private Optional<CifCategory> related() {
        var rows = new ArrayList<Map<String, String>>();
        pdbId().ifPresent(id -> rows
                .add(Map.of("db_name", "PDB", "db_id", id, "content_type", "re-refinement", "details", "starting model")));
        record.emdbId().filter(id -> !relates(id)).ifPresent(id -> rows.add(Map.of("db_name", "EMDB", "db_id", id, "content_type",
                "associated EM volume")));
        if (rows.isEmpty()) return Optional.empty();
        CifCategory category = original.category("pdbx_database_related").orElse(null);
        for (var row : rows)
            category = appended(category, "pdbx_database_related", row, List.of("db_name", "details", "db_id", "content_type"),
                    "");
        return Optional.ofNullable(category);
    }

    private boolean relates(String id) {
        var related = original.category("pdbx_database_related");
        for (int r = 0; related.isPresent() && r < related.get().rows(); r++)
            if (related.get().value(r, "db_id").filter(id::equalsIgnoreCase).isPresent()) return true;
        return false;
    }

    private CifCategory appended(String name, Map<String, String> row, List<String> items, String ordinal) {
        return appended(original.category(name).orElse(null), name, row, items, ordinal);
    }

    /// The category with one more row, its columns plus those that the row needs.
    ///
    /// @param items columns if the category is new
    /// @param ordinal column that counts the rows, empty for none
    private static CifCategory appended(@Nullable CifCategory before, String name, Map<String, String> row, List<String> items,
            String ordinal) {
        var columns = new ArrayList<>(before == null ? items : before.items());
        for (String item : items)
            if (columns.stream().noneMatch(item::equalsIgnoreCase) && (row.containsKey(item) || item.equals(ordinal)))
                columns.add(item);
        var table = new ArrayList<@Nullable String[]>();
        int last = 0;
        for (int r = 0; before != null && r < before.rows(); r++) {
            var copy = new @Nullable String[columns.size()];
            for (int c = 0; c < before.items().size(); c++)
                copy[c] = before.isNull(r, c) ? nothing(before.text(r, c)) : before.text(r, c);
            int counter = columns.indexOf(ordinal);
            if (counter >= 0 && copy[counter] == null) copy[counter] = Integer.toString(r + 1);
            if (counter >= 0) last = Math.max(last, whole(copy[counter]));
            table.add(copy);
        }
        var added = new @Nullable String[columns.size()];
        for (int c = 0; c < added.length; c++)
            added[c] = columns.get(c).equals(ordinal) ? Integer.toString(last + 1) : row.get(columns.get(c));
        table.add(added);
        return CifCategory.of(name, columns, table);
    }

    private static @Nullable String nothing(String text) { return text.equals(".") ? CifCategory.NOT_APPLICABLE : null; }

    private static int whole(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    private static CifCategory single(String name, @Nullable String... itemsAndValues) {
        var items = new ArrayList<String>();
        var values = new ArrayList<@Nullable String>();
        for (int i = 0; i < itemsAndValues.length; i += 2) {
            items.add(String.valueOf(itemsAndValues[i]));
            values.add(itemsAndValues[i + 1]);
        }
        var rows = new ArrayList<@Nullable String[]>();
        rows.add(values.toArray(new String[0]));
        return CifCategory.of(name, items, rows);
    }

    private static @Nullable String plain(OptionalDouble value) {
        return value.isPresent() ? java.math.BigDecimal.valueOf(value.getAsDouble()).toPlainString() : null;
    }

    private static @Nullable String number(OptionalDouble value, int decimals) {
        return value.isPresent() ? AtomSiteCategory.fixed(value.getAsDouble(), decimals) : null;
    }

}
