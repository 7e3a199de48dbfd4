package ceres.io;

import ceres.io.cif.CifCategory;
import ceres.model.Structure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `_struct_conn` with the distances of a refined model.
///
/// @param original the table of the file
/// @param column of `pdbx_dist_value`
/// @param values distance by row, A; NaN where the original stays: a symmetry copy, or an atom that is not there
record LinkDistances(CifCategory original, int column, double[] values) implements CifCategory {
    static CifCategory of(CifCategory links, Structure refined) {
        int column = links.column("pdbx_dist_value");
        if (column < 0) return links;
        var atoms = atomsByKey(refined);
        var values = new double[links.rows()];
        boolean changed = false;
        for (int r = 0; r < values.length; r++) {
            values[r] = distance(links, r, column, atoms, refined);
            changed |= !Double.isNaN(values[r]);
        }
        return changed ? new LinkDistances(links, column, values) : links;
    }

    private static double distance(CifCategory links, int r, int column, Map<String, Integer> atoms, Structure refined) {
        if (!links.value(r, "ptnr1_symmetry").equals(links.value(r, "ptnr2_symmetry"))) return Double.NaN;
        Integer first = atoms.get(key(links, r, "ptnr1")), second = atoms.get(key(links, r, "ptnr2"));
        if (first == null || second == null) return Double.NaN;
        double now = refined.distance(first, second);
        try {
            double before = links.number(r, column);
            return Math.abs(before - now) < 6e-4 ? Double.NaN : now;
        } catch (NumberFormatException e) {
            return now;
        }
    }

    private static String key(CifCategory links, int r, String p) {
        return links.value(r, p + "_label_asym_id").orElse("") + '|' + links.value(r, p + "_auth_seq_id").orElse("") + '|'
                + links.value(r, "pdbx_" + p + "_PDB_ins_code").orElse("") + '|' + links.value(r, p + "_label_comp_id").orElse("")
                + '|'
                + links.value(r, p + "_label_atom_id").orElse("") + '|'
                + links.value(r, "pdbx_" + p + "_label_alt_id").orElse("");
    }

    private static Map<String, Integer> atomsByKey(Structure s) {
        var atoms = new HashMap<String, Integer>();
        for (int a = 0; a < s.atomCount(); a++) {
            int r = s.residueOf(a);
            String key = s.chains().labelId()[s.chainOf(r)] + '|' + s.seq(r) + '|' + letter(s.icode(r)) + '|' + s.residueName(r)
                    + '|'
                    + s.atomName(a) + '|' + letter(s.altloc(a));
            atoms.putIfAbsent(key, a);
        }
        return atoms;
    }

    private static String letter(char c) { return c == 0 ? "" : String.valueOf(c); }

    @Override
    public String name() { return original.name(); }

    @Override
    public List<String> items() { return original.items(); }

    @Override
    public int rows() { return original.rows(); }

    @Override
    public boolean single() { return original.single(); }

    @Override
    public String text(int row, int c) {
        return c == column && !Double.isNaN(values[row]) ? AtomSiteCategory.fixed(values[row], 3) : original.text(row, c);
    }

    @Override
    public boolean isNull(int row, int c) { return (c != column || Double.isNaN(values[row])) && original.isNull(row, c); }
}
