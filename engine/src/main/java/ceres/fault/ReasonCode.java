package ceres.fault;

/// Why a map-model pair is not refined, or is refined with a warning. The codes are those of the result bundle and of every page.
///
/// Source: Liebschner2021, section 2.1.2 (curation rules i to viii), extended by geometry and density checks of our own.
public enum ReasonCode {
    NO_MODEL("The map has no released model.", "wait for the model's release, or give a model of your own"),
    NO_MAP("The model has no released map.", "wait for the map's release, or give a map of your own"),
    RESOLUTION_MISMATCH("The files state different resolutions.", "state the right one with --resolution"),
    RESOLUTION_MISSING("No file states the resolution.", "state it with --resolution, in A"),
    RESOLUTION_TOO_LOW("The resolution is worse than 5 A.", "refine anyway with --allow low-resolution"),
    HALFMAP_GRID_MISMATCH("Map and half-maps lie on different grids.", "give half-maps on the grid of the map, or none"),
    BOX_MISMATCH("The unit cells of the files contradict each other.", "correct the cell of the map header or of the model"),
    MODEL_OUTSIDE_MAP("The model lies outside the map.",
            "check that both are one deposition and that the map header has its origin"),
    UNREADABLE_MODEL("The model file cannot be read.", "check that the file is whole and is mmCIF, BinaryCIF or PDB"),
    UNREADABLE_MAP("The map file cannot be read.", "check that the file is whole and is MRC/CCP4"),
    MULTI_MODEL("The file holds several models (an ensemble).", "keep one model"),
    SINGLE_ATOM_RESIDUES("More than 25 % of the residues consist of a single atom.", "build the missing atoms first"),
    NOT_CRYO_EM("The file names another method than electron microscopy.", "use a refinement program of that method"),
    MODEL_MAP_MISPLACED("The model lies inside the map but not on its density.",
            "dock the model first; --allow placement overrides"),
    MAP_RESOLUTION_DOUBTFUL("The map does not show the detail of its stated resolution.",
            "check the stated resolution against the half-maps");

    private final String sentence;
    private final String remedy;

    ReasonCode(String sentence, String remedy) {
        this.sentence = sentence;
        this.remedy = remedy;
    }

    /// One sentence for a reader who does not know the code.
    public String sentence() { return sentence; }

    /// What would fix it.
    public String remedy() { return remedy; }
}
