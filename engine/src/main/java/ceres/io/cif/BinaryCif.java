package ceres.io.cif;

import ceres.fault.Fault;
import ceres.fault.ReasonCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// BinaryCIF: the same blocks, categories and items as CIF, columns packed.
///
/// Source: the BinaryCIF specification 0.3 (Sehnal2020).
public final class BinaryCif {
    private static final String VERSION = "0.3.0";

    private BinaryCif() {}

    /// True if the bytes begin like a BinaryCIF file: a MessagePack map with a key that such files have.
    public static boolean looksLike(byte[] bytes) {
        if (bytes.length < 8) return false;
        int head = bytes[0] & 255;
        if (head < 0x80 || head > 0x8f && head != 0xde && head != 0xdf) return false;
        String start = new String(bytes, 0, Math.min(64, bytes.length), StandardCharsets.ISO_8859_1);
        return start.contains("dataBlocks") || start.contains("encoder") || start.contains("version");
    }

    /// @throws Fault.BadInput UNREADABLE_MODEL with what breaks the format
    public static CifDocument parse(Object where, byte[] bytes) {
        try {
            var blocks = new ArrayList<CifBlock>();
            for (Object b : BinaryColumn.list(BinaryColumn.map(MessagePack.decode(bytes), "file").get("dataBlocks"))) {
                var block = BinaryColumn.map(b, "data block");
                var categories = new ArrayList<CifCategory>();
                for (Object c : BinaryColumn.list(block.get("categories")))
                    categories.add(category(BinaryColumn.map(c, "category")));
                blocks.add(new CifBlock(String.valueOf(block.get("header")), List.copyOf(categories)));
            }
            return new CifDocument(List.copyOf(blocks));
        } catch (IllegalArgumentException | ArithmeticException | OutOfMemoryError e) {
            throw new Fault.BadInput(ReasonCode.UNREADABLE_MODEL, where, "is no whole BinaryCIF (%s)".formatted(e.getMessage()),
                    "fetch or copy the file again", e);
        }
    }

    private static CifCategory category(Map<?, ?> category) {
        String name = String.valueOf(category.get("name"));
        if (!(category.get("rowCount") instanceof Number rows))
            throw new IllegalArgumentException("category %s without rows".formatted(name));
        var items = new ArrayList<String>();
        var columns = new ArrayList<BinaryColumn>();
        for (Object c : BinaryColumn.list(category.get("columns"))) {
            var column = BinaryColumn.map(c, "column");
            items.add(String.valueOf(column.get("name")));
            columns.add(BinaryColumn.decode(column, rows.intValue()));
        }
        return new Decoded(name.startsWith("_") ? name.substring(1) : name, List.copyOf(items), rows.intValue(),
                List.copyOf(columns));
    }

    private record Decoded(String name, List<String> items, int rows, List<BinaryColumn> columns) implements CifCategory {
        @Override
        public String text(int row, int column) { return columns.get(column).text(row); }

        @Override
        public boolean isNull(int row, int column) { return columns.get(column).isNull(row); }

        @Override
        public double number(int row, int column) { return columns.get(column).number(row); }
    }

    // ---- writing: what a map for the viewer needs

    /// A file of blocks as [#block] makes them.
    public static byte[] encode(String encoder, List<Map<String, Object>> blocks) {
        return MessagePack.encode(ordered("encoder", encoder, "version", VERSION, "dataBlocks", blocks));
    }

    public static Map<String, Object> block(String header, List<Map<String, Object>> categories) {
        return ordered("header", header, "categories", categories);
    }

    public static Map<String, Object> category(String name, int rows, List<Map<String, Object>> columns) {
        return ordered("name", "_" + name, "rowCount", rows, "columns", columns);
    }

    public static Map<String, Object> column(String name, double... values) {
        var bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double v : values) bytes.putDouble(v);
        return column(name, bytes.array(), List.of(byteArray(33)));
    }

    public static Map<String, Object> column(String name, int... values) {
        return column(name, ints(values), List.of(byteArray(3)));
    }

    /// A column of one text.
    public static Map<String, Object> column(String name, String value) {
        var encoding = ordered("kind", "StringArray", "dataEncoding", List.of(byteArray(3)), "stringData", value,
                "offsetEncoding",
                List.of(byteArray(3)), "offsets", ints(0, value.length()));
        return column(name, ints(0), List.of(encoding));
    }

    /// A column of numbers rounded to the nearest of equal steps from `min` to `max`: 255 of them in one byte, or 65535 in two.
    public static Map<String, Object> quantised(String name, float[] values, double min, double max, boolean twoBytes) {
        int steps = twoBytes ? 0xffff : 0xff;
        double scale = max > min ? (steps - 1) / (max - min) : 0;
        var bytes = ByteBuffer.allocate(values.length * (twoBytes ? 2 : 1)).order(ByteOrder.LITTLE_ENDIAN);
        for (float v : values) {
            long step = Math.clamp(Math.round((v - min) * scale), 0, steps - 1);
            if (twoBytes) bytes.putShort((short) step);
            else
                bytes.put((byte) step);
        }
        var quantisation = ordered("kind", "IntervalQuantization", "min", min, "max", max, "numSteps", steps, "srcType", 32);
        return column(name, bytes.array(), List.of(quantisation, byteArray(twoBytes ? 5 : 4)));
    }

    private static Map<String, Object> column(String name, byte[] data, List<Map<String, Object>> encoding) {
        return ordered("name", name, "mask", null, "data", ordered("data", data, "encoding", encoding));
    }

    private static Map<String, Object> byteArray(int type) { return ordered("kind", "ByteArray", "type", type); }

    private static byte[] ints(int... values) {
        var bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int v : values) bytes.putInt(v);
        return bytes.array();
    }

    private static Map<String, Object> ordered(@Nullable Object... keysAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) map.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        return map;
    }
}
