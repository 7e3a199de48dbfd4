package ceres.restraint;

/// How a model is interpreted.
///
/// @param conformationDependent ideals of the backbone by phi and psi (CDL v1.2)
/// @param rightNames put the names of equivalent atoms right by IUPAC (Asp, Glu, Phe, Tyr, Arg, Leu, Val)
/// @param fileLinks honour the links that the file states
/// @param cBeta restrain C-beta
/// @param hydrogenBonds restrain hydrogen bonds of secondary structure and base pairs
public record InterpretOptions(boolean conformationDependent, boolean rightNames, boolean fileLinks, boolean cBeta,
        boolean hydrogenBonds) {
    public static final InterpretOptions DEFAULT = new InterpretOptions(true, true, true, true, true);

    /// Better than this, A, the map shows what is bonded to what, and restraints would only draw helices tighter than it does: of apoferritin at
    /// 1.75 A, Rama-Z 1.95 with them and 1.81 without at the same correlation
    /// (29 November 2026, docs/engine-results.md).
    private static final double HYDROGEN_BONDS_SHOW = 2;

    /// For refinement against a map.
    ///
    /// @param resolution A
    public static InterpretOptions forMap(double resolution) {
        return DEFAULT.withHydrogenBonds(!(resolution < HYDROGEN_BONDS_SHOW));
    }

    public InterpretOptions withRightNames(boolean value) {
        return new InterpretOptions(conformationDependent, value, fileLinks, cBeta, hydrogenBonds);
    }

    public InterpretOptions withHydrogenBonds(boolean value) {
        return new InterpretOptions(conformationDependent, rightNames, fileLinks, cBeta, value);
    }
}
