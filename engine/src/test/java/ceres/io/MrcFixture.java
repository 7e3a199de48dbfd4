package ceres.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/// A small MRC file, word by word, with all that can be right or wrong about it. Voxel (column, row, section) holds
/// `column + 10 row + 100 section`.
final class MrcFixture {
    int columns = 5, rows = 4, sections = 3, mode = 2, extended;
    int[] start = {0, 0, 0}, axes = {1, 2, 3};
    int[] intervals = {};
    double[] cell = {};
    double[] angles = {90, 90, 90};
    float[] origin = {0, 0, 0};
    float[] skew = {};
    ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    byte[] stamp = {0x44, 0x44, 0, 0};
    float nan = -1;

    byte[] bytes() {
        int[] n = xyz(columns, rows, sections);
        int[] m = intervals.length == 3 ? intervals : n;
        double[] edges = cell.length == 3 ? cell : new double[]{1.5 * m[0], 1.5 * m[1], 1.5 * m[2]};
        int size = switch (mode) {
            case 0 -> 1;
            case 1, 6, 12 -> 2;
            default -> 4;
        };
        var b = ByteBuffer.allocate(1024 + extended + columns * rows * sections * size).order(order);
        b.putInt(columns).putInt(rows).putInt(sections).putInt(mode);
        for (int s : start) b.putInt(s);
        for (int i : m) b.putInt(i);
        for (double e : edges) b.putFloat((float) e);
        for (double a : angles) b.putFloat((float) a);
        for (int a : axes) b.putInt(a);
        b.putFloat(0).putFloat(1).putFloat(0.5f).putInt(1).putInt(extended);
        if (skew.length > 0) {
            b.putInt(1);
            for (float s : skew) b.putFloat(s);
        }
        b.position(196);
        for (float o : origin) b.putFloat(o);
        b.put("MAP ".getBytes(StandardCharsets.US_ASCII)).put(stamp).putFloat(1).putInt(1);
        b.put("a label".getBytes(StandardCharsets.US_ASCII));
        b.position(1024 + extended);
        for (int s = 0; s < sections; s++)
            for (int r = 0; r < rows; r++) for (int c = 0; c < columns; c++) put(b, c + 10 * r + 100 * s);
        return b.array();
    }

    private void put(ByteBuffer b, int value) {
        float v = value == nan ? Float.NaN : value;
        switch (mode) {
            case 0 -> b.put((byte) value);
            case 1, 6 -> b.putShort((short) value);
            case 12 -> b.putShort(Float.floatToFloat16(v));
            default -> b.putFloat(v);
        }
    }

    /// Column, row, section brought to x, y, z.
    int[] xyz(int c, int r, int s) {
        int[] file = {c, r, s}, out = new int[3];
        for (int i = 0; i < 3; i++) out[axes[i] - 1] = file[i];
        return out;
    }

    Path write(Path folder) throws IOException { return Files.write(folder.resolve("fixture.mrc"), bytes()); }

    static Path gzip(Path folder, byte[] content) throws IOException {
        Path file = folder.resolve("fixture.map.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(content);
        }
        return file;
    }
}
