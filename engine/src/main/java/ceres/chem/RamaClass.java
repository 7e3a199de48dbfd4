package ceres.chem;

/// The six kinds of residue that have a Ramachandran distribution of their own, with the value below which a residue is an outlier.
///
/// Source: Lovell2003, Williams2018; thresholds of the Top8000 distributions.
public enum RamaClass {
    GENERAL("general", "general", 0.0005, "rama8000-general-noGPIVpreP"),
    GLYCINE("glycine", "glycine", 0.0010, "rama8000-gly-sym"),
    CIS_PROLINE("cis-proline", "cis_proline", 0.0020, "rama8000-cispro"),
    TRANS_PROLINE("trans-proline", "trans_proline", 0.0010, "rama8000-transpro"),
    PRE_PROLINE("pre-proline", "pre_proline", 0.0010, "rama8000-prepro-noGP"),
    ILE_VAL("isoleucine or valine", "ile_val", 0.0010, "rama8000-ileval-nopreP");

    /// Residues at or above this value are favoured, whatever their class.
    public static final double FAVORED = 0.02;

    /// A peptide whose |omega| is below this is cis: in degrees, and in radians. Source: Williams2018.
    public static final double CIS_DEG = 30, CIS = Math.toRadians(CIS_DEG);

    private final String label;
    private final String resource;
    private final double allowed;
    private final String published;

    RamaClass(String label, String resource, double allowed, String published) {
        this.label = label;
        this.resource = resource;
        this.allowed = allowed;
        this.published = published;
    }

    /// As MolProbity writes it: `isoleucine or valine`.
    public String label() { return label; }

    /// The value below which a residue of this class is an outlier.
    public double allowed() { return allowed; }

    String resource() { return "rama_" + resource + ".table.gz"; }

    /// Name of the published file, without its ending.
    String published() { return published; }

    /// The class of a residue, tested in MolProbity's order.
    ///
    /// @param residue component id; MSE counts as any other
    /// @param next component id of the following residue
    /// @param omega of the peptide before this residue, radians; cis is |omega| < 90 degrees
    public static RamaClass of(String residue, String next, double omega) {
        if (residue.equals("GLY")) return GLYCINE;
        if (residue.equals("PRO")) return Math.abs(omega) < Math.PI / 2 ? CIS_PROLINE : TRANS_PROLINE;
        if (next.equals("PRO")) return PRE_PROLINE;
        return residue.equals("ILE") || residue.equals("VAL") ? ILE_VAL : GENERAL;
    }
}
