package ceres.chem;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// A chemical element, by atomic number. Deuterium is H to all of the code but the writer of the file it came from.
///
/// @param number atomic number; 0 for an unknown element (symbol X)
/// @param symbol as in the periodic table: `Se`, not `SE`
public record Element(int number, String symbol) {
    private static final String[] SYMBOLS = ("H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr"
            + " Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu"
            + " Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf").split(" ");
    private static final Element[] BY_NUMBER = new Element[SYMBOLS.length + 1];
    private static final Map<String, Element> BY_SYMBOL = new HashMap<>();

    static {
        BY_NUMBER[0] = new Element(0, "X");
        for (int z = 1; z <= SYMBOLS.length; z++) {
            BY_NUMBER[z] = new Element(z, SYMBOLS[z - 1]);
            BY_SYMBOL.put(SYMBOLS[z - 1].toUpperCase(Locale.ROOT), BY_NUMBER[z]);
        }
        BY_SYMBOL.put("D", BY_NUMBER[1]);
    }

    public static final Element UNKNOWN = BY_NUMBER[0];
    public static final Element H = BY_NUMBER[1];
    public static final Element C = BY_NUMBER[6];
    public static final Element N = BY_NUMBER[7];
    public static final Element O = BY_NUMBER[8];
    public static final Element P = BY_NUMBER[15];
    public static final Element S = BY_NUMBER[16];
    public static final Element SE = BY_NUMBER[34];

    /// The element of that atomic number; UNKNOWN outside 1 to 98.
    public static Element of(int number) { return number > 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : UNKNOWN; }

    /// The element of that symbol in any case, `D` being H; UNKNOWN if there is none.
    public static Element of(String symbol) { return BY_SYMBOL.getOrDefault(symbol.strip().toUpperCase(Locale.ROOT), UNKNOWN); }

    public boolean isHydrogen() { return number == 1; }
}
