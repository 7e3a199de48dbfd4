package ceres.metric;

import java.util.Arrays;
import java.util.Optional;

/// The one catalogue of published numbers. Command, page, table, glossary and export read label, unit, direction, digits and definition here.
public enum Metric {
    // @formatter:off
    //                      id                        group          unit              better             digits label                               definition                                                                                             source
    CLASHSCORE             ("clashscore",             Group.MODEL,   "per 1000 atoms", Better.LOWER,      2, "Clashscore",                      "Steric overlaps of at least 0.4 A per 1000 atoms, hydrogens removed and added again.",                 "Word1999"),
    MOLPROBITY_SCORE       ("molprobity_score",       Group.MODEL,   "",               Better.LOWER,      2, "MolProbity score",                "Clashscore, rotamer outliers and Ramachandran favoured on the scale of X-ray resolution.",            "Chen2010"),
    RMS_BONDS              ("rms_bonds",              Group.MODEL,   "A",              Better.NEITHER,    4, "Bonds, RMSD",                     "Root mean square deviation of bond lengths from the restraint library.",                              "EnghHuber1991"),
    RMSZ_BONDS             ("rmsz_bonds",             Group.MODEL,   "",               Better.NEITHER,    2, "Bonds, RMSZ",                     "Root mean square of bond length deviations over their standard uncertainties.",                       "EnghHuber1991"),
    RMS_ANGLES             ("rms_angles",             Group.MODEL,   "degrees",        Better.NEITHER,    3, "Angles, RMSD",                    "Root mean square deviation of bond angles from the restraint library.",                               "EnghHuber1991"),
    RMSZ_ANGLES            ("rmsz_angles",            Group.MODEL,   "",               Better.NEITHER,    2, "Angles, RMSZ",                    "Root mean square of bond angle deviations over their standard uncertainties.",                        "EnghHuber1991"),
    MIN_NONBONDED_DISTANCE ("min_nonbonded_distance", Group.MODEL,   "A",              Better.HIGHER,     2, "Minimum nonbonded distance",      "Shortest distance between two atoms, hydrogens apart, that are not bonded, linked, coordinated or alternates.",         "Liebschner2021"),
    RAMA_OUTLIERS          ("rama_outliers",          Group.MODEL,   "%",              Better.LOWER,      2, "Ramachandran outliers",           "Residues outside the allowed contour of their Ramachandran class.",                                   "Williams2018"),
    RAMA_ALLOWED           ("rama_allowed",           Group.MODEL,   "%",              Better.NEITHER,    2, "Ramachandran allowed",            "Residues between the favoured and the allowed contour.",                                              "Williams2018"),
    RAMA_FAVORED           ("rama_favored",           Group.MODEL,   "%",              Better.HIGHER,     2, "Ramachandran favored",            "Residues inside the contour that holds 98 % of the reference data.",                                  "Williams2018"),
    RAMA_Z                 ("rama_z",                 Group.MODEL,   "",               Better.NEAR_ZERO,  2, "Rama-Z, whole",                   "How normal the distribution of phi and psi is; beyond +-3 unlikely, beyond +-2 suspicious.",          "Sobolev2020"),
    RAMA_Z_HELIX           ("rama_z_helix",           Group.MODEL,   "",               Better.NEAR_ZERO,  2, "Rama-Z, helix",                   "Rama-Z of residues in helices.",                                                                      "Sobolev2020"),
    RAMA_Z_SHEET           ("rama_z_sheet",           Group.MODEL,   "",               Better.NEAR_ZERO,  2, "Rama-Z, sheet",                   "Rama-Z of residues in sheets.",                                                                       "Sobolev2020"),
    RAMA_Z_LOOP            ("rama_z_loop",            Group.MODEL,   "",               Better.NEAR_ZERO,  2, "Rama-Z, loop",                    "Rama-Z of all other residues.",                                                                       "Sobolev2020"),
    ROTAMER_OUTLIERS       ("rotamer_outliers",       Group.MODEL,   "%",              Better.LOWER,      2, "Rotamer outliers",                "Side chains whose chi angles are rarer than 0.3 % of the reference data.",                            "Hintze2016"),
    ROTAMER_FAVORED        ("rotamer_favored",        Group.MODEL,   "%",              Better.HIGHER,     2, "Rotamer favored",                 "Side chains inside the contour that holds 98 % of the reference data.",                               "Hintze2016"),
    CBETA_DEVIATIONS       ("cbeta_deviations",       Group.MODEL,   "count",          Better.LOWER,      0, "C-beta deviations",               "C-beta atoms 0.25 A or more from their ideal position.",                                              "Lovell2003"),
    CABLAM_OUTLIERS        ("cablam_outliers",        Group.MODEL,   "%",              Better.LOWER,      2, "CaBLAM outliers",                 "Residues whose peptide orientation is rarer than 1 % for their CA trace.",                            "Prisant2020"),
    CABLAM_DISFAVORED      ("cablam_disfavored",      Group.MODEL,   "%",              Better.LOWER,      2, "CaBLAM disfavored",               "Residues whose peptide orientation is rarer than 5 % for their CA trace, outliers included.",         "Prisant2020"),
    CA_GEOMETRY_OUTLIERS   ("ca_geometry_outliers",   Group.MODEL,   "%",              Better.LOWER,      2, "CA geometry outliers",            "Residues whose CA trace itself is rarer than 0.5 %.",                                                 "Prisant2020"),
    CIS_GENERAL            ("cis_general",            Group.MODEL,   "count",          Better.NEITHER,    0, "Cis peptides, not proline",       "Peptides before residues other than proline with |omega| below 30 degrees.",                          "Williams2018"),
    CIS_PROLINE            ("cis_proline",            Group.MODEL,   "count",          Better.NEITHER,    0, "Cis peptides, proline",           "Peptides before proline with |omega| below 30 degrees.",                                              "Williams2018"),
    TWISTED_PEPTIDES       ("twisted_peptides",       Group.MODEL,   "count",          Better.LOWER,      0, "Twisted peptides",                "Peptides with |omega| between 30 and 150 degrees.",                                                   "Williams2018"),
    RNA_PUCKER_OUTLIERS    ("rna_pucker_outliers",    Group.MODEL,   "count",          Better.LOWER,      0, "RNA pucker outliers",             "Riboses whose pucker disagrees with the distance of phosphate and glycosidic bond.",                  "Richardson2008"),
    RNA_SUITE_OUTLIERS     ("rna_suite_outliers",     Group.MODEL,   "count",          Better.LOWER,      0, "RNA suite outliers",              "Backbone suites that belong to no known conformer.",                                                  "Richardson2008"),
    RNA_MEAN_SUITENESS     ("rna_mean_suiteness",     Group.MODEL,   "",               Better.HIGHER,     3, "RNA mean suiteness",              "Mean match of the backbone suites to their conformers.",                                              "Richardson2008"),
    CC_MASK                ("cc_mask",                Group.FIT,     "",               Better.HIGHER,     3, "CC (mask)",                       "Correlation of model map and map inside the molecular mask.",                                         "Afonine2018b"),
    CC_BOX                 ("cc_box",                 Group.FIT,     "",               Better.HIGHER,     3, "CC (box)",                        "Correlation of model map and map over the whole box.",                                                "Afonine2018b"),
    CC_VOLUME              ("cc_volume",              Group.FIT,     "",               Better.HIGHER,     3, "CC (volume)",                     "Correlation over the highest voxels of the model map, as many as the mask has.",                      "Afonine2018b"),
    CC_PEAKS               ("cc_peaks",               Group.FIT,     "",               Better.HIGHER,     3, "CC (peaks)",                      "Correlation over the highest voxels of either map.",                                                  "Afonine2018b"),
    EMRINGER               ("emringer",               Group.FIT,     "",               Better.HIGHER,     2, "EMRinger score",                  "How often side-chain density peaks at rotameric chi1 angles.",                                        "Barad2015"),
    Q_SCORE                ("q_score",                Group.FIT,     "",               Better.HIGHER,     3, "Q-score",                         "Mean resolvability of atoms: correlation of the density around each with a Gaussian.",                "Pintilie2020"),
    D_FSC_MODEL_0          ("d_fsc_model_0",          Group.FIT,     "A",              Better.LOWER,      2, "d FSC model (0)",                 "Resolution at which the FSC of model map and map falls to 0, masked.",                                "Afonine2018b"),
    D_FSC_MODEL_0143       ("d_fsc_model_0143",       Group.FIT,     "A",              Better.LOWER,      2, "d FSC model (0.143)",             "Resolution at which the FSC of model map and map falls to 0.143, masked.",                            "Afonine2018b"),
    D_FSC_MODEL_05         ("d_fsc_model_05",         Group.FIT,     "A",              Better.LOWER,      2, "d FSC model (0.5)",               "Resolution at which the FSC of model map and map falls to 0.5, masked.",                              "Afonine2018b"),
    FSC_WORK               ("fsc_work",               Group.FIT,     "",               Better.HIGHER,     3, "FSC work",                        "Mean FSC of the model refined against half-map 1 with half-map 1; above FSC free by what noise was fitted.", "Brown2015"),
    FSC_FREE               ("fsc_free",               Group.FIT,     "",               Better.HIGHER,     3, "FSC free",                        "Mean FSC of the model refined against half-map 1 with half-map 2, which it has not seen.",            "Brown2015"),
    RESOLUTION_CONSENSUS   ("resolution_consensus",   Group.DATA,    "A",              Better.NEITHER,    2, "Resolution",                      "The resolution on which map and model file agree, or as stated by the user.",                         "Liebschner2021"),
    D_FSC                  ("d_fsc",                  Group.DATA,    "A",              Better.NEITHER,    2, "d FSC (0.143)",                   "Resolution at which the FSC of the half-maps falls to 0.143, masked.",                                "Rosenthal2003"),
    D_FSC_05               ("d_fsc_05",               Group.DATA,    "A",              Better.NEITHER,    2, "d FSC (0.5)",                     "Resolution at which the FSC of the half-maps falls to 0.5, masked.",                                  "Rosenthal2003"),
    D99                    ("d99",                    Group.DATA,    "A",              Better.NEITHER,    2, "d99",                             "Resolution beyond which Fourier coefficients change the map by less than 1 %.",                       "Afonine2018b"),
    D_MODEL                ("d_model",                Group.DATA,    "A",              Better.NEITHER,    2, "d model",                         "Resolution at which the model map resembles the map most, overall B refined.",                        "Afonine2018b"),
    D_MODEL_B0             ("d_model_b0",             Group.DATA,    "A",              Better.NEITHER,    2, "d model (B = 0)",                 "Resolution at which the model map with B = 0 resembles the map most.",                                "Afonine2018b"),
    B_OVERALL              ("b_overall",              Group.DATA,    "A^2",            Better.NEITHER,    1, "Overall B",                       "Overall isotropic B that makes the model map resemble the map most.",                                 "Afonine2018b"),
    RMSD_INITIAL_REFINED   ("rmsd_initial_refined",   Group.CHANGE,  "A",              Better.NEITHER,    3, "RMSD initial to refined",         "Root mean square shift of atoms, hydrogens excluded, without superposition.",                         "Liebschner2021");
    // @formatter:on

    /// The three parts of the cryo-EM Table 1, and what the refinement changed.
    public enum Group {
        MODEL,
        DATA,
        FIT,
        CHANGE
    }

    private final String id;
    private final Group group;
    private final String unit;
    private final Better better;
    private final int digits;
    private final String label;
    private final String definition;
    private final String source;

    Metric(String id, Group group, String unit, Better better, int digits, String label, String definition, String source) {
        this.id = id;
        this.group = group;
        this.unit = unit;
        this.better = better;
        this.digits = digits;
        this.label = label;
        this.definition = definition;
        this.source = source;
    }

    /// Stable id of the result bundle, database and API.
    public String id() { return id; }

    public Group group() { return group; }

    /// Empty for a pure number.
    public String unit() { return unit; }

    public Better better() { return better; }

    /// Decimals on page and in table; files keep full precision.
    public int digits() { return digits; }

    public String label() { return label; }

    public String definition() { return definition; }

    /// Key into docs/sources.bib.
    public String source() { return source; }

    public static Optional<Metric> byId(String id) { return Arrays.stream(values()).filter(m -> m.id.equals(id)).findFirst(); }
}
