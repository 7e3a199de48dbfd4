package ceres.io;

import ceres.fault.Fault;
import ceres.fault.ReasonCode;
import ceres.map.DensityMap;
import ceres.map.Grid;
import ceres.map.UnitCell;
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
            Grid grid = grid(header, file, warnings);
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

    /// Where the map lies: the one place that knows the rule.
    private static Grid grid(MapHeader h, Path file, List<String> warnings) {
        int[] n = new int[3], start = new int[3];
        int[] counts = {h.columns(), h.rows(), h.sections()};
        for (int axis = 0; axis < 3; axis++) {
            n[h.axes()[axis] - 1] = counts[axis];
            start[h.axes()[axis] - 1] = h.start()[axis];
        }
        int[] m = intervals(h, n, warnings);
        double[] cell = h.cell().clone();
        for (int i = 3; i < 6; i++) if (cell[i] == 0) cell[i] = 90;
        double[] o = frame(cell, file);
        var fraction = new double[3];
        for (int i = 0; i < 3; i++) fraction[i] = (double) start[i] / m[i];
        double[] at = {o[0] * fraction[0] + o[1] * fraction[1] + o[2] * fraction[2], o[4] * fraction[1] + o[5] * fraction[2],
            o[8] * fraction[2]};
        if (h.placement() == MapHeader.Placement.ORIGIN) at = h.origin().clone();
        else
            remarkUnusedOrigin(h, at, warnings);
        addSkew(h, at, file, warnings);
        remarkOffGrid(h, m, warnings);
        remarkBox(h, n, m, warnings);
        var box = new UnitCell(cell[0] * n[0] / m[0], cell[1] * n[1] / m[1], cell[2] * n[2] / m[2], cell[3], cell[4], cell[5]);
        return new Grid(n[0], n[1], n[2], box, at[0], at[1], at[2]);
    }

    private static double[] frame(double[] c, Path file) {
        double[] o = new UnitCell(c[0], c[1], c[2], c[3], c[4], c[5]).orthogonalisation();
        if (!(o[8] > 1e-3 * c[2]))
            throw MrcHeaders.unreadable(file, "no cell has the angles %s, %s, %s".formatted(c[3], c[4], c[5]));
        return o;
    }

    private static int[] intervals(MapHeader h, int[] n, List<String> warnings) {
        int[] m = h.intervals().clone();
        for (int i = 0; i < 3; i++)
            if (m[i] < 1) {
                warnings.add("The header states no grid intervals (MX, MY, MZ); the box was taken for the cell.");
                return n.clone();
            }
        return m;
    }

    private static void remarkUnusedOrigin(MapHeader h, double[] at, List<String> warnings) {
        double worst = 0;
        boolean set = false;
        for (int i = 0; i < 3; i++) {
            set |= h.origin()[i] != 0;
            worst = Math.max(worst, Math.abs(h.origin()[i] - at[i]));
        }
        if (set && !(worst <= 0.01))
            warnings.add("NSTART places the map at (%.3f, %.3f, %.3f) A, ORIGIN says (%.3f, %.3f, %.3f): NSTART was used."
                    .formatted(at[0], at[1],
                            at[2], h.origin()[0], h.origin()[1], h.origin()[2]));
    }

    /// CCP4: r(map) = S (r(model) - t). A translation is undone; a rotation would need another grid.
    private static void addSkew(MapHeader h, double[] at, Path file, List<String> warnings) {
        double[] s = h.skew();
        if (s.length == 0) return;
        for (int i = 0; i < 9; i++)
            if (Math.abs(s[i] - (i % 4 == 0 ? 1 : 0)) > 1e-5)
                throw new Fault.BadInput(ReasonCode.UNREADABLE_MAP, file, "the header rotates the map (skew matrix of CCP4)",
                        "resample the map in the frame of the model", null);
        for (int i = 0; i < 3; i++) at[i] += s[9 + i];
        if (s[9] != 0 || s[10] != 0 || s[11] != 0)
            warnings.add("The skew translation of the header, (%.3f, %.3f, %.3f) A, was applied.".formatted(s[9], s[10], s[11]));
    }

    private static void remarkOffGrid(MapHeader h, int[] m, List<String> warnings) {
        if (h.placement() != MapHeader.Placement.ORIGIN) return;
        double worst = 0;
        for (int i = 0; i < 3; i++) {
            double spacing = h.cell()[i] / m[i], steps = h.origin()[i] / spacing;
            worst = Math.max(worst, Math.abs(steps - Math.rint(steps)) * spacing);
        }
        if (worst > 0.001)
            warnings.add("ORIGIN lies up to %.3f A off the grid points; the map was placed by it as it stands.".formatted(worst));
    }

    private static void remarkBox(MapHeader h, int[] n, int[] m, List<String> warnings) {
        for (int i = 0; i < 3; i++)
            if (n[i] > m[i]) {
                warnings.add("The box has %d x %d x %d voxels, the cell %d x %d x %d: the map is larger than its cell.".formatted(
                        n[0], n[1], n[2],
                        m[0], m[1], m[2]));
                return;
            }
        if (h.spaceGroup() > 1 && h.spaceGroup() < 231)
            warnings.add("The map has space group %d: only the voxels of the file are used, no symmetry is applied."
                    .formatted(h.spaceGroup()));
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
