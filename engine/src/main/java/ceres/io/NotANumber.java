package ceres.io;

import java.util.Locale;

/// Coordinates that a program wrote although it had none. Such an atom is left out and counted; any other word in place of a number makes
/// the file unreadable.
final class NotANumber {
    private NotANumber() {}

    static boolean is(String word) {
        String w = word.strip().toLowerCase(Locale.ROOT);
        if (w.startsWith("-") || w.startsWith("+")) w = w.substring(1);
        return w.equals("nan") || w.equals("inf") || w.equals("infinity");
    }

    static String leftOut(int atoms) {
        return atoms == 1 ? "1 atom without coordinates was left out." : atoms + " atoms without coordinates were left out.";
    }
}
