package ceres.io.cif;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One column of a BinaryCIF category, decoded.
///
/// A column is a chain of encodings over bytes; decoding undoes them from the last to the first. Values are held as they come out:
/// `int[]`, `double[]` or `String[]`.
///
/// Source: the BinaryCIF specification 0.3 (Sehnal2020).
final class BinaryColumn {
    /// No column is believed to be longer: a run-length code of a few bytes can claim anything.
    private static final int MOST = 1 << 28;
    private final Object values;
    private final boolean single;
    private final int @Nullable [] mask;

    private BinaryColumn(Object values, boolean single, int @Nullable [] mask) {
        this.values = values;
        this.single = single;
        this.mask = mask;
    }

    /// @throws IllegalArgumentException if the column does not follow the specification or has another number of rows
    static BinaryColumn decode(Map<?, ?> column, int rows) {
        var data = map(column.get("data"), "data");
        Object values = undo(data);
        boolean single = list(data.get("encoding")).stream()
                .anyMatch(e -> e instanceof Map<?, ?> m && Long.valueOf(32).equals(m.get("srcType")))
                || list(data.get("encoding")).getFirst() instanceof Map<?, ?> m && Long.valueOf(32).equals(m.get("type"));
        int[] mask = null;
        if (column.get("mask") instanceof Map<?, ?> m && undo(m) instanceof int[] codes) mask = codes;
        if (length(values) != rows || mask != null && mask.length != rows)
            throw new IllegalArgumentException(
                    "column %s has %d values for %d rows".formatted(column.get("name"), length(values), rows));
        return new BinaryColumn(values, single, mask);
    }

    boolean isNull(int row) {
        if (mask != null && mask[row] != 0) return true;
        return values instanceof String[] s && (s[row] == null);
    }

    String text(int row) {
        if (mask != null && mask[row] == 1) return ".";
        if (isNull(row)) return "?";
        return switch (values) {
            case int[] i -> Integer.toString(i[row]);
            case double[] d -> decimal(d[row]);
            default -> ((String[]) values)[row];
        };
    }

    double number(int row) {
        if (isNull(row)) return Double.NaN;
        return switch (values) {
            case int[] i -> i[row];
            case double[] d -> d[row];
            default -> CifNumbers.parse(((String[]) values)[row]);
        };
    }

    private String decimal(double d) {
        if (d == Math.rint(d) && Math.abs(d) < 1e9) return Long.toString((long) d);
        String text = single ? Float.toString((float) d) : Double.toString(d);
        return text.contains("E") ? new java.math.BigDecimal(text).toPlainString() : text;
    }

    private static int length(Object values) {
        return switch (values) {
            case int[] i -> i.length;
            case double[] d -> d.length;
            default -> ((String[]) values).length;
        };
    }

    // ---- encodings

    private static Object undo(Map<?, ?> encoded) { return undo(encoded.get("data"), list(encoded.get("encoding"))); }

    private static Object undo(@Nullable Object bytes, List<?> encodings) {
        if (!(bytes instanceof byte[]) || encodings.isEmpty())
            throw new IllegalArgumentException("a column without bytes or encodings");
        Object values = bytes;
        for (int i = encodings.size() - 1; i >= 0; i--) values = undoOne(values, map(encodings.get(i), "encoding"));
        if (values instanceof byte[]) throw new IllegalArgumentException("a column of bytes that mean nothing");
        return values;
    }

    private static Object undoOne(Object values, Map<?, ?> e) {
        String kind = String.valueOf(e.get("kind"));
        return switch (kind) {
            case "ByteArray" -> byteArray(as(byte[].class, values, kind), integer(e, "type"));
            case "FixedPoint" -> fixedPoint(as(int[].class, values, kind), number(e, "factor"));
            case "IntervalQuantization" ->
                quantised(as(int[].class, values, kind), number(e, "min"), number(e, "max"), integer(e, "numSteps"));
            case "RunLength" -> runLength(as(int[].class, values, kind), integer(e, "srcSize"));
            case "Delta" -> delta(as(int[].class, values, kind), integer(e, "origin"));
            case "IntegerPacking" ->
                unpack(as(int[].class, values, kind), integer(e, "byteCount"), Boolean.TRUE.equals(e.get("isUnsigned")),
                        integer(e, "srcSize"));
            case "StringArray" -> strings(as(byte[].class, values, kind), e);
            default -> throw new IllegalArgumentException("unknown encoding " + kind);
        };
    }

    private static Object byteArray(byte[] bytes, int type) {
        int size = switch (type) {
            case 1, 4 -> 1;
            case 2, 5 -> 2;
            case 3, 6, 32 -> 4;
            case 33 -> 8;
            default -> throw new IllegalArgumentException("unknown byte array type " + type);
        };
        if (bytes.length % size != 0)
            throw new IllegalArgumentException("%d bytes for numbers of %d".formatted(bytes.length, size));
        var in = java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        int n = bytes.length / size;
        if (type >= 32) {
            var d = new double[n];
            for (int i = 0; i < n; i++) d[i] = type == 32 ? in.getFloat(4 * i) : in.getDouble(8 * i);
            return d;
        }
        var v = new int[n];
        for (int i = 0; i < n; i++)
            v[i] = switch (type) {
                case 1 -> in.get(i);
                case 4 -> in.get(i) & 255;
                case 2 -> in.getShort(2 * i);
                case 5 -> in.getShort(2 * i) & 0xffff;
                default -> in.getInt(4 * i);
            };
        return v;
    }

    private static double[] fixedPoint(int[] v, double factor) {
        if (!(factor > 0)) throw new IllegalArgumentException("a fixed-point factor of " + factor);
        var d = new double[v.length];
        for (int i = 0; i < v.length; i++) d[i] = v[i] / factor;
        return d;
    }

    private static double[] quantised(int[] v, double min, double max, int steps) {
        if (steps < 2) throw new IllegalArgumentException("an interval of %d steps".formatted(steps));
        double delta = (max - min) / (steps - 1);
        var d = new double[v.length];
        for (int i = 0; i < v.length; i++) d[i] = min + delta * v[i];
        return d;
    }

    private static int[] runLength(int[] pairs, int size) {
        if (size < 0 || size > MOST || pairs.length % 2 != 0)
            throw new IllegalArgumentException("a run-length code for %d values".formatted(size));
        var v = new int[size];
        int at = 0;
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] < 0 || pairs[i + 1] > size - at) throw new IllegalArgumentException("a run that is too long");
            Arrays.fill(v, at, at + pairs[i + 1], pairs[i]);
            at += pairs[i + 1];
        }
        if (at != size) throw new IllegalArgumentException("runs of %d values where %d should be".formatted(at, size));
        return v;
    }

    private static int[] delta(int[] v, int origin) {
        var out = new int[v.length];
        int sum = origin;
        for (int i = 0; i < v.length; i++) out[i] = sum += v[i];
        return out;
    }

    /// A number too large for its bytes is the sum of a run of largest (or smallest) values and the value that ends the run.
    private static int[] unpack(int[] v, int bytes, boolean unsigned, int size) {
        if (size < 0 || size > v.length || bytes != 1 && bytes != 2)
            throw new IllegalArgumentException("a packing of %d values".formatted(size));
        int upper = unsigned ? (1 << 8 * bytes) - 1 : (1 << 8 * bytes - 1) - 1, lower = unsigned ? Integer.MIN_VALUE : -upper - 1;
        var out = new int[size];
        int at = 0, sum = 0;
        for (int x : v) {
            sum += x;
            if (x == upper || x == lower) continue;
            if (at == size) throw new IllegalArgumentException("more packed values than " + size);
            out[at++] = sum;
            sum = 0;
        }
        if (at != size) throw new IllegalArgumentException("%d packed values where %d should be".formatted(at, size));
        return out;
    }

    private static @Nullable String[] strings(byte[] bytes, Map<?, ?> e) {
        Object offsets = undo(e.get("offsets"), list(e.get("offsetEncoding")));
        Object indices = undo(bytes, list(e.get("dataEncoding")));
        String all = String.valueOf(e.get("stringData"));
        int[] o = as(int[].class, offsets, "StringArray"), index = as(int[].class, indices, "StringArray");
        var words = new String[Math.max(0, o.length - 1)];
        for (int i = 0; i < words.length; i++) {
            if (o[i] < 0 || o[i + 1] < o[i] || o[i + 1] > all.length())
                throw new IllegalArgumentException("text offsets out of order");
            words[i] = all.substring(o[i], o[i + 1]);
        }
        var out = new @Nullable String[index.length];
        for (int i = 0; i < index.length; i++) {
            if (index[i] >= words.length) throw new IllegalArgumentException("text %d of %d".formatted(index[i], words.length));
            out[i] = index[i] < 0 ? null : words[index[i]];
        }
        return out;
    }

    // ---- shapes

    private static <T> T as(Class<T> type, Object value, String kind) {
        if (!type.isInstance(value))
            throw new IllegalArgumentException("encoding %s over values of another kind".formatted(kind));
        return type.cast(value);
    }

    static Map<?, ?> map(@Nullable Object value, String what) {
        if (value instanceof Map<?, ?> m) return m;
        throw new IllegalArgumentException("no " + what);
    }

    static List<?> list(@Nullable Object value) {
        if (value instanceof List<?> l) return l;
        throw new IllegalArgumentException("a list is missing");
    }

    private static int integer(Map<?, ?> e, String key) {
        double value = number(e, key);
        if (value != (int) value) throw new IllegalArgumentException("%s is no whole number: %s".formatted(key, value));
        return (int) value;
    }

    private static double number(Map<?, ?> e, String key) {
        if (e.get(key) instanceof Number n) return n.doubleValue();
        throw new IllegalArgumentException("encoding without " + key);
    }
}
