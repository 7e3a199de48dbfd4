package ceres.io;

/// Formal charges as files write them: `2`, `-1`, `+2`, `2+`, `1-`.
final class Charges {
    private Charges() {}

    /// @throws NumberFormatException if the text is none
    static int parse(String text) {
        String digits = text.endsWith("+") || text.endsWith("-")
                ? text.charAt(text.length() - 1) + text.substring(0, text.length() - 1)
                : text;
        if (digits.equals("+") || digits.equals("-")) digits += "1";
        int charge = Integer.parseInt(digits);
        if (Math.abs(charge) > 20) throw new NumberFormatException("no atom has a charge of " + charge);
        return charge;
    }
}
