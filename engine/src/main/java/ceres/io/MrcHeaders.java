package ceres.io;

import ceres.fault.Fault;
import ceres.fault.ReasonCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads the 1024 bytes of an MRC/CCP4 header and says what cannot be true of them.
final class MrcHeaders {
    static final int BYTES = 1024;
    private static final int WORD = 4;
    /// An ORIGIN beyond this, or one that is no number, is left-over bytes and not a place, A.
    private static final double FARTHEST = 1e6;
    private static final int LABELS = 10, LABEL_BYTES = 80;

    private MrcHeaders() {}

    /// @param bytes the first 1024 bytes of the content
    /// @param warnings receives what is odd but harmless
    /// @throws Fault.BadInput UNREADABLE_MAP with what is wrong
    static MapHeader read(byte[] bytes, Path file, List<String> warnings) {
        ByteOrder order = byteOrder(bytes, file, warnings);
        var header = decode(ByteBuffer.wrap(bytes).order(order), order);
        check(header, file);
        if (bytes[208] != 'M' || bytes[209] != 'A' || bytes[210] != 'P')
            warnings.add("The header lacks the word MAP: an old or foreign writer; read all the same.");
        return header;
    }

    /* The machine stamp says the byte order, but writers leave it empty (emd6374) or fill it with other things ("MAE "), so its word counts
     * only if the header makes sense when read that way; otherwise the order that makes sense wins. */
    private static ByteOrder byteOrder(byte[] bytes, Path file, List<String> warnings) {
        int stamp = bytes[212] & 255;
        var stated = stamp == 0x11 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        var other = stated == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        if (makesSense(bytes, stated)) return stated;
        if (makesSense(bytes, other)) {
            warnings.add(
                    "The machine stamp contradicts the header; the byte order was taken from the header (%s).".formatted(other));
            return other;
        }
        var h = decode(ByteBuffer.wrap(bytes).order(stated), stated);
        check(h, file);
        throw unreadable(file, "is not an MRC/CCP4 map: the header states %d x %d x %d voxels, mode %d, axes %s"
                .formatted(h.columns(), h.rows(), h.sections(), h.mode(), h.axisOrder()));
    }

    private static boolean makesSense(byte[] bytes, ByteOrder order) {
        var b = ByteBuffer.wrap(bytes).order(order);
        for (int word = 0; word < 3; word++) if (b.getInt(WORD * word) < 0 || b.getInt(WORD * word) > 1 << 20) return false;
        int mode = b.getInt(12);
        int axes = b.getInt(64) | b.getInt(68) | b.getInt(72);
        return mode >= 0 && mode <= 101 && axes >= 0 && axes <= 3;
    }

    private static MapHeader decode(ByteBuffer b, ByteOrder order) {
        var cell = new double[6];
        for (int i = 0; i < 6; i++) cell[i] = b.getFloat(40 + WORD * i);
        boolean skewed = b.getInt(96) == 1;
        var skew = new double[skewed ? 12 : 0];
        for (int i = 0; i < skew.length; i++) skew[i] = b.getFloat(100 + WORD * i);
        int[] start = ints(b, 16);
        double[] origin = {b.getFloat(196), b.getFloat(200), b.getFloat(204)};
        return new MapHeader(b.getInt(0), b.getInt(4), b.getInt(8), b.getInt(12), start, ints(b, 28), cell, ints(b, 64),
                b.getFloat(76), b.getFloat(80), b.getFloat(84), b.getFloat(216), b.getInt(88), b.getInt(92),
                skewed ? "" : text(b, 104, 4), order, origin, skew, placement(start, origin), labels(b));
    }

    private static MapHeader.Placement placement(int[] start, double[] origin) {
        if (start[0] != 0 || start[1] != 0 || start[2] != 0) return MapHeader.Placement.NSTART;
        boolean set = false;
        for (double o : origin) {
            if (!(Math.abs(o) < FARTHEST)) return MapHeader.Placement.ZERO;
            set |= o != 0;
        }
        return set ? MapHeader.Placement.ORIGIN : MapHeader.Placement.ZERO;
    }

    private static int[] ints(ByteBuffer b, int at) { return new int[]{b.getInt(at), b.getInt(at + 4), b.getInt(at + 8)}; }

    private static List<String> labels(ByteBuffer b) {
        var labels = new ArrayList<String>();
        int count = Math.clamp(b.getInt(220), 0, LABELS);
        for (int i = 0; i < count; i++) {
            String label = text(b, 224 + LABEL_BYTES * i, LABEL_BYTES);
            if (!label.isEmpty()) labels.add(label);
        }
        return List.copyOf(labels);
    }

    private static String text(ByteBuffer b, int at, int length) {
        var bytes = new byte[length];
        b.get(at, bytes);
        var text = new StringBuilder();
        for (char c : new String(bytes, StandardCharsets.ISO_8859_1).toCharArray()) {
            if (c == 0) break;
            text.append(c < 32 || c == 127 ? ' ' : c);
        }
        return text.toString().strip();
    }

    private static void check(MapHeader h, Path file) {
        if (h.columns() < 1 || h.rows() < 1 || h.sections() < 1)
            throw unreadable(file,
                    "an axis of the map is empty: the header states %d x %d x %d voxels".formatted(h.columns(), h.rows(),
                            h.sections()));
        checkMode(h, file);
        int[] axes = h.axes().clone();
        java.util.Arrays.sort(axes);
        if (axes[0] != 1 || axes[1] != 2 || axes[2] != 3)
            throw unreadable(file,
                    "the axes MAPC, MAPR, MAPS are %d, %d, %d, not an order of 1, 2, 3".formatted(h.axes()[0], h.axes()[1],
                            h.axes()[2]));
        if (h.sections() == 1 && !(h.cell()[h.axes()[2] - 1] > 0))
            throw unreadable(file, "holds a single section, an image and not a volume");
        checkCell(h, file);
    }

    private static void checkMode(MapHeader h, Path file) {
        if (h.bytesPerVoxel() > 0) return;
        String what = switch (h.mode()) {
            case 3, 4 -> "complex numbers, a transform and not a map";
            case 16 -> "colours";
            case 101 -> "packed 4-bit numbers";
            default -> "nothing that the format defines";
        };
        throw new Fault.BadInput(ReasonCode.UNREADABLE_MAP, file, "the map has mode %d: %s".formatted(h.mode(), what),
                "convert the map to mode 2 (32-bit float)", null);
    }

    private static void checkCell(MapHeader h, Path file) {
        for (int i = 0; i < 3; i++)
            if (!(h.cell()[i] > 0) || h.cell()[i] > 1e7)
                throw new Fault.BadInput(ReasonCode.UNREADABLE_MAP, file,
                        "the header states no usable cell: %s x %s x %s A".formatted(h.cell()[0], h.cell()[1], h.cell()[2]),
                        "write the voxel size into the header", null);
        for (int i = 3; i < 6; i++)
            if (!(h.cell()[i] == 0 || h.cell()[i] > 5 && h.cell()[i] < 175))
                throw unreadable(file, "the header states a cell angle of %s degrees".formatted(h.cell()[i]));
    }

    static Fault.BadInput unreadable(Path file, String found) {
        return new Fault.BadInput(ReasonCode.UNREADABLE_MAP, file, found);
    }
}
