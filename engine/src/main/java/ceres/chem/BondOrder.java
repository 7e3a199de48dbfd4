package ceres.chem;

import java.util.Locale;

/// The order of a covalent bond as a dictionary states it.
public enum BondOrder {
    SINGLE(1), DOUBLE(2), TRIPLE(3),
    /// Member of an aromatic ring.
    AROMATIC(1.5),
    /// Shared charge: carboxylate, guanidinium, phosphate; the peptide C-O in older dictionaries.
    DELOCALISED(1.5),
    /// To a metal.
    METAL(0.5);

    private final double valence;

    BondOrder(double valence) { this.valence = valence; }

    /// What the bond takes of an atom's valence.
    public double valence() { return valence; }

    /// Reads any spelling in use: `SING`, `single`, `deloc`, `AROM`; SINGLE for what it does not know.
    public static BondOrder of(String word) {
        String w = word.toUpperCase(Locale.ROOT);
        if (w.startsWith("DOUB")) return DOUBLE;
        if (w.startsWith("TRIP")) return TRIPLE;
        if (w.startsWith("AROM")) return AROMATIC;
        if (w.startsWith("DELO")) return DELOCALISED;
        return w.startsWith("META") ? METAL : SINGLE;
    }
}
