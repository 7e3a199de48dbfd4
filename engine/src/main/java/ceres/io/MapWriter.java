package ceres.io;

import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.MapStatistics;
import ceres.numerics.Parallel;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/// Writes maps: MRC (mode 2) and, for the viewer, DensityServer BinaryCIF.
public final class MapWriter {
    private static final int HEADER_WORDS = 256;

    private MapWriter() {}

    /// MRC2014, mode 2, little-endian, axes x, y, z; gzipped if the name ends in `.gz`.
    ///
    /// Where the origin falls on the grid (within 0.001 A) it goes to NSTART and to ORIGIN alike, as the archive's readers and the
    /// programs that know only one of them expect; elsewhere to ORIGIN alone, with NSTART zero. [MapReader] gives back the same place.
    public static void writeMrc(DensityMap map, Path out) {
        try (var stream = stream(out)) {
            stream.write(header(map).array());
            var row = ByteBuffer.allocate(4 * map.grid().nx()).order(ByteOrder.LITTLE_ENDIAN);
            float[] v = map.values();
            for (int from = 0; from < v.length; from += map.grid().nx()) {
                row.asFloatBuffer().put(v, from, map.grid().nx());
                stream.write(row.array());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// BinaryCIF in the layout of the DensityServer (blocks SERVER and EM), values quantised to 8 bits: what Mol* shows.
    /// Gzipped if the name ends in `.gz`.
    public static void writeBcif(DensityMap map, Path out) {
        try (var stream = stream(out)) {
            stream.write(DensityBcif.encode(map));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OutputStream stream(Path out) throws IOException {
        var file = new BufferedOutputStream(Files.newOutputStream(out), 1 << 18);
        return out.toString().endsWith(".gz") ? new GZIPOutputStream(file, 1 << 16) : file;
    }

    private static ByteBuffer header(DensityMap map) {
        Grid g = map.grid();
        var b = ByteBuffer.allocate(4 * HEADER_WORDS).order(ByteOrder.LITTLE_ENDIAN);
        int[] start = gridOffset(g);
        MapStatistics s = statistics(map);
        b.putInt(g.nx()).putInt(g.ny()).putInt(g.nz()).putInt(2);
        for (int n : start) b.putInt(n);
        b.putInt(g.nx()).putInt(g.ny()).putInt(g.nz());
        for (double edge : new double[]{g.cell().a(), g.cell().b(), g.cell().c()}) b.putFloat((float) edge);
        for (double angle : new double[]{g.cell().alphaDeg(), g.cell().betaDeg(), g.cell().gammaDeg()}) b.putFloat((float) angle);
        b.putInt(1).putInt(2).putInt(3);
        b.putFloat((float) s.min()).putFloat((float) s.max()).putFloat((float) s.mean());
        b.putInt(1).putInt(0);
        b.putInt(108, 20140);
        b.putFloat(196, (float) g.originX()).putFloat(200, (float) g.originY()).putFloat(204, (float) g.originZ());
        b.put(208, "MAP ".getBytes(StandardCharsets.US_ASCII)).put(212, new byte[]{0x44, 0x44, 0, 0});
        b.putFloat(216, (float) s.sd()).putInt(220, 1);
        b.put(224, "CERES: density in the frame of the model".getBytes(StandardCharsets.US_ASCII));
        return b;
    }

    static MapStatistics statistics(DensityMap map) {
        try (var team = Parallel.single()) {
            return MapStatistics.of(map, team);
        }
    }

    /// The origin in grid steps; zeros if it falls between grid points.
    static int[] gridOffset(Grid g) {
        double[] o = g.cell().orthogonalisation();
        double fz = g.originZ() / o[8], fy = (g.originY() - o[5] * fz) / o[4], fx = (g.originX() - o[1] * fy - o[2] * fz) / o[0];
        double[] steps = {fx * g.nx(), fy * g.ny(), fz * g.nz()}, spacing = {g.dx(), g.dy(), g.dz()};
        var start = new int[3];
        for (int i = 0; i < 3; i++) {
            start[i] = (int) Math.rint(steps[i]);
            if (Math.abs(steps[i] - start[i]) * spacing[i] > 1e-3) return new int[3];
        }
        return start;
    }
}
