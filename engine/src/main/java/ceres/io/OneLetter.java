package ceres.io;

import java.util.Map;
import java.util.Optional;

/// One-letter codes of the standard residues, as `_entity_poly.pdbx_seq_one_letter_code` writes them; deoxynucleotides have none there.
final class OneLetter {
    private static final Map<String, String> CODES = Map.ofEntries(Map.entry("ALA", "A"), Map.entry("ARG", "R"),
            Map.entry("ASN", "N"),
            Map.entry("ASP", "D"), Map.entry("CYS", "C"), Map.entry("GLN", "Q"), Map.entry("GLU", "E"), Map.entry("GLY", "G"),
            Map.entry("HIS", "H"), Map.entry("ILE", "I"), Map.entry("LEU", "L"), Map.entry("LYS", "K"), Map.entry("MET", "M"),
            Map.entry("PHE", "F"), Map.entry("PRO", "P"), Map.entry("SER", "S"), Map.entry("THR", "T"), Map.entry("TRP", "W"),
            Map.entry("TYR", "Y"), Map.entry("VAL", "V"), Map.entry("A", "A"), Map.entry("C", "C"), Map.entry("G", "G"),
            Map.entry("U", "U"));

    private OneLetter() {}

    static Optional<String> of(String component) { return Optional.ofNullable(CODES.get(component)); }
}
