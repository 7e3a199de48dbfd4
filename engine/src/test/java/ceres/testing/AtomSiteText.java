package ceres.testing;

/// The items of a small `_atom_site` loop, for tests that write mmCIF by hand.
public final class AtomSiteText {
    private AtomSiteText() {}

    /// Without a formal charge: 18 words a row.
    public static final String ITEMS = """
            loop_
            _atom_site.group_PDB
            _atom_site.id
            _atom_site.type_symbol
            _atom_site.label_atom_id
            _atom_site.label_alt_id
            _atom_site.label_comp_id
            _atom_site.label_asym_id
            _atom_site.label_entity_id
            _atom_site.label_seq_id
            _atom_site.pdbx_PDB_ins_code
            _atom_site.Cartn_x
            _atom_site.Cartn_y
            _atom_site.Cartn_z
            _atom_site.occupancy
            _atom_site.B_iso_or_equiv
            _atom_site.auth_seq_id
            _atom_site.auth_asym_id
            _atom_site.pdbx_PDB_model_num
            """;

    /// With the formal charge before the author's numbers: 19 words a row.
    public static final String ITEMS_WITH_CHARGE = ITEMS.replace("_atom_site.auth_seq_id",
            "_atom_site.pdbx_formal_charge\n_atom_site.auth_seq_id");
}
