package ceres.io.cif;

/// Numbers as CIF writes them: `1.23`, `-4`, `1.5e-3`, `1.234(5)`.
final class CifNumbers {
    private CifNumbers() {}

    /// @throws NumberFormatException if the text is no finite number
    static double parse(String text) {
        int bracket = text.indexOf('(');
        String plain = bracket > 0 && text.endsWith(")") ? text.substring(0, bracket) : text;
        if (plain.isEmpty() || "0123456789.+-".indexOf(plain.charAt(0)) < 0)
            throw new NumberFormatException("not a number: " + text);
        char last = plain.charAt(plain.length() - 1);
        if (last == 'd' || last == 'f' || last == 'D' || last == 'F') throw new NumberFormatException("not a number: " + text);
        double value = Double.parseDouble(plain);
        if (!Double.isFinite(value)) throw new NumberFormatException("not a finite number: " + text);
        return value;
    }
}
