package ceres.io.cif;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The container of BinaryCIF: maps, lists, texts, bytes and numbers in few bytes.
///
/// Java values: `Map<String, Object>`, `List<Object>`, `String`, `byte[]`, `Long`, `Double`, `Boolean`, null.
///
/// Source: the MessagePack specification, 2013.
final class MessagePack {
    private static final int DEEPEST = 64;

    private MessagePack() {}

    // ---- reading

    /// @throws IllegalArgumentException if the bytes are no MessagePack
    static @Nullable Object decode(byte[] bytes) {
        try {
            return value(ByteBuffer.wrap(bytes), 0);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the file ends too early", e);
        }
    }

    private static @Nullable Object value(ByteBuffer in, int depth) {
        if (depth > DEEPEST) throw new IllegalArgumentException("nested too deeply");
        int head = in.get() & 255;
        if (head < 0x80) return (long) head;
        if (head >= 0xe0) return (long) (byte) head;
        if (head < 0x90) return map(in, head & 15, depth);
        if (head < 0xa0) return list(in, head & 15, depth);
        if (head < 0xc0) return text(in, head & 31);
        return switch (head) {
            case 0xc0 -> null;
            case 0xc2 -> false;
            case 0xc3 -> true;
            case 0xc4 -> bytes(in, in.get() & 255);
            case 0xc5 -> bytes(in, in.getShort() & 0xffff);
            case 0xc6 -> bytes(in, in.getInt());
            case 0xca -> (double) in.getFloat();
            case 0xcb -> in.getDouble();
            case 0xcc -> (long) (in.get() & 255);
            case 0xcd -> (long) (in.getShort() & 0xffff);
            case 0xce -> in.getInt() & 0xffffffffL;
            case 0xcf, 0xd3 -> in.getLong();
            case 0xd0 -> (long) in.get();
            case 0xd1 -> (long) in.getShort();
            case 0xd2 -> (long) in.getInt();
            case 0xd9 -> text(in, in.get() & 255);
            case 0xda -> text(in, in.getShort() & 0xffff);
            case 0xdb -> text(in, in.getInt());
            case 0xdc -> list(in, in.getShort() & 0xffff, depth);
            case 0xdd -> list(in, in.getInt(), depth);
            case 0xde -> map(in, in.getShort() & 0xffff, depth);
            case 0xdf -> map(in, in.getInt(), depth);
            default -> throw new IllegalArgumentException("unknown MessagePack type 0x%x".formatted(head));
        };
    }

    /// No length is believed that the rest of the file cannot hold: an element has at least one byte.
    private static int believable(ByteBuffer in, int length) {
        if (length < 0 || length > in.remaining())
            throw new IllegalArgumentException("a length of %d bytes where %d are left".formatted(length,
                    in.remaining()));
        return length;
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        var bytes = new byte[believable(in, length)];
        in.get(bytes);
        return bytes;
    }

    private static String text(ByteBuffer in, int length) { return new String(bytes(in, length), StandardCharsets.UTF_8); }

    private static List<@Nullable Object> list(ByteBuffer in, int length, int depth) {
        var list = new ArrayList<@Nullable Object>();
        for (int i = 0, n = believable(in, length); i < n; i++) list.add(value(in, depth + 1));
        return list;
    }

    private static Map<String, @Nullable Object> map(ByteBuffer in, int length, int depth) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0, n = believable(in, length); i < n; i++)
            if (value(in, depth + 1) instanceof String key) map.put(key, value(in, depth + 1));
            else
            throw new IllegalArgumentException("a map key that is no text");
        return map;
    }

    // ---- writing

    /// @throws IllegalArgumentException for a value of another Java type
    static byte[] encode(@Nullable Object value) {
        var out = new ByteArrayOutputStream();
        write(out, value);
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, @Nullable Object value) {
        switch (value) {
            case null -> out.write(0xc0);
            case Boolean b -> out.write(b ? 0xc3 : 0xc2);
            case Integer i -> number(out, i);
            case Long l -> number(out, l);
            case Double d -> {
                out.write(0xcb);
                out.writeBytes(ByteBuffer.allocate(8).putDouble(d).array());
            }
            case String s -> {
                byte[] bytes = s.getBytes(StandardCharsets.UTF_8);
                if (bytes.length < 32) out.write(0xa0 | bytes.length);
                else
                    head(out, 0xdb, bytes.length);
                out.writeBytes(bytes);
            }
            case byte[] bytes -> {
                head(out, 0xc6, bytes.length);
                out.writeBytes(bytes);
            }
            case List<?> list -> {
                if (list.size() < 16) out.write(0x90 | list.size());
                else
                    head(out, 0xdd, list.size());
                for (Object o : list) write(out, o);
            }
            case Map<?, ?> map -> {
                if (map.size() < 16) out.write(0x80 | map.size());
                else
                    head(out, 0xdf, map.size());
                map.forEach((k, v) -> {
                    write(out, k);
                    write(out, v);
                });
            }
            default -> throw new IllegalArgumentException("no MessagePack for " + value.getClass());
        }
    }

    private static void number(ByteArrayOutputStream out, long l) {
        if (l >= -32 && l < 128) out.write((int) l);
        else if (l == (int) l) head(out, 0xd2, (int) l);
        else {
            out.write(0xd3);
            out.writeBytes(ByteBuffer.allocate(8).putLong(l).array());
        }
    }

    private static void head(ByteArrayOutputStream out, int type, int length) {
        out.write(type);
        out.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
    }
}
