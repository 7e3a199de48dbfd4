package ceres.chem;

/// The kinds of residue that have a CaBLAM distribution of their own, with the values below which a residue is rare.
///
/// Source: Williams2018, Prisant2020.
public enum CablamClass {
    GENERAL("general"),
    GLYCINE("gly"),
    TRANS_PROLINE("transpro"),
    CIS_PROLINE("cispro");

    /// Peptide orientations below this are outliers, and below the second disfavoured.
    public static final double OUTLIER = 0.01, DISFAVORED = 0.05;
    /// CA traces below this are outliers.
    public static final double CA_OUTLIER = 0.005;

    private final String table;

    CablamClass(String table) { this.table = table; }

    /// @param residue component id
    /// @param omega of the peptide before this residue, radians; NaN counts as trans
    public static CablamClass of(String residue, double omega) {
        if (residue.equals("GLY")) return GLYCINE;
        if (!residue.equals("PRO")) return GENERAL;
        return Math.abs(omega) < Math.PI / 2 ? CIS_PROLINE : TRANS_PROLINE;
    }

    /// How common are mu_in, mu_out and nu, degrees.
    public NdTable peptides(ReferenceData data) { return data.cablam(table); }

    /// How common are mu_in, mu_out and the angle at CA, degrees.
    public NdTable trace(ReferenceData data) { return data.cablam(table + "_CA"); }
}
