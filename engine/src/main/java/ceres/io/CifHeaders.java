package ceres.io;

import ceres.io.cif.CifBlock;
import ceres.io.cif.CifCategory;
import ceres.map.UnitCell;
import ceres.model.ModelHeader;
import ceres.model.ModelHeader.Assembly;
import ceres.model.ModelHeader.Generator;
import ceres.model.ModelHeader.Link;
import ceres.model.ModelHeader.Operator;
import ceres.model.ModelHeader.Partner;
import ceres.model.ModelHeader.Range;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What an mmCIF block says beside its atoms. An item that is absent, `.`, `?` or no number says nothing; it is never an error.
///
/// Source: PDBx/mmCIF dictionary.
final class CifHeaders {
    /// Where a resolution may stand, the item that speaks for a cryo-EM map first. `_refine.ls_d_res_high` of a cryo-EM entry is what
    /// its refinement program wrote, which need not be the resolution of the map.
    private static final List<String> RESOLUTION_ITEMS = List.of("em_3d_reconstruction.resolution", "refine.ls_d_res_high",
            "reflns.d_resolution_high");
    /// Operators of `_struct_ncs_oper` bear this before their id, for ids of the two operator lists overlap.
    static final String NCS = ceres.model.Assemblies.NCS;

    private final CifBlock block;

    private CifHeaders(CifBlock block) { this.block = block; }

    static ModelHeader read(CifBlock block) {
        var h = new CifHeaders(block);
        return new ModelHeader(block.value("entry.id"), h.emdbIds(), block.value("struct.title"), h.column("exptl.method"),
                h.resolutions(),
                h.cell(), h.polymerTypes(), h.sequences(), h.links(), h.helices(), h.strands(), h.operators(), h.assemblies());
    }

    /// The maps that the model was built in: `associated EM volume`, not the other volumes of the same study.
    private List<String> emdbIds() {
        var ids = new LinkedHashSet<String>();
        for (var row : rows("pdbx_database_related"))
            if (row.is("db_name", "EMDB") && row.is("content_type", "associated EM volume"))
                row.text("db_id").ifPresent(ids::add);
        if (ids.isEmpty())
            for (var row : rows("database_2")) if (row.is("database_id", "EMDB")) row.text("database_code").ifPresent(ids::add);
        return List.copyOf(ids);
    }

    private Map<String, Double> resolutions() {
        var found = new LinkedHashMap<String, Double>();
        for (String item : RESOLUTION_ITEMS) {
            int n = 0;
            for (var row : rows(item.substring(0, item.indexOf('.')))) {
                double value = row.number(item.substring(item.indexOf('.') + 1));
                if (value > 0 && value < 99) found.put("_" + item + (n++ == 0 ? "" : "#" + n), value);
            }
        }
        return Collections.unmodifiableMap(found);
    }

    private Optional<UnitCell> cell() {
        for (var row : rows("cell")) {
            double a = row.number("length_a"), b = row.number("length_b"), c = row.number("length_c");
            if (a > 0 && b > 0 && c > 0)
                return Optional.of(
                        new UnitCell(a, b, c, angle(row, "angle_alpha"), angle(row, "angle_beta"), angle(row, "angle_gamma")));
        }
        return Optional.empty();
    }

    private static double angle(Row row, String item) {
        double angle = row.number(item);
        return angle > 0 && angle < 180 ? angle : 90;
    }

    private Map<String, String> polymerTypes() {
        var types = new LinkedHashMap<String, String>();
        for (var row : rows("entity_poly"))
            row.text("entity_id").ifPresent(id -> row.text("type").ifPresent(type -> types.put(id, type)));
        return Collections.unmodifiableMap(types);
    }

    private Map<String, List<String>> sequences() {
        var sequences = new LinkedHashMap<String, List<String>>();
        var lastNumber = new LinkedHashMap<String, String>();
        for (var row : rows("entity_poly_seq")) {
            String entity = row.text("entity_id").orElse(""), number = row.text("num").orElse("");
            if (number.equals(lastNumber.put(entity, number))) continue;
            row.text("mon_id").ifPresent(monomer -> sequences.computeIfAbsent(entity, _ -> new ArrayList<>()).add(monomer));
        }
        sequences.replaceAll((_, list) -> List.copyOf(list));
        return Collections.unmodifiableMap(sequences);
    }

    private List<Link> links() {
        var links = new ArrayList<Link>();
        for (var row : rows("struct_conn")) {
            var first = partner(row, "ptnr1");
            var second = partner(row, "ptnr2");
            if (first.isEmpty() || second.isEmpty()) continue;
            String symmetry1 = row.text("ptnr1_symmetry").orElse("1_555"), symmetry2 = row.text("ptnr2_symmetry").orElse("1_555");
            String type = row.text("conn_type_id").orElse("covale").toLowerCase(Locale.ROOT);
            links.add(new Link(type, first.get(), second.get(), !symmetry1.equals(symmetry2)));
        }
        return List.copyOf(links);
    }

    private static Optional<Partner> partner(Row row, String p) {
        var chain = row.text(p + "_auth_asym_id").or(() -> row.text(p + "_label_asym_id"));
        var residue = row.text(p + "_auth_comp_id").or(() -> row.text(p + "_label_comp_id"));
        var seq = row.integer(p + "_auth_seq_id").or(() -> row.integer(p + "_label_seq_id"));
        var atom = row.text(p + "_label_atom_id").or(() -> row.text(p + "_auth_atom_id"));
        if (chain.isEmpty() || residue.isEmpty() || seq.isEmpty() || atom.isEmpty()) return Optional.empty();
        return Optional
                .of(new Partner(chain.get(), residue.get(), seq.get(), row.letter("pdbx_" + p + "_PDB_ins_code"), atom.get(),
                        row.letter("pdbx_" + p + "_label_alt_id")));
    }

    private List<Range> helices() {
        var ranges = new ArrayList<Range>();
        for (var row : rows("struct_conf"))
            if (row.text("conf_type_id").orElse("").toUpperCase(Locale.ROOT).startsWith("HELX"))
                range(row).ifPresent(ranges::add);
        return List.copyOf(ranges);
    }

    private List<Range> strands() {
        var ranges = new LinkedHashMap<String, Range>();
        for (var row : rows("struct_sheet_range"))
            range(row).ifPresent(
                    r -> ranges.put(r.chain() + " " + r.firstSeq() + r.firstIcode() + " " + r.lastSeq() + r.lastIcode(), r));
        return List.copyOf(ranges.values());
    }

    private static Optional<Range> range(Row row) {
        var chain = row.text("beg_auth_asym_id").or(() -> row.text("beg_label_asym_id"));
        var first = row.integer("beg_auth_seq_id").or(() -> row.integer("beg_label_seq_id"));
        var last = row.integer("end_auth_seq_id").or(() -> row.integer("end_label_seq_id"));
        if (chain.isEmpty() || first.isEmpty() || last.isEmpty()) return Optional.empty();
        return Optional.of(new Range(chain.get(), first.get(), row.letter("pdbx_beg_PDB_ins_code"), last.get(),
                row.letter("pdbx_end_PDB_ins_code")));
    }

    private Map<String, Operator> operators() {
        var operators = new LinkedHashMap<String, Operator>();
        for (var row : rows("pdbx_struct_oper_list")) operator(row, "", false).ifPresent(o -> operators.put(o.id(), o));
        for (var row : rows("struct_ncs_oper"))
            operator(row, NCS, row.is("code", "given")).ifPresent(o -> operators.put(o.id(), o));
        return Collections.unmodifiableMap(operators);
    }

    private static Optional<Operator> operator(Row row, String prefix, boolean given) {
        var rotation = new double[9];
        var translation = new double[3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) rotation[3 * i + j] = row.number("matrix[" + (i + 1) + "][" + (j + 1) + "]");
            translation[i] = row.number("vector[" + (i + 1) + "]");
        }
        double sum = 0;
        for (double v : rotation) sum += v;
        for (double v : translation) sum += v;
        if (!Double.isFinite(sum)) return Optional.empty();
        return row.text("id").map(id -> new Operator(prefix + id, rotation, translation, given));
    }

    private List<Assembly> assemblies() {
        var generators = new LinkedHashMap<String, List<Generator>>();
        for (var row : rows("pdbx_struct_assembly_gen")) {
            var expression = row.text("oper_expression");
            var asyms = row.text("asym_id_list");
            if (expression.isEmpty() || asyms.isEmpty()) continue;
            generators.computeIfAbsent(row.text("assembly_id").orElse("1"), _ -> new ArrayList<>())
                    .add(new Generator(expression.get().replaceAll("\\s", ""), List.of(asyms.get().strip().split("\\s*,\\s*"))));
        }
        var details = new LinkedHashMap<String, String>();
        for (var row : rows("pdbx_struct_assembly"))
            row.text("id").ifPresent(id -> details.put(id, row.text("details").orElse("")));
        var assemblies = new ArrayList<Assembly>();
        generators.forEach((id, list) -> assemblies.add(new Assembly(id, details.getOrDefault(id, ""), List.copyOf(list))));
        return List.copyOf(assemblies);
    }

    private List<String> column(String item) {
        var values = new ArrayList<String>();
        for (var row : rows(item.substring(0, item.indexOf('.'))))
            row.text(item.substring(item.indexOf('.') + 1)).ifPresent(values::add);
        return List.copyOf(values);
    }

    private List<Row> rows(String category) {
        var rows = new ArrayList<Row>();
        block.category(category).ifPresent(c -> {
            for (int r = 0; r < c.rows(); r++) rows.add(new Row(c, r));
        });
        return rows;
    }

    /// A row of a category, forgiving.
    private record Row(CifCategory category, int row) {
        Optional<String> text(String item) { return category.value(row, item).filter(v -> !v.isBlank()).map(String::strip); }

        boolean is(String item, String value) { return text(item).filter(value::equalsIgnoreCase).isPresent(); }

        double number(String item) {
            int column = category.column(item);
            try {
                return column < 0 ? Double.NaN : category.number(row, column);
            } catch (NumberFormatException e) {
                return Double.NaN;
            }
        }

        Optional<Integer> integer(String item) {
            double value = number(item);
            return value == Math.rint(value) && Math.abs(value) < Integer.MAX_VALUE ? Optional.of((int) value) : Optional.empty();
        }

        char letter(String item) { return text(item).map(t -> t.charAt(0)).orElse((char) 0); }
    }
}
