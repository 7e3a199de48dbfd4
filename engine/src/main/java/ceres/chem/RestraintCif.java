package ceres.chem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Components in CIF: restraint files (CCP4 monomer library, GeoStd, AceDRG, eLBOW, grade) and entries of the wwPDB chemical component
/// dictionary. A block with ideal bond lengths is read as restraints; one without is turned into restraints by [CcdRestraints].
public final class RestraintCif {
    private static final double BOND_SIGMA = 0.02, ANGLE_SIGMA_DEG = 3, PLANE_SIGMA = 0.02;

    private RestraintCif() {}

    /// @param text content of the file
    /// @param source where it comes from, for the report
    /// @return components by id, in order of the file
    public static Map<String, Component> read(String text, Component.Source source) {
        Map<String, Component> found = new LinkedHashMap<>();
        var blocks = CifTables.read(text);
        Map<String, CifTables.Row> heads = new LinkedHashMap<>();
        for (var row : blocks.getOrDefault("comp_list", Map.of()).getOrDefault("_chem_comp", List.of()))
            heads.put(row.get("id").toUpperCase(Locale.ROOT), row);
        for (var block : blocks.entrySet()) {
            var tables = block.getValue();
            if (!tables.containsKey("_chem_comp_atom")) continue;
            component(block.getKey(), tables, heads, source).ifPresent(c -> found.put(c.id(), c));
        }
        return found;
    }

    private static Optional<Component> component(String block, Map<String, List<CifTables.Row>> tables,
            Map<String, CifTables.Row> heads,
            Component.Source source) {
        var atoms = tables.get("_chem_comp_atom");
        if (atoms.isEmpty()) return Optional.empty();
        String id = atoms.getFirst().get("comp_id");
        if (id.isEmpty()) id = block.startsWith("comp_") ? block.substring(5) : block;
        id = id.toUpperCase(Locale.ROOT);
        var own = tables.getOrDefault("_chem_comp", List.of());
        var head = own.isEmpty() ? heads.getOrDefault(id, new CifTables.Row(Map.of())) : own.getFirst();
        var bonds = tables.getOrDefault("_chem_comp_bond", List.of());
        boolean restraints = bonds.stream().anyMatch(b -> b.number("value_dist") > 0);
        boolean single = atoms.size() == 1;
        return Optional.of(restraints || single && tables.containsKey("_chem_comp_tree")
                ? restrained(id, head, tables, source)
                : CcdRestraints.of(entry(id, head, tables), new Component.Source(
                        source.kind() == Component.Source.Kind.USER ? source.kind() : Component.Source.Kind.GENERATED,
                        source.detail())));
    }

    private static String name(String word) { return word.strip(); }

    private static Component.Atom atom(CifTables.Row row) {
        String charge = row.get("charge", "partial_charge");
        int formal = charge.matches("[+-]?[0-9]+") ? Integer.parseInt(charge) : 0;
        String stereo = row.get("pdbx_stereo_config");
        return new Component.Atom(name(row.get("atom_id")), Element.of(row.get("type_symbol")), formal,
                row.get("pdbx_aromatic_flag").equalsIgnoreCase("Y") || row.get("type_energy").startsWith("CR")
                        || row.get("type_energy").startsWith("NR"),
                row.get("pdbx_leaving_atom_flag").equalsIgnoreCase("Y"), stereo.isEmpty() ? 'N' : stereo.charAt(0),
                row.get("type_energy"));
    }

    private static BondOrder order(CifTables.Row row) {
        if (row.get("pdbx_aromatic_flag", "aromatic").equalsIgnoreCase("Y")) return BondOrder.AROMATIC;
        return BondOrder.of(row.get("value_order", "type"));
    }

    /// `_chem_comp.type` of the wwPDB, or what the `group` of a monomer library stands for.
    private static String type(CifTables.Row head) {
        String type = head.get("type").toUpperCase(Locale.ROOT);
        if (!type.isEmpty()) return type;
        String group = head.get("group").toUpperCase(Locale.ROOT);
        if (group.contains("PEPTIDE")) return group.startsWith("D-") ? "D-PEPTIDE LINKING" : "L-PEPTIDE LINKING";
        if (group.equals("DNA") || group.equals("RNA") || group.equals("DNA/RNA"))
            return group.equals("DNA") ? "DNA LINKING" : "RNA LINKING";
        if (group.contains("PYRANOSE") || group.contains("FURANOSE") || group.contains("SACCHARIDE")) return "SACCHARIDE";
        return group;
    }

    private static CcdEntry entry(String id, CifTables.Row head, Map<String, List<CifTables.Row>> tables) {
        var builder = new CcdEntry.Builder(id);
        builder.named(head.get("name"), type(head));
        var atoms = tables.get("_chem_comp_atom");
        boolean ideal = atoms.stream().noneMatch(a -> Double.isNaN(a.number("pdbx_model_cartn_x_ideal")));
        for (var row : atoms)
            builder.atom(atom(row), ideal ? row.number("pdbx_model_cartn_x_ideal") : row.number("model_cartn_x", "x"),
                    ideal ? row.number("pdbx_model_cartn_y_ideal") : row.number("model_cartn_y", "y"),
                    ideal ? row.number("pdbx_model_cartn_z_ideal") : row.number("model_cartn_z", "z"));
        for (var row : tables.getOrDefault("_chem_comp_bond", List.of()))
            builder.bond(name(row.get("atom_id_1")), name(row.get("atom_id_2")), order(row));
        return builder.build();
    }

    private static Component restrained(String id, CifTables.Row head, Map<String, List<CifTables.Row>> tables,
            Component.Source source) {
        var builder = new ComponentBuilder(id, source).named(head.get("name"), type(head));
        for (var row : tables.get("_chem_comp_atom")) builder.atom(atom(row));
        for (var r : tables.getOrDefault("_chem_comp_bond", List.of()))
            builder.bond(name(r.get("atom_id_1")), name(r.get("atom_id_2")), order(r), r.number("value_dist"),
                    sigma(r.number("value_dist_esd"), BOND_SIGMA));
        for (var r : tables.getOrDefault("_chem_comp_angle", List.of()))
            builder.angle(name(r.get("atom_id_1")), name(r.get("atom_id_2")), name(r.get("atom_id_3")), r.number("value_angle"),
                    sigma(r.number("value_angle_esd"), ANGLE_SIGMA_DEG));
        for (var r : tables.getOrDefault("_chem_comp_tor", List.of())) torsion(builder, r);
        for (var r : tables.getOrDefault("_chem_comp_chir", List.of()))
            builder.chirality(name(r.get("atom_id_centre")), name(r.get("atom_id_1")), name(r.get("atom_id_2")),
                    name(r.get("atom_id_3")),
                    sign(r.get("volume_sign")));
        planes(builder, tables.getOrDefault("_chem_comp_plane_atom", List.of()));
        return builder.build();
    }

    private static double sigma(double value, double fallback) { return Double.isNaN(value) ? fallback : value; }

    /// Torsions of sigma 0 mark rigid parts and restrain nothing.
    private static void torsion(ComponentBuilder builder, CifTables.Row r) {
        double esd = r.number("value_angle_esd"), period = r.number("period");
        if (!(esd > 0)) return;
        builder.torsion(r.get("id"), name(r.get("atom_id_1")), name(r.get("atom_id_2")), name(r.get("atom_id_3")),
                name(r.get("atom_id_4")),
                r.number("value_angle"), esd, Double.isNaN(period) ? 0 : Math.max(0, (int) period));
    }

    private static Component.Sign sign(String word) {
        String w = word.toLowerCase(Locale.ROOT);
        return w.startsWith("pos")
                ? Component.Sign.POSITIVE
                : w.startsWith("neg") ? Component.Sign.NEGATIVE : Component.Sign.BOTH;
    }

    private static void planes(ComponentBuilder builder, List<CifTables.Row> rows) {
        Map<String, List<String>> members = new LinkedHashMap<>();
        Map<String, Double> sigmas = new LinkedHashMap<>();
        for (var r : rows) {
            members.computeIfAbsent(r.get("plane_id"), k -> new ArrayList<>()).add(name(r.get("atom_id")));
            sigmas.putIfAbsent(r.get("plane_id"), sigma(r.number("dist_esd"), PLANE_SIGMA));
        }
        members.forEach((plane, atoms) -> builder.plane(atoms, sigmas.get(plane)));
    }
}
