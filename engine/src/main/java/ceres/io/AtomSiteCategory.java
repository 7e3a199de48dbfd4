package ceres.io;

import ceres.io.cif.CifCategory;
import ceres.model.Structure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `_atom_site` of a refined model: the original table seen through the refined structure.
///
/// A row is an atom of the structure. What refinement owns (coordinates, occupancy, B) comes from the structure, what it does not own
/// from the row that the atom had; an atom that had none takes everything from the structure. A number that did not change keeps
/// its digits.
final class AtomSiteCategory implements CifCategory {
    private static final List<String> OWNED = List.of("Cartn_x", "Cartn_y", "Cartn_z", "occupancy", "B_iso_or_equiv");
    private final CifCategory original;
    private final Structure refined;
    private final List<String> items;
    private final Field[] fields;
    /// Atom of each row.
    private final int[] atoms;
    /// Row of the original table for each row, -1 for a new atom.
    private final int[] rows;
    private final boolean renumbered;
    /// Row of the original table that tells of each residue what its atoms share; -1 for a residue like none before.
    private final int[] residueRows;

    /// What a column holds where the original row does not say it.
    private enum Field {
        X,
        Y,
        Z,
        OCCUPANCY,
        B,
        ID,
        GROUP,
        SYMBOL,
        ATOM,
        ALT,
        COMPONENT,
        ASYM,
        ENTITY,
        LABEL_SEQ,
        AUTH_SEQ,
        AUTH_CHAIN,
        ICODE,
        CHARGE,
        MODEL,
        ESD,
        ANISO,
        OTHER
    }

    /// @param original a table with coordinates
    /// @param originalRows row of each atom of the original structure
    /// @param match atom of the original structure for each refined atom, -1 for a new one
    AtomSiteCategory(CifCategory original, int[] originalRows, Structure refined, int[] match) {
        this.original = original;
        this.refined = refined;
        this.items = items(original);
        this.fields = new Field[items.size()];
        Arrays.setAll(fields, i -> field(items.get(i)));
        boolean allKnown = Arrays.stream(match).allMatch(m -> m >= 0);
        var order = new Integer[match.length];
        Arrays.setAll(order, a -> a);
        if (allKnown) Arrays.sort(order, (p, q) -> Integer.compare(originalRows[match[p]], originalRows[match[q]]));
        atoms = Arrays.stream(order).mapToInt(Integer::intValue).toArray();
        rows = Arrays.stream(atoms).map(a -> match[a] < 0 ? -1 : originalRows[match[a]]).toArray();
        renumbered = !allKnown;
        residueRows = allKnown ? new int[0] : residueRows(originalRows, refined, match);
    }

    /// The row of an atom of the residue that was there before; in a chain of new atoms only, of its model: a chain of the same residues.
    private static int[] residueRows(int[] originalRows, Structure s, int[] match) {
        var rows = new int[s.residueCount()];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = -1;
            for (int a = s.atomStart(r); a < s.atomEnd(r) && rows[r] < 0; a++)
                if (match[a] >= 0) rows[r] = originalRows[match[a]];
        }
        Map<String, Integer> models = new HashMap<>();
        for (int c = 0; c < s.chainCount(); c++) {
            int from = s.residueStart(c), to = s.residueEnd(c);
            boolean isNew = true;
            for (int r = from; r < to; r++) isNew &= rows[r] < 0;
            String sequence = String.join(" ", Arrays.asList(s.residues().name()).subList(from, to));
            Integer model = isNew ? models.get(sequence) : models.putIfAbsent(sequence, c);
            if (isNew && model != null) System.arraycopy(rows, s.residueStart(model), rows, from, to - from);
        }
        return rows;
    }

    private static List<String> items(CifCategory original) {
        var items = new ArrayList<>(original.items());
        for (String item : OWNED) if (!original.has(item)) items.add(item);
        return List.copyOf(items);
    }

    private static Field field(String item) {
        return switch (item.toLowerCase(Locale.ROOT)) {
            case "cartn_x" -> Field.X;
            case "cartn_y" -> Field.Y;
            case "cartn_z" -> Field.Z;
            case "occupancy" -> Field.OCCUPANCY;
            case "b_iso_or_equiv" -> Field.B;
            case "id" -> Field.ID;
            case "group_pdb" -> Field.GROUP;
            case "type_symbol" -> Field.SYMBOL;
            case "label_atom_id", "auth_atom_id" -> Field.ATOM;
            case "label_alt_id" -> Field.ALT;
            case "label_comp_id", "auth_comp_id" -> Field.COMPONENT;
            case "label_asym_id" -> Field.ASYM;
            case "label_entity_id" -> Field.ENTITY;
            case "label_seq_id" -> Field.LABEL_SEQ;
            case "auth_seq_id" -> Field.AUTH_SEQ;
            case "auth_asym_id" -> Field.AUTH_CHAIN;
            case "pdbx_pdb_ins_code" -> Field.ICODE;
            case "pdbx_formal_charge" -> Field.CHARGE;
            case "pdbx_pdb_model_num" -> Field.MODEL;
            default -> item.endsWith("_esd") ? Field.ESD : item.startsWith("aniso_") ? Field.ANISO : Field.OTHER;
        };
    }

    /// The row of the original table that a row was, -1 for a new atom.
    int originalRow(int row) { return rows[row]; }

    int atom(int row) { return atoms[row]; }

    @Override
    public String name() { return "atom_site"; }

    @Override
    public List<String> items() { return items; }

    @Override
    public int rows() { return atoms.length; }

    @Override
    public boolean single() { return false; }

    @Override
    public boolean isNull(int row, int column) {
        String own = own(row, column);
        return own == null ? original.isNull(rows[row], column) : own.equals(".") || own.equals("?");
    }

    @Override
    public String text(int row, int column) {
        String own = own(row, column);
        return own == null ? original.text(rows[row], column) : own;
    }

    /// The value that the structure gives; null where the original row speaks.
    private @Nullable String own(int row, int column) {
        int a = atoms[row];
        return switch (fields[column]) {
            case X -> number(row, column, refined.x(a), 3);
            case Y -> number(row, column, refined.y(a), 3);
            case Z -> number(row, column, refined.z(a), 3);
            case OCCUPANCY -> number(row, column, refined.occupancy(a), 2);
            case B -> number(row, column, refined.b(a), 2);
            case ID -> renumbered ? Integer.toString(row + 1) : null;
            case ESD -> "?";
            case ANISO -> refined.atoms().anisou() == null || rows[row] < 0 ? "?" : null;
            default -> rows[row] >= 0 ? null : ofNewAtom(column, a);
        };
    }

    /// Entity, place in the sequence and the like come from the residue's row, names from the structure.
    private String ofNewAtom(int column, int a) {
        Field field = fields[column];
        int shared = residueRows[refined.residueOf(a)];
        boolean ofResidue = field == Field.ENTITY || field == Field.LABEL_SEQ || field == Field.MODEL || field == Field.GROUP;
        return ofResidue && shared >= 0 ? original.text(shared, column) : identity(field, a);
    }

    private String identity(Field field, int a) {
        int r = refined.residueOf(a), c = refined.chainOf(r);
        return switch (field) {
            case GROUP -> refined.residues().hetero()[r] ? "HETATM" : "ATOM";
            case SYMBOL -> refined.element(a).symbol().toUpperCase(Locale.ROOT);
            case ATOM -> refined.atomName(a);
            case ALT -> refined.altloc(a) == 0 ? "." : String.valueOf(refined.altloc(a));
            case COMPONENT -> refined.residueName(r);
            case ASYM -> refined.chains().labelId()[c];
            case ENTITY -> refined.chains().entity()[c].isEmpty() ? "?" : refined.chains().entity()[c];
            case LABEL_SEQ -> refined.residues().labelSeq()[r] == 0 ? "." : Integer.toString(refined.residues().labelSeq()[r]);
            case AUTH_SEQ -> Integer.toString(refined.seq(r));
            case AUTH_CHAIN -> refined.authChain(c);
            case ICODE -> refined.icode(r) == 0 ? "?" : String.valueOf(refined.icode(r));
            case MODEL -> "1";
            case CHARGE -> refined.atoms().charge()[a] == 0 ? "?" : Integer.toString(refined.atoms().charge()[a]);
            default -> "?";
        };
    }

    /// The number with so many decimals; the original digits if it is still the same number.
    private @Nullable String number(int row, int column, double value, int decimals) {
        if (rows[row] >= 0 && column < original.items().size() && original.number(rows[row], column) == value) return null;
        return fixed(value, decimals);
    }

    /// A number with so many decimals (0 to 6), rounded half up; never `-0.000`.
    static String fixed(double value, int decimals) {
        long scale = 1;
        for (int d = 0; d < decimals; d++) scale *= 10;
        if (!(Math.abs(value) < 1e11)) return String.format(Locale.ROOT, "%." + decimals + "f", value);
        long scaled = Math.round(Math.abs(value) * scale);
        var text = new StringBuilder(16);
        if (value < 0 && scaled != 0) text.append('-');
        text.append(scaled / scale);
        if (decimals == 0) return text.toString();
        String fraction = Long.toString(scaled % scale);
        text.append('.').repeat('0', decimals - fraction.length()).append(fraction);
        return text.toString();
    }
}
