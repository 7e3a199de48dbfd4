package ceres.io;

import ceres.fault.Fault;
import ceres.fault.ReasonCode;
import ceres.map.DensityMap;
import ceres.map.Grid;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads MRC/CCP4 maps: modes 0, 1, 2, 6 and 12, either byte order, any axis order, gzipped or not.
///
/// The map that comes out has its axes along x, y, z and lies in the frame of the model. Voxel (i,j,k) of a cell with M intervals along
/// its edges sits at fractional ((NSTART + i) / M); where NSTART is zero the map is placed by ORIGIN instead, in A, on a grid point or
/// not. A file states its size before its content, so a header that lies is found before memory is taken for it.
///
/// Source: Cheng2015; the rule of placement and its reasons: docs/decisions.
public final class MapReader {
    private MapReader() {}

    /// @throws Fault.BadInput UNREADABLE_MAP: the file is missing, no map, damaged, of an unknown mode, or holds values that are not finite
    public static MapFile read(Path file) {
        var content = Content.of(file, ReasonCode.UNREADABLE_MAP);
        var warnings = new ArrayList<String>();
        try (var in = content.open()) {
            byte[] first = in.readNBytes(MrcHeaders.BYTES);
            if (first.length < MrcHeaders.BYTES)
                throw MrcHeaders.unreadable(file, "has %d bytes, fewer than the 1024 of a map header".formatted(first.length));
            var header = MrcHeaders.read(first, file, warnings);
            long voxels = checkSize(header, content, warnings);
            Grid grid = new MapPlacement(header, file, warnings).grid();
            float[] values = new float[Math.toIntExact(voxels)];
            in.skipNBytes(header.extendedBytes());
            new MrcVoxels(header, values).read(in);
            requireFinite(values, grid, file);
            return new MapFile(file, new DensityMap(grid, values), header, List.copyOf(warnings));
        } catch (EOFException e) {
            throw truncated(file, e);
        } catch (IOException e) {
            throw content.fault(e);
        } catch (OutOfMemoryError e) {
            throw new Fault.BadInput(ReasonCode.UNREADABLE_MAP, file, "the map does not fit into the memory of this run",
                    "give the program more memory (CERES_JAVA_OPTS=-Xmx8g) or crop the map round the model", e);
        }
    }

    /// The header alone, which costs nothing; the same faults as [#read] for what the header says.
    public static MapHeader readHeader(Path file) {
        var content = Content.of(file, ReasonCode.UNREADABLE_MAP);
        try (var in = content.open()) {
            byte[] first = in.readNBytes(MrcHeaders.BYTES);
            if (first.length < MrcHeaders.BYTES)
                throw MrcHeaders.unreadable(file, "has %d bytes, fewer than the 1024 of a map header".formatted(first.length));
            return MrcHeaders.read(first, file, new ArrayList<>());
        } catch (IOException e) {
            throw content.fault(e);
        }
    }

    /* A gzipped file states no length that can be trusted. Where its compressed size could hold the map at a common ratio the map is read
     * at once; where it could only at an extreme ratio it is read through first and counted. */
    private static long checkSize(MapHeader h, Content content, List<String> warnings) {
        if (h.extendedBytes() < 0)
            throw MrcHeaders.unreadable(content.file(),
                    "the header states an extended header of %d bytes".formatted(h.extendedBytes()));
        double exact = (double) h.columns() * h.rows() * h.sections();
        if (exact > Integer.MAX_VALUE - 8)
            throw new Fault.BadInput(ReasonCode.UNREADABLE_MAP, content.file(),
                    "the header states %d x %d x %d voxels, more than %d".formatted(h.columns(), h.rows(), h.sections(),
                            Integer.MAX_VALUE - 8),
                    "crop the map round the model", null);
        long voxels = (long) h.columns() * h.rows() * h.sections();
        long need = MrcHeaders.BYTES + (long) h.extendedBytes() + voxels * h.bytesPerVoxel();
        boolean plain = !content.gzipped();
        long have = plain
                ? content.bytes()
                : content.bytes() * 20 >= need ? need : content.mostContent() < need ? -1 : content.length();
        if (have < need)
            throw new Fault.BadInput(ReasonCode.UNREADABLE_MAP, content.file(),
                    have < 0
                            ? "the header states %d x %d x %d voxels, %d bytes, which a file of this size cannot hold".formatted(
                                    h.columns(),
                                    h.rows(), h.sections(), need)
                            : "the header states %d x %d x %d voxels, %d bytes in all, but the file has %d".formatted(h.columns(),
                                    h.rows(),
                                    h.sections(), need, have),
                    "fetch or copy the file again", null);
        if (plain && have > need) warnings.add("%d bytes follow the map; they were ignored.".formatted(have - need));
        return voxels;
    }

    private static void requireFinite(float[] values, Grid grid, Path file) {
        long bad = 0;
        int first = -1;
        for (int i = 0; i < values.length; i++)
            if (!Float.isFinite(values[i])) {
                if (bad++ == 0) first = i;
            }
        if (bad > 0)
            throw new Fault.BadInput(ReasonCode.UNREADABLE_MAP, file,
                    "%d of %d voxels are not finite numbers, the first at (%d, %d, %d)".formatted(bad, values.length,
                            first % grid.nx(),
                            first / grid.nx() % grid.ny(), first / grid.nx() / grid.ny()),
                    "write the map again with a program that keeps all values finite", null);
    }

    private static Fault truncated(Path file, IOException e) {
        return new Fault.BadInput(ReasonCode.UNREADABLE_MAP, file, "the file ends before the map is complete",
                "fetch or copy the file again",
                e);
    }
}
