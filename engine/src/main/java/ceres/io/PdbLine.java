package ceres.io;

/// A line of a PDB file by its columns, which count from 1 as the format's description does.
///
/// Source: wwPDB file format 3.3; hybrid-36 numbers as in the documentation of iotbx.pdb (cctbx).
record PdbLine(String text, int number) {
    private static final int BASE = 36;

    /// True if the line begins with that record name, padded to six columns.
    boolean is(String record) {
        return text.startsWith(record)
                && (text.length() <= record.length() || record.length() == 6 || text.charAt(record.length()) == ' ');
    }

    /// Columns `from` to `to`, as they stand; shorter than asked where the line ends.
    String raw(int from, int to) { return from > text.length() ? "" : text.substring(from - 1, Math.min(to, text.length())); }

    String columns(int from, int to) { return raw(from, to).strip(); }

    char column(int at) { return at > text.length() ? ' ' : text.charAt(at - 1); }

    /// The character of a column; 0 for a blank.
    char letter(int at) { return column(at) == ' ' ? 0 : column(at); }

    /// A number, NaN if the columns are blank or hold none.
    double number(int from, int to) {
        String text = columns(from, to);
        if (text.isEmpty() || "0123456789.+-".indexOf(text.charAt(0)) < 0) return Double.NaN;
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? value : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /// A residue number of four columns, plain or hybrid-36; a digit in the column of the insertion code continues it (9999, 10000).
    ///
    /// @throws NumberFormatException if it is none
    int sequence(int from) {
        String field = columns(from, from + 3);
        char next = column(from + 4);
        if (field.length() == 4 && Character.isDigit(next) && Character.isDigit(field.charAt(0)))
            return Integer.parseInt(field + next);
        return hybrid36(field);
    }

    /// The insertion code of a residue number at `from`; 0 if there is none.
    char icode(int from) { return Character.isDigit(column(from + 4)) ? 0 : letter(from + 4); }

    /// `9999`, then `A000` (10000) to `ZZZZ`, then `a000` to `zzzz`.
    static int hybrid36(String field) {
        if (field.isEmpty()) throw new NumberFormatException("a blank number");
        char first = field.charAt(0);
        if (!Character.isLetter(first)) return Integer.parseInt(field);
        boolean upper = Character.isUpperCase(first);
        if (!field.equals(upper ? field.toUpperCase(java.util.Locale.ROOT) : field.toLowerCase(java.util.Locale.ROOT)))
            throw new NumberFormatException("neither a decimal nor a hybrid-36 number: " + field);
        int width = field.length();
        int value = Integer.parseInt(field, BASE) - 10 * power(BASE, width - 1);
        return value + power(10, width) + (upper ? 0 : 26 * power(BASE, width - 1));
    }

    private static int power(int base, int exponent) {
        int p = 1;
        for (int i = 0; i < exponent; i++) p *= base;
        return p;
    }
}
