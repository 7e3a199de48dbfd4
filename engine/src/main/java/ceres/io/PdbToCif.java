package ceres.io;

import ceres.io.cif.CifBlock;
import ceres.io.cif.CifCategory;
import ceres.model.ModelHeader;
import ceres.model.Structure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An mmCIF block of what a PDB file said: entities and their sequences, asym units, atoms with label ids, links, secondary structure,
/// assemblies, method, resolution, related maps.
///
/// Source: PDBx/mmCIF dictionary.
final class PdbToCif {
    private final ModelHeader header;
    private final Structure s;
    private final Entities entities;
    private final String entry;
    private final List<CifCategory> categories = new ArrayList<>();

    private PdbToCif(ModelFile file) {
        header = file.header();
        s = file.structure();
        entities = Entities.of(s, header);
        entry = header.entryId().map(id -> id.toUpperCase(java.util.Locale.ROOT)).orElse(nameOf(file));
    }

    private static String nameOf(ModelFile file) {
        String name = file.path().getFileName().toString().replaceFirst("\\.gz$", "").replaceFirst("\\.[A-Za-z]+$", "");
        String safe = name.replaceAll("[^A-Za-z0-9_-]", "_");
        return safe.isEmpty() ? "model" : safe;
    }

    static CifBlock block(ModelFile file) {
        var maker = new PdbToCif(file);
        maker.make();
        return new CifBlock(maker.entry, List.copyOf(maker.categories));
    }

    private void make() {
        pairs("entry", "id", entry);
        related();
        pairs("exptl", "entry_id", entry, "method", header.methods().isEmpty() ? null : header.methods().getFirst());
        pairs("struct", "entry_id", entry, "title", header.title().orElse(null));
        header.cell().ifPresent(c -> pairs("cell", "entry_id", entry, "length_a", fixed(c.a()), "length_b", fixed(c.b()),
                "length_c", fixed(c.c()),
                "angle_alpha", fixed(c.alphaDeg()), "angle_beta", fixed(c.betaDeg()), "angle_gamma", fixed(c.gammaDeg())));
        pairs("symmetry", "entry_id", entry, "space_group_name_H-M", "P 1", "Int_Tables_number", "1");
        resolution();
        entityTables();
        structure();
        PdbLinks.of(header, s, entities).ifPresent(this::linkTables);
        assemblies();
        atoms();
    }

    private void linkTables(PdbLinks links) {
        table("struct_conn_type", List.of("id"), links.types());
        table("struct_conn", PdbLinks.ITEMS, links.rows());
    }

    private void related() {
        var rows = new ArrayList<@Nullable String[]>();
        for (String id : header.emdbIds()) rows.add(new String[]{"EMDB", null, id, "associated EM volume"});
        table("pdbx_database_related", List.of("db_name", "details", "db_id", "content_type"), rows);
    }

    private void resolution() {
        boolean microscopy = header.methods().stream()
                .anyMatch(m -> m.toUpperCase(java.util.Locale.ROOT).contains("ELECTRON MICROSCOPY"));
        if (!microscopy || header.resolutions().isEmpty()) return;
        double value = header.resolutions().getOrDefault("REMARK 3", header.resolutions().values().iterator().next());
        pairs("em_3d_reconstruction", "entry_id", entry, "id", "1", "resolution",
                java.math.BigDecimal.valueOf(value).toPlainString());
    }

    private void entityTables() {
        var entity = new ArrayList<@Nullable String[]>();
        var poly = new ArrayList<@Nullable String[]>();
        var sequence = new ArrayList<@Nullable String[]>();
        for (var e : entities.list()) {
            entity.add(new String[]{e.id(), e.type(), e.description(), Integer.toString(e.copies())});
            if (!e.isPolymer()) continue;
            poly.add(new String[]{e.id(), e.polymerType(), "no", e.hasModified() ? "yes" : "no", e.oneLetter(),
                String.join(",", e.strands())});
            for (int i = 0; i < e.sequence().size(); i++)
                sequence.add(new String[]{e.id(), Integer.toString(i + 1), e.sequence().get(i), "n"});
        }
        table("entity", List.of("id", "type", "pdbx_description", "pdbx_number_of_molecules"), entity);
        table("entity_poly",
                List.of("entity_id", "type", "nstd_linkage", "nstd_monomer", "pdbx_seq_one_letter_code", "pdbx_strand_id"), poly);
        table("entity_poly_seq", List.of("entity_id", "num", "mon_id", "hetero"), sequence);
        var components = new ArrayList<@Nullable String[]>();
        for (String id : entities.components()) components.add(new String[]{id, entities.componentType(id)});
        table("chem_comp", List.of("id", "type"), components);
        var asym = new ArrayList<@Nullable String[]>();
        for (int c = 0; c < s.chainCount(); c++)
            asym.add(new String[]{s.chains().labelId()[c], "N", "N", entities.ofChain(c).id(), null});
        table("struct_asym", List.of("id", "pdbx_blank_PDB_chainid_flag", "pdbx_modified", "entity_id", "details"), asym);
    }

    private static final List<String> RANGE = List.of("beg_label_comp_id", "beg_label_asym_id", "beg_label_seq_id",
            "pdbx_beg_PDB_ins_code",
            "end_label_comp_id", "end_label_asym_id", "end_label_seq_id", "pdbx_end_PDB_ins_code", "beg_auth_comp_id",
            "beg_auth_asym_id",
            "beg_auth_seq_id", "end_auth_comp_id", "end_auth_asym_id", "end_auth_seq_id");

    private void structure() {
        var helices = new ArrayList<@Nullable String[]>();
        for (var range : header.helices()) {
            String n = Integer.toString(helices.size() + 1);
            rangeRow(range, "HELX_P", "HELX_P" + n, n).ifPresent(helices::add);
        }
        if (!helices.isEmpty()) table("struct_conf_type", List.of("id"), rows(new String[]{"HELX_P"}));
        table("struct_conf", with(List.of("conf_type_id", "id", "pdbx_PDB_helix_id")), helices);
        var strands = new ArrayList<@Nullable String[]>();
        for (var range : header.strands()) rangeRow(range, "A", Integer.toString(strands.size() + 1)).ifPresent(strands::add);
        if (!strands.isEmpty())
            table("struct_sheet", List.of("id", "number_strands"), rows(new String[]{"A", Integer.toString(strands.size())}));
        table("struct_sheet_range", with(List.of("sheet_id", "id")), strands);
    }

    private static List<String> with(List<String> first) {
        var items = new ArrayList<>(first);
        items.addAll(RANGE);
        return items;
    }

    private java.util.Optional<@Nullable String[]> rangeRow(ModelHeader.Range range, String... first) {
        int from = entities.residue(range.chain(), range.firstSeq(), range.firstIcode());
        int to = entities.residue(range.chain(), range.lastSeq(), range.lastIcode());
        if (from < 0 || to < 0) return java.util.Optional.empty();
        var row = new ArrayList<@Nullable String>(List.of(first));
        for (int r : new int[]{from, to}) {
            row.add(s.residueName(r));
            row.add(s.chains().labelId()[s.chainOf(r)]);
            row.add(Integer.toString(entities.labelSeq(r)));
            row.add(s.icode(r) == 0 ? null : String.valueOf(s.icode(r)));
        }
        for (int r : new int[]{from, to}) {
            row.add(s.residueName(r));
            row.add(s.authChain(s.chainOf(r)));
            row.add(Integer.toString(s.seq(r)));
        }
        return java.util.Optional.of(row.toArray(new String[0]));
    }

    private void assemblies() {
        var assembly = new ArrayList<@Nullable String[]>();
        var generators = new ArrayList<@Nullable String[]>();
        for (var a : header.assemblies()) {
            assembly.add(new String[]{a.id(), a.details().isEmpty() ? null : a.details()});
            for (var g : a.generators())
                generators.add(new String[]{a.id(), g.expression(), String.join(",", asymIds(g.asymIds()))});
        }
        table("pdbx_struct_assembly", List.of("id", "details"), assembly);
        table("pdbx_struct_assembly_gen", List.of("assembly_id", "oper_expression", "asym_id_list"), generators);
        operators("pdbx_struct_oper_list", "type", o -> !o.id().startsWith(CifHeaders.NCS), _ -> null);
        operators("struct_ncs_oper", "code", o -> o.id().startsWith(CifHeaders.NCS), o -> o.given() ? "given" : "generate");
    }

    /// A chain of a PDB file is several asym units.
    private List<String> asymIds(List<String> authChains) {
        var ids = new ArrayList<String>();
        for (int c = 0; c < s.chainCount(); c++) if (authChains.contains(s.authChain(c))) ids.add(s.chains().labelId()[c]);
        return ids;
    }

    private void operators(String category, String extra, java.util.function.Predicate<ModelHeader.Operator> which,
            java.util.function.Function<ModelHeader.Operator, @Nullable String> value) {
        var items = new ArrayList<>(List.of("id", extra));
        for (int i = 1; i <= 3; i++) {
            for (int j = 1; j <= 3; j++) items.add("matrix[%d][%d]".formatted(i, j));
            items.add("vector[%d]".formatted(i));
        }
        var rows = new ArrayList<@Nullable String[]>();
        header.operators().values().stream().filter(which).forEach(o -> {
            var row = new ArrayList<@Nullable String>();
            row.add(o.id().startsWith(CifHeaders.NCS) ? o.id().substring(CifHeaders.NCS.length()) : o.id());
            row.add(value.apply(o));
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) row.add(AtomSiteCategory.fixed(o.rotation()[3 * i + j], 6));
                row.add(AtomSiteCategory.fixed(o.translation()[i], 5));
            }
            rows.add(row.toArray(new String[0]));
        });
        table(category, items, rows);
    }

    private static final List<String> ATOM = List.of("group_PDB", "id", "type_symbol", "label_atom_id", "label_alt_id",
            "label_comp_id",
            "label_asym_id", "label_entity_id", "label_seq_id", "pdbx_PDB_ins_code", "Cartn_x", "Cartn_y", "Cartn_z", "occupancy",
            "B_iso_or_equiv",
            "pdbx_formal_charge", "auth_seq_id", "auth_comp_id", "auth_asym_id", "auth_atom_id", "pdbx_PDB_model_num");

    private void atoms() {
        var symbols = new java.util.TreeSet<String>();
        var rows = new ArrayList<@Nullable String[]>(s.atomCount());
        for (int a = 0; a < s.atomCount(); a++) {
            int r = s.residueOf(a), c = s.chainOf(r), label = entities.labelSeq(r);
            String symbol = s.element(a).symbol().toUpperCase(java.util.Locale.ROOT),
                    icode = s.icode(r) == 0 ? null : String.valueOf(s.icode(r));
            symbols.add(symbol);
            int charge = s.atoms().charge()[a];
            rows.add(new String[]{s.residues().hetero()[r] ? "HETATM" : "ATOM", Integer.toString(a + 1), symbol, s.atomName(a),
                s.altloc(a) == 0 ? CifCategory.NOT_APPLICABLE : String.valueOf(s.altloc(a)), s.residueName(r),
                s.chains().labelId()[c],
                entities.ofChain(c).id(), label == 0 ? CifCategory.NOT_APPLICABLE : Integer.toString(label), icode, fixed(s.x(a)),
                fixed(s.y(a)),
                fixed(s.z(a)), AtomSiteCategory.fixed(s.occupancy(a), 2), AtomSiteCategory.fixed(s.b(a), 2),
                charge == 0 ? null : Integer.toString(charge), Integer.toString(s.seq(r)), s.residueName(r), s.authChain(c),
                s.atomName(a), "1"});
        }
        table("atom_type", List.of("symbol"), symbols.stream().map(x -> new String[]{x}).toList());
        table("atom_site", ATOM, rows);
    }

    private static String fixed(double v) { return AtomSiteCategory.fixed(v, 3); }

    // ---- building

    private void pairs(String category, @Nullable String... itemsAndValues) {
        Map<String, @Nullable String> map = new LinkedHashMap<>();
        for (int i = 0; i < itemsAndValues.length; i += 2) map.put(String.valueOf(itemsAndValues[i]), itemsAndValues[i + 1]);
        table(category, List.copyOf(map.keySet()), rows(map.values().toArray(new String[0])));
    }

    private static List<@Nullable String[]> rows(@Nullable String[] row) {
        var rows = new ArrayList<@Nullable String[]>();
        rows.add(row);
        return rows;
    }

    private void table(String category, List<String> items, List<? extends @Nullable String[]> rows) {
        if (!rows.isEmpty()) categories.add(CifCategory.of(category, items, new ArrayList<@Nullable String[]>(rows)));
    }
}
