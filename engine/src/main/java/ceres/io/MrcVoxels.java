package ceres.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// Voxels of a file, in its own mode and axis order, into floats with x fastest.
///
/// Column c, row r and section s of the file go to `c * step[0] + r * step[1] + s * step[2]`, where the steps are 1, nx and nx*ny as
/// MAPC, MAPR and MAPS name the axes. The stream is taken in pieces of whole rows.
final class MrcVoxels {
    private static final int PIECE = 1 << 20;
    private final MapHeader header;
    private final float[] values;
    private final int[] step = new int[3];

    MrcVoxels(MapHeader header, float[] values) {
        this.header = header;
        this.values = values;
        int[] counts = {header.columns(), header.rows(), header.sections()};
        int[] n = new int[3];
        for (int axis = 0; axis < 3; axis++) n[header.axes()[axis] - 1] = counts[axis];
        int[] stepOf = {1, n[0], n[0] * n[1]};
        for (int axis = 0; axis < 3; axis++) step[axis] = stepOf[header.axes()[axis] - 1];
    }

    void read(InputStream in) throws IOException {
        int rowBytes = Math.multiplyExact(header.columns(), header.bytesPerVoxel());
        long rows = (long) header.rows() * header.sections();
        int rowsAtOnce = (int) Math.clamp(PIECE / rowBytes, 1, rows);
        var piece = ByteBuffer.allocate(rowsAtOnce * rowBytes).order(header.byteOrder());
        for (long row = 0; row < rows; row += rowsAtOnce) {
            int take = (int) Math.min(rowsAtOnce, rows - row);
            if (in.readNBytes(piece.array(), 0, take * rowBytes) < take * rowBytes) throw new EOFException();
            for (int r = 0; r < take; r++) place(piece, r * rowBytes, row + r);
        }
    }

    private void place(ByteBuffer b, int at, long row) {
        int to = Math.toIntExact(row % header.rows()) * step[1] + Math.toIntExact(row / header.rows()) * step[2];
        int n = header.columns(), by = step[0];
        switch (header.mode()) {
            case 0 -> {
                for (int c = 0; c < n; c++, to += by) values[to] = b.get(at + c);
            }
            case 1 -> {
                for (int c = 0; c < n; c++, to += by) values[to] = b.getShort(at + 2 * c);
            }
            case 6 -> {
                for (int c = 0; c < n; c++, to += by) values[to] = b.getShort(at + 2 * c) & 0xffff;
            }
            case 12 -> {
                for (int c = 0; c < n; c++, to += by) values[to] = Float.float16ToFloat(b.getShort(at + 2 * c));
            }
            default -> {
                if (by == 1) b.position(at).slice().order(b.order()).asFloatBuffer().get(values, to, n);
                else
                    for (int c = 0; c < n; c++, to += by) values[to] = b.getFloat(at + 4 * c);
            }
        }
    }
}
