package ceres.io;

import ceres.chem.Element;
import ceres.io.cif.CifCategory;
import ceres.model.ModelHeader;
import ceres.model.ModelHeader.Partner;
import ceres.model.Structure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `_struct_conn` of a PDB file: its SSBOND and LINK records whose atoms are there.
///
/// @param rows of `_struct_conn`
/// @param types of `_struct_conn_type`
record PdbLinks(List<@Nullable String[]> rows, List<@Nullable String[]> types) {
    static final List<String> ITEMS = List.of("id", "conn_type_id", "ptnr1_label_asym_id", "ptnr1_label_comp_id",
            "ptnr1_label_seq_id",
            "ptnr1_label_atom_id", "pdbx_ptnr1_label_alt_id", "pdbx_ptnr1_PDB_ins_code", "ptnr1_symmetry", "ptnr2_label_asym_id",
            "ptnr2_label_comp_id", "ptnr2_label_seq_id", "ptnr2_label_atom_id", "pdbx_ptnr2_label_alt_id",
            "pdbx_ptnr2_PDB_ins_code",
            "ptnr1_auth_asym_id", "ptnr1_auth_comp_id", "ptnr1_auth_seq_id", "ptnr2_auth_asym_id", "ptnr2_auth_comp_id",
            "ptnr2_auth_seq_id",
            "ptnr2_symmetry", "pdbx_dist_value");
    /// Elements that form organic bonds; a link of any other is coordination.
    private static final Set<Integer> ORGANIC = Set.of(1, 5, 6, 7, 8, 9, 14, 15, 16, 17, 34, 35, 53);

    static Optional<PdbLinks> of(ModelHeader header, Structure s, Entities entities) {
        var rows = new ArrayList<@Nullable String[]>();
        var types = new LinkedHashSet<String>();
        for (var link : header.links()) {
            int a = atom(s, entities, link.first()), b = atom(s, entities, link.second());
            if (a < 0 || b < 0) continue;
            String type = link.type().equals("covale") && (isMetal(s.element(a)) || isMetal(s.element(b)))
                    ? "metalc"
                    : link.type();
            types.add(type);
            String distance = link.symmetryMate() ? null : AtomSiteCategory.fixed(s.distance(a, b), 3);
            rows.add(row(s, entities, a, b, type, type + (rows.size() + 1), link.symmetryMate(), distance));
        }
        var typeRows = new ArrayList<@Nullable String[]>();
        for (String type : types) typeRows.add(new String[]{type});
        return rows.isEmpty() ? Optional.empty() : Optional.of(new PdbLinks(rows, typeRows));
    }

    private static boolean isMetal(Element e) { return e.number() > 0 && !ORGANIC.contains(e.number()); }

    private static int atom(Structure s, Entities entities, Partner p) {
        int r = entities.residue(p.chain(), p.seq(), p.icode());
        if (r < 0) return -1;
        if (!s.residueName(r).equals(p.residueName()))
            for (int q = 0; q < s.residueCount(); q++)
                if (s.seq(q) == p.seq() && s.icode(q) == p.icode() && s.residueName(q).equals(p.residueName())
                        && s.authChain(s.chainOf(q)).equals(p.chain()))
                    r = q;
        return p.altloc() == 0 ? s.find(r, p.atom()) : s.find(r, p.atom(), p.altloc());
    }

    private static @Nullable String[] row(Structure s, Entities entities, int a, int b, String type, String id, boolean mate,
            @Nullable String distance) {
        var row = new ArrayList<@Nullable String>(List.of(id, type));
        for (int atom : new int[]{a, b}) {
            int r = s.residueOf(atom), label = entities.labelSeq(r);
            row.add(s.chains().labelId()[s.chainOf(r)]);
            row.add(s.residueName(r));
            row.add(label == 0 ? CifCategory.NOT_APPLICABLE : Integer.toString(label));
            row.add(s.atomName(atom));
            row.add(s.altloc(atom) == 0 ? null : String.valueOf(s.altloc(atom)));
            row.add(s.icode(r) == 0 ? null : String.valueOf(s.icode(r)));
            if (atom == a && row.size() == 8) row.add("1_555");
        }
        for (int atom : new int[]{a, b}) {
            int r = s.residueOf(atom);
            row.add(s.authChain(s.chainOf(r)));
            row.add(s.residueName(r));
            row.add(Integer.toString(s.seq(r)));
        }
        row.add(mate ? null : "1_555");
        row.add(distance);
        return row.toArray(new String[0]);
    }
}
