package ceres.io.cif;

import ceres.fault.Fault;
import ceres.fault.ReasonCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// The bytes of a CIF file as tokens.
///
/// Tokens are found by their offset; the end of a token follows from its first byte, so a value needs to be remembered by one integer.
///
/// Source: Hall1991, CIF 1.1 syntax.
final class CifText {
    private final Object where;
    private final byte[] bytes;
    private final Charset charset;

    /// @param where the file, for messages
    CifText(Object where, byte[] bytes) {
        this.where = where;
        this.bytes = bytes;
        this.charset = isUtf8(bytes) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    }

    private static boolean isUtf8(byte[] bytes) {
        boolean ascii = true;
        for (byte b : bytes) if (b < 0) {
            ascii = false;
            break;
        }
        if (ascii) return true;
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    int length() { return bytes.length; }

    byte at(int i) { return bytes[i]; }

    /// Offset of the next token at or after `i`, past white space and comments; the length of the text at its end.
    int skipBlank(int i) {
        while (i < bytes.length) {
            if (bytes[i] == '#') while (i < bytes.length && bytes[i] != '\n' && bytes[i] != '\r') i++;
            else if (isBlank(bytes[i])) i++;
            else
                break;
        }
        return i;
    }

    /// The offset just past the token that begins at `start`.
    int end(int start) {
        byte first = bytes[start];
        if (first == ';' && startsLine(start)) return endOfTextField(start);
        if (first == '\'' || first == '"') return endOfQuoted(start);
        int i = start + 1;
        while (i < bytes.length && !isBlank(bytes[i])) i++;
        return i;
    }

    private int endOfTextField(int start) {
        for (int i = start + 1; i + 1 < bytes.length; i++)
            if ((bytes[i] == '\n' || bytes[i] == '\r') && bytes[i + 1] == ';') return i + 2;
        throw fault(start, "a text field (;) that does not end");
    }

    private int endOfQuoted(int start) {
        byte quote = bytes[start];
        for (int i = start + 1; i < bytes.length && bytes[i] != '\n' && bytes[i] != '\r'; i++)
            if (bytes[i] == quote && (i + 1 == bytes.length || isBlank(bytes[i + 1]))) return i + 1;
        throw fault(start, "a quoted value that does not end on its line");
    }

    /// The value of the token, without its quotes. The lines of a text field end in `\n`.
    String value(int start) {
        int end = end(start);
        byte first = bytes[start];
        if (first == ';' && startsLine(start)) return unfold(text(start + 1, end - 2));
        if (first == '\'' || first == '"') return text(start + 1, end - 1);
        return text(start, end);
    }

    private static String unfold(String text) {
        if (text.indexOf('\r') < 0) return text;
        String unix = text.replace("\r\n", "\n").replace('\r', '\n');
        return unix.endsWith("\n") && text.endsWith("\r") ? unix.substring(0, unix.length() - 1) : unix;
    }

    /// True for an unquoted `.` or `?`.
    boolean isNull(int start) {
        byte first = bytes[start];
        return (first == '.' || first == '?') && (start + 1 == bytes.length || isBlank(bytes[start + 1]));
    }

    /// True if the token is a word that CIF reserves or an item name: anything but a value.
    boolean isKeyword(int start) {
        return switch (bytes[start]) {
            case '_', '$' -> true;
            case 'd', 'D' -> startsWith(start, "data_");
            case 's', 'S' -> startsWith(start, "save_") || isWord(start, "stop_");
            case 'l', 'L' -> isWord(start, "loop_");
            case 'g', 'G' -> isWord(start, "global_");
            default -> false;
        };
    }

    boolean isWord(int start, String lowerCase) {
        return startsWith(start, lowerCase) && end(start) == start + lowerCase.length();
    }

    boolean startsWith(int start, String lowerCase) {
        if (start + lowerCase.length() > bytes.length) return false;
        for (int i = 0; i < lowerCase.length(); i++) {
            int b = bytes[start + i] & 255;
            if (b >= 'A' && b <= 'Z') b += 'a' - 'A';
            if (b != lowerCase.charAt(i)) return false;
        }
        return true;
    }

    /* A plain decimal of at most 15 digits is an integer below 2^53 over a power of ten: both exact, so their quotient is the nearest
     * double, as Double.parseDouble would find it, at a tenth of the time. All else goes to parseDouble. */
    /// The value as a number; an uncertainty in brackets is dropped; NaN where there is no value.
    ///
    /// @throws NumberFormatException if it is none
    double number(int start) {
        int end = end(start), i = start;
        boolean negative = bytes[i] == '-';
        if (negative || bytes[i] == '+') i++;
        long digits = 0;
        int count = 0, decimals = -1;
        for (; i < end; i++) {
            int b = bytes[i];
            if (b >= '0' && b <= '9') {
                digits = 10 * digits + b - '0';
                if (++count > 15) return slowNumber(start);
                if (decimals >= 0) decimals++;
            } else if (b == '.' && decimals < 0) decimals = 0;
            else
                return slowNumber(start);
        }
        if (count == 0) return slowNumber(start);
        double value = decimals > 0 ? digits / POWERS[decimals] : digits;
        return negative ? -value : value;
    }

    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

    private double slowNumber(int start) { return isNull(start) ? Double.NaN : CifNumbers.parse(value(start)); }

    String text(int from, int to) { return new String(bytes, from, to - from, charset); }

    /// Number of the line that holds an offset, from 1.
    int line(int offset) {
        int line = 1;
        for (int i = 0; i < offset; i++)
            if (bytes[i] == '\n' || bytes[i] == '\r' && (i + 1 == bytes.length || bytes[i + 1] != '\n')) line++;
        return line;
    }

    Fault fault(int offset, String found) {
        return new Fault.BadInput(ReasonCode.UNREADABLE_MODEL, where,
                "line %d: %s".formatted(line(Math.min(offset, bytes.length)), found));
    }

    private boolean startsLine(int i) { return i == 0 || bytes[i - 1] == '\n' || bytes[i - 1] == '\r'; }

    private static boolean isBlank(byte b) { return b == ' ' || b == '\t' || b == '\n' || b == '\r'; }
}
