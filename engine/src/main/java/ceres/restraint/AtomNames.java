package ceres.restraint;

import java.util.Map;

/// Names of atoms and residues as older files and other programs write them, brought to those of the wwPDB (remediated, version 3).
final class AtomNames {
    private static final Map<String, String> ATOM = Map.ofEntries(Map.entry("O1P", "OP1"), Map.entry("O2P", "OP2"),
            Map.entry("O3P", "OP3"),
            Map.entry("OT1", "O"), Map.entry("OT2", "OXT"), Map.entry("OT", "OXT"), Map.entry("O1", "O"), Map.entry("O2", "OXT"),
            Map.entry("HN", "H"),
            Map.entry("HT1", "H"), Map.entry("HT2", "H2"), Map.entry("HT3", "H3"), Map.entry("H1", "H"), Map.entry("1H", "H"),
            Map.entry("2H", "H2"), Map.entry("3H", "H3"), Map.entry("HN1", "H"), Map.entry("HN2", "H2"), Map.entry("HN3", "H3"),
            Map.entry("H5'1", "H5'"), Map.entry("H5'2", "H5''"), Map.entry("H2'1", "H2'"), Map.entry("H2'2", "H2''"),
            Map.entry("1H5'", "H5'"), Map.entry("2H5'", "H5''"), Map.entry("1H2'", "H2'"), Map.entry("2H2'", "H2''"),
            Map.entry("2HO'", "HO2'"), Map.entry("H3T", "HO3'"), Map.entry("H5T", "HO5'"), Map.entry("HO'2", "HO2'"),
            Map.entry("D", "H"));

    private static final Map<String, String> RESIDUE = Map.ofEntries(Map.entry("HSD", "HIS"), Map.entry("HSE", "HIS"),
            Map.entry("HSP", "HIS"),
            Map.entry("HID", "HIS"), Map.entry("HIE", "HIS"), Map.entry("HIP", "HIS"), Map.entry("CYX", "CYS"),
            Map.entry("CYM", "CYS"),
            Map.entry("CSH", "CYS"), Map.entry("ASH", "ASP"), Map.entry("GLH", "GLU"), Map.entry("LYN", "LYS"),
            Map.entry("WAT", "HOH"),
            Map.entry("H2O", "HOH"), Map.entry("TIP", "HOH"), Map.entry("TIP3", "HOH"), Map.entry("TP3", "HOH"),
            Map.entry("SOL", "HOH"),
            Map.entry("OH2", "HOH"), Map.entry("DOD", "HOH"), Map.entry("+A", "A"), Map.entry("+G", "G"), Map.entry("+C", "C"),
            Map.entry("+U", "U"), Map.entry("AR", "A"), Map.entry("GR", "G"), Map.entry("CR", "C"), Map.entry("UR", "U"),
            Map.entry("RA", "A"),
            Map.entry("RG", "G"), Map.entry("RC", "C"), Map.entry("RU", "U"), Map.entry("AD", "DA"), Map.entry("GD", "DG"),
            Map.entry("CD", "DC"),
            Map.entry("TD", "DT"), Map.entry("ADE", "A"), Map.entry("GUA", "G"), Map.entry("CYT", "C"), Map.entry("URA", "U"),
            Map.entry("URI", "U"),
            Map.entry("THY", "DT"), Map.entry("T", "DT"));

    private AtomNames() {}

    /// The present name of an atom; the name itself if it is not an old one.
    static String modern(String name, String residue) {
        String n = name.indexOf('*') >= 0 ? name.replace('*', '\'') : name;
        if (n.equals("C5M") && (residue.equals("DT") || residue.equals("T") || residue.equals("THY"))) return "C7";
        if (n.equals("CD") && residue.equals("ILE")) return "CD1";
        String known = ATOM.get(n);
        if (known != null) return known;
        boolean digitFirst = n.length() > 2 && n.charAt(0) >= '1' && n.charAt(0) <= '9' && n.charAt(1) == 'H';
        if (!digitFirst) return n;
        // 1HB of the old convention: methylene hydrogens 1 and 2 are now 2 and 3, all others keep their number
        String turned = n.substring(1) + n.charAt(0);
        return turned;
    }

    /// The component id that a residue name stands for.
    static String component(String residue) { return RESIDUE.getOrDefault(residue, residue); }
}
