package ceres.io;

import ceres.chem.Element;
import ceres.chem.ResidueClass;
import java.util.Set;

/// The element of an atom whose file does not state it.
///
/// In the components of polymers and in water the first letter decides, for they hold no metals: CA of leucine is a carbon wherever its
/// letters stand. Elsewhere the columns of the PDB format decide: a one-letter element stands in column 14 (` CA ` is a carbon), a
/// two-letter one in 13 and 14 (`CA  ` is calcium).
///
/// Source: wwPDB file format 3.3, ATOM record.
final class ElementGuess {
    private static final Set<String> ORGANIC = Set.of("H", "C", "N", "O", "S", "P", "F", "I", "B", "D");

    private ElementGuess() {}

    /// @param columns the four characters of the atom name, columns 13 to 16, unstripped
    static Element fromColumns(String columns, String component) {
        String name = columns.strip();
        if (isOrganicComponent(component)) return firstLetter(name, component);
        if (Character.isDigit(columns.charAt(0)) || columns.charAt(0) == ' ') return firstLetter(name, component);
        if (name.length() == 4 && name.charAt(0) == 'H') return Element.H;
        var two = Element.of(letters(columns.substring(0, 2)));
        return two != Element.UNKNOWN && letters(name).length() >= 2 ? two : firstLetter(name, component);
    }

    /// From a name without columns: an ion is its own element, a known two-letter element counts only if nothing follows but digits.
    static Element fromName(String name, String component) {
        if (isOrganicComponent(component)) return firstLetter(name, component);
        var byComponent = Element.of(letters(component));
        if (name.equalsIgnoreCase(component) && byComponent != Element.UNKNOWN) return byComponent;
        String letters = letters(name);
        if (letters.length() == 2 && ResidueClass.of(component) == ResidueClass.ION) return Element.of(letters);
        return letters.length() == 2
                && Set.of("CL", "BR", "FE", "ZN", "MG", "SE", "NA").contains(letters.toUpperCase(java.util.Locale.ROOT))
                        ? Element.of(letters)
                        : firstLetter(name, component);
    }

    private static boolean isOrganicComponent(String component) {
        var kind = ResidueClass.of(component);
        return kind.isPolymer() || kind == ResidueClass.WATER || kind == ResidueClass.SACCHARIDE;
    }

    private static Element firstLetter(String name, String component) {
        if (component.equals("MSE") && name.startsWith("SE")) return Element.SE;
        String letters = letters(name);
        if (letters.isEmpty()) return Element.UNKNOWN;
        String one = letters.substring(0, 1).toUpperCase(java.util.Locale.ROOT);
        return ORGANIC.contains(one) ? Element.of(one) : Element.of(letters.length() > 1 ? letters.substring(0, 2) : one);
    }

    /// The letters at the head of a name, digits before them dropped: `1HB` gives `HB`.
    private static String letters(String name) {
        int from = 0;
        while (from < name.length() && !Character.isLetter(name.charAt(from))) from++;
        int to = from;
        while (to < name.length() && Character.isLetter(name.charAt(to))) to++;
        return name.substring(from, to);
    }
}
