package ceres.io;

import ceres.chem.Element;
import ceres.fault.Fault;
import ceres.fault.ReasonCode;
import ceres.io.cif.CifBlock;
import ceres.io.cif.CifCategory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `_atom_site` and its anisotropic sister. Only the coordinates are indispensable: what a file leaves out is taken from its
/// nearest relative (author id from label id and back) or from a default.
///
/// Source: PDBx/mmCIF dictionary, category atom_site.
final class AtomSites {
    static final double U_TO_B = 8 * Math.PI * Math.PI;
    private static final String[] ANISO = {"[1][1]", "[2][2]", "[3][3]", "[1][2]", "[1][3]", "[2][3]"};
    private final Path file;
    private final CifCategory sites;
    private final Map<String, double[]> aniso;
    private final List<String> warnings;
    private int noChain;
    private int noPlace;

    private final int group, symbol, atom, alt, component, asym, entity, labelSeq, authSeq, authChain, icode, x, y, z, occupancy,
            bIso, charge,
            model, id;

    /// @param atoms first model and the row of `_atom_site` of each of its atoms
    record Read(AtomRows.Assembled atoms, int models) {}

    private AtomSites(Path file, CifBlock block, CifCategory sites, List<String> warnings) {
        this.file = file;
        this.sites = sites;
        this.warnings = warnings;
        group = column("group_PDB");
        symbol = column("type_symbol");
        atom = column("label_atom_id", "auth_atom_id");
        alt = column("label_alt_id");
        component = column("label_comp_id", "auth_comp_id");
        asym = column("label_asym_id");
        entity = column("label_entity_id");
        labelSeq = column("label_seq_id");
        authSeq = column("auth_seq_id", "label_seq_id");
        authChain = column("auth_asym_id", "label_asym_id");
        icode = column("pdbx_PDB_ins_code");
        x = column("Cartn_x");
        y = column("Cartn_y");
        z = column("Cartn_z");
        occupancy = column("occupancy");
        bIso = column("B_iso_or_equiv");
        charge = column("pdbx_formal_charge");
        model = column("pdbx_PDB_model_num");
        id = column("id");
        aniso = anisotropic(block);
    }

    /// @throws Fault.BadInput UNREADABLE_MODEL if there are no atoms, no coordinates, or a value is no number
    static Read read(Path file, CifBlock block, List<String> warnings) {
        var sites = block.category("atom_site").filter(c -> c.rows() > 0)
                .orElseThrow(() -> new Fault.BadInput(ReasonCode.UNREADABLE_MODEL, file,
                        "data block '%s' holds no atoms".formatted(block.name()),
                        "give a file with coordinates (_atom_site)", null));
        var reader = new AtomSites(file, block, sites, warnings);
        reader.requireCoordinates();
        return reader.read();
    }

    private void requireCoordinates() {
        if (x >= 0 && y >= 0 && z >= 0 && atom >= 0) return;
        String missing = atom < 0 ? "label_atom_id" : "Cartn_x, Cartn_y and Cartn_z";
        throw new Fault.BadInput(ReasonCode.UNREADABLE_MODEL, file, "_atom_site has no " + missing,
                "write the model with Cartesian coordinates, as PDBx/mmCIF asks", null);
    }

    private Read read() {
        var rows = new AtomRows();
        var row = new AtomRow();
        var models = new LinkedHashSet<String>();
        var taken = new int[sites.rows()];
        String first = model < 0 ? "" : sites.text(0, model);
        for (int r = 0; r < sites.rows(); r++) {
            String number = model < 0 ? "" : sites.text(r, model);
            models.add(number);
            if (!number.equals(first)) continue;
            if (hasPlace(r)) {
                taken[rows.size()] = r;
                rows.add(fill(row, r));
            } else
                noPlace++;
        }
        if (rows.size() == 0) fill(row, 0); // says what is wrong with the first atom
        return new Read(remapped(rows, taken), models.size());
    }

    /// False for an atom without coordinates: null, or the NaN of a program that went astray.
    private boolean hasPlace(int r) { return hasNumber(r, x) && hasNumber(r, y) && hasNumber(r, z); }

    private boolean hasNumber(int r, int column) {
        if (sites.isNull(r, column)) return false;
        try {
            sites.number(r, column);
            return true;
        } catch (NumberFormatException e) {
            return !NotANumber.is(sites.text(r, column));
        }
    }

    /// Rows of the first model are rows of the category unless the models are interleaved or atoms were left out.
    private AtomRows.Assembled remapped(AtomRows rows, int[] taken) {
        var assembled = rows.assemble();
        if (noPlace > 0) warnings.add(NotANumber.leftOut(noPlace));
        if (noChain > 0) warnings.add("%d atoms have no chain id; they were given chain A.".formatted(noChain));
        if (rows.duplicates() > 0)
            warnings.add("%d atoms repeat the name of another atom of their residue.".formatted(rows.duplicates()));
        if (rows.size() == sites.rows()) return assembled;
        int[] order = assembled.rows().clone();
        for (int a = 0; a < order.length; a++) order[a] = taken[order[a]];
        return new AtomRows.Assembled(assembled.structure(), order);
    }

    private AtomRow fill(AtomRow row, int r) {
        row.atom = sites.text(r, atom);
        row.component = text(r, component, "UNK");
        row.asym = text(r, asym, "");
        row.authChain = text(r, authChain, row.asym);
        if (row.authChain.isEmpty()) {
            row.authChain = "A";
            noChain++;
        }
        row.entity = text(r, entity, "");
        row.altloc = letter(r, alt);
        row.icode = letter(r, icode);
        row.labelSeq = integer(r, labelSeq, 0);
        row.seq = sequence(row, r);
        row.hetero = group >= 0 && sites.text(r, group).equals("HETATM");
        row.element = element(row, r);
        row.charge = charge(r);
        row.x = coordinate(r, x);
        row.y = coordinate(r, y);
        row.z = coordinate(r, z);
        row.occupancy = number(r, occupancy, 1);
        row.anisou = aniso.isEmpty() || id < 0 ? null : aniso.get(sites.text(r, id));
        double equivalent = row.anisou == null ? 0 : U_TO_B * (row.anisou[0] + row.anisou[1] + row.anisou[2]) / 3;
        row.b = number(r, bIso, equivalent);
        return row;
    }

    private int element(AtomRow row, int r) {
        if (symbol >= 0 && !sites.isNull(r, symbol)) {
            var stated = Element.of(sites.text(r, symbol));
            if (stated != Element.UNKNOWN || sites.text(r, symbol).equalsIgnoreCase("X")) return stated.number();
        }
        return ElementGuess.fromName(row.atom, row.component).number();
    }

    /// An author number is text to the dictionary: `12A` is taken as 12 with insertion code A.
    private int sequence(AtomRow row, int r) {
        if (authSeq < 0 || sites.isNull(r, authSeq)) return row.labelSeq;
        String text = sites.text(r, authSeq);
        int end = text.length();
        while (end > 0 && !Character.isDigit(text.charAt(end - 1))) end--;
        if (end == 0 || text.length() - end > 1) throw notA("whole number", r, authSeq);
        if (end < text.length() && row.icode == 0) row.icode = text.charAt(end);
        try {
            return Integer.parseInt(text.substring(0, end));
        } catch (NumberFormatException e) {
            throw notA("whole number", r, authSeq);
        }
    }

    private int integer(int r, int column, int absent) {
        if (column < 0 || sites.isNull(r, column)) return absent;
        double value = number(r, column, absent);
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) throw notA("whole number", r, column);
        return (int) value;
    }

    private int charge(int r) {
        if (charge < 0 || sites.isNull(r, charge)) return 0;
        String text = sites.text(r, charge).strip();
        try {
            return Charges.parse(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private double coordinate(int r, int column) {
        double value = number(r, column, Double.NaN);
        if (Double.isNaN(value)) throw notA("coordinate", r, column);
        return value;
    }

    private double number(int r, int column, double absent) {
        if (column < 0 || sites.isNull(r, column)) return absent;
        try {
            return sites.number(r, column);
        } catch (NumberFormatException e) {
            throw notA("number", r, column);
        }
    }

    private char letter(int r, int column) {
        if (column < 0 || sites.isNull(r, column)) return 0;
        String text = sites.text(r, column);
        return text.isBlank() ? 0 : text.charAt(0);
    }

    private String text(int r, int column, String absent) {
        return column < 0 || sites.isNull(r, column) ? absent : sites.text(r, column);
    }

    private Fault notA(String what, int r, int column) {
        String value = sites.isNull(r, column) ? "no value" : "'" + sites.text(r, column) + "'";
        String line = sites.line(r) > 0 ? "line %d: ".formatted(sites.line(r)) : "";
        return new Fault.BadInput(ReasonCode.UNREADABLE_MODEL, file,
                line + "_atom_site.%s of row %d holds %s where a %s must stand".formatted(sites.items().get(column), r + 1, value,
                        what));
    }

    private int column(String... names) {
        for (String name : names) {
            int c = sites.column(name);
            if (c >= 0) return c;
        }
        return -1;
    }

    /// Anisotropic U by atom id: from `_atom_site_anisotrop`, else from the aniso_U columns of `_atom_site` itself.
    private Map<String, double[]> anisotropic(CifBlock block) {
        Optional<CifCategory> own = block.category("atom_site_anisotrop");
        if (own.isPresent() && own.get().has("U[1][1]")) return byId(own.get(), "U");
        return sites.has("aniso_U[1][1]") ? byId(sites, "aniso_U") : Map.of();
    }

    private static Map<String, double[]> byId(CifCategory category, String prefix) {
        var byId = new HashMap<String, double[]>();
        int key = category.column("id");
        var columns = new ArrayList<Integer>();
        for (String suffix : ANISO) columns.add(category.column(prefix + suffix));
        if (key < 0 || columns.contains(-1)) return byId;
        for (int r = 0; r < category.rows(); r++) {
            var u = new double[6];
            boolean whole = true;
            for (int i = 0; i < 6; i++) {
                u[i] = finite(category, r, columns.get(i));
                whole &= !Double.isNaN(u[i]);
            }
            if (whole) byId.put(category.text(r, key), u);
        }
        return byId;
    }

    private static double finite(CifCategory category, int r, int column) {
        try {
            return category.number(r, column);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
