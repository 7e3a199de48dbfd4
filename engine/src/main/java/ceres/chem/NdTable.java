package ceres.chem;

import ceres.fault.Fault;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// f : R^n -> [0, 1], a table on a regular grid with values at the bin centres and multilinear interpolation between them.
///
/// The value of a conformation table is the fraction of the reference data that lies at a lower density than the point: 0 where nothing
/// was ever seen, 1 at the summit. Angles are in degrees, as the published tables have them. Two file forms are read: the project's
/// own (`*.table.gz`, see tools/tables) and the published text form (comment lines, axes, then one line a bin), which a user may bring.
public final class NdTable {
    /// One axis: `bins` bins of equal width from `lower` to `upper`, periodic if it wraps.
    public record Axis(double lower, double upper, int bins, boolean wraps) { double width() { return (upper - lower) / bins; } }

    private final String title;
    private final Axis[] axes;
    private final float[] values;

    /// @param title what the table is and where it comes from, one line
    /// @param values C order, last axis fastest
    public NdTable(String title, List<Axis> axes, float[] values) {
        int cells = 1;
        for (var axis : axes) cells *= axis.bins;
        if (cells != values.length)
            throw new IllegalArgumentException("table of " + cells + " bins got " + values.length + " values");
        this.title = title;
        this.axes = axes.toArray(Axis[]::new);
        this.values = values;
    }

    public String title() { return title; }

    public List<Axis> axes() { return List.of(axes); }

    public int dimensions() { return axes.length; }

    /// The value of one bin.
    public double bin(int... index) {
        int cell = 0;
        for (int k = 0; k < axes.length; k++) cell = cell * axes[k].bins + index[k];
        return values[cell];
    }

    /// The interpolated value.
    ///
    /// @param point one coordinate an axis, in the unit of the axis; a wrapping coordinate may lie anywhere
    public double at(double... point) {
        int n = axes.length;
        var low = new int[n];
        var high = new int[n];
        var fraction = new double[n];
        for (int k = 0; k < n; k++) {
            var axis = axes[k];
            double u = (point[k] - axis.lower) / axis.width() - 0.5;
            int i = (int) Math.floor(u);
            fraction[k] = u - i;
            low[k] = axis.wraps ? Math.floorMod(i, axis.bins) : Math.clamp(i, 0, axis.bins - 1);
            high[k] = axis.wraps ? Math.floorMod(i + 1, axis.bins) : Math.clamp(i + 1L, 0, axis.bins - 1);
        }
        return blend(low, high, fraction);
    }

    private double blend(int[] low, int[] high, double[] fraction) {
        int n = axes.length;
        double sum = 0;
        for (int corner = 0; corner < 1 << n; corner++) {
            double weight = 1;
            int cell = 0;
            for (int k = 0; k < n; k++) {
                boolean up = (corner >> k & 1) == 1;
                weight *= up ? fraction[k] : 1 - fraction[k];
                cell = cell * axes[k].bins + (up ? high[k] : low[k]);
            }
            if (weight != 0) sum += weight * values[cell];
        }
        return sum;
    }

    /// The value and its slope with respect to the first two coordinates, for tables of two dimensions: `{f, df/dx, df/dy}`, per unit of
    /// the axis. The slope is that of the bilinear patch: constant along each axis inside a patch, with a step between patches.
    public double[] slope2(double x, double y) {
        Axis a = axes[0], b = axes[1];
        double u = (x - a.lower) / a.width() - 0.5, v = (y - b.lower) / b.width() - 0.5;
        int i = (int) Math.floor(u), j = (int) Math.floor(v);
        double f = u - i, g = v - j;
        double v00 = wrapped(i, j), v10 = wrapped(i + 1, j), v01 = wrapped(i, j + 1), v11 = wrapped(i + 1, j + 1);
        double value = (1 - f) * ((1 - g) * v00 + g * v01) + f * ((1 - g) * v10 + g * v11);
        double dx = ((1 - g) * (v10 - v00) + g * (v11 - v01)) / a.width(),
                dy = ((1 - f) * (v01 - v00) + f * (v11 - v10)) / b.width();
        return new double[]{value, dx, dy};
    }

    private double wrapped(int i, int j) {
        Axis a = axes[0], b = axes[1];
        int ii = a.wraps ? Math.floorMod(i, a.bins) : Math.clamp(i, 0, a.bins - 1);
        int jj = b.wraps ? Math.floorMod(j, b.bins) : Math.clamp(j, 0, b.bins - 1);
        return values[ii * b.bins + jj];
    }

    // ---- reading

    /// Reads a table of either form, gzipped or not; does not close the stream.
    ///
    /// @param name how messages call the stream
    /// @throws Fault if the stream is not a table
    public static NdTable read(InputStream stream, String name) {
        try {
            var in = new BufferedInputStream(stream);
            in.mark(2);
            boolean gzipped = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            byte[] bytes = (gzipped ? new GZIPInputStream(in) : in).readAllBytes();
            return isPublishedForm(bytes) ? published(new String(bytes, StandardCharsets.ISO_8859_1)) : own(bytes);
        } catch (IOException | RuntimeException e) {
            throw new Fault.Usage(name, "is not a conformation table: " + e.getMessage(),
                    "give the published .data or .stat file");
        }
    }

    private static boolean isPublishedForm(byte[] bytes) {
        return new String(bytes, 0, Math.min(400, bytes.length), StandardCharsets.ISO_8859_1).contains("Number of dimensions");
    }

    private static NdTable own(byte[] bytes) {
        var titles = new ArrayList<String>();
        var axes = new ArrayList<Axis>();
        int power = 1, levels = 1, width = 1, at = 0;
        for (;;) {
            int end = at;
            while (bytes[end] != '\n') end++;
            String line = new String(bytes, at, end - at, StandardCharsets.UTF_8);
            at = end + 1;
            String[] word = line.split(" ");
            if (line.equals("data")) break;
            switch (word[0]) {
                case "#" -> titles.add(line.substring(2));
                case "axis" ->
                    axes.add(new Axis(Double.parseDouble(word[1]), Double.parseDouble(word[2]), Integer.parseInt(word[3]),
                            Boolean.parseBoolean(word[4])));
                case "scale" -> {
                    power = Integer.parseInt(word[1]);
                    levels = Integer.parseInt(word[2]);
                }
                case "bytes" -> width = Integer.parseInt(word[1]);
                default -> throw new IllegalArgumentException("unknown line " + line);
            }
        }
        return new NdTable(titles.getFirst(), axes, decode(bytes, at, width, power, levels));
    }

    /// Tables of few levels are decoded through a list of their values, since powers are slow.
    private static float[] decode(byte[] bytes, int from, int width, int power, int levels) {
        int cells = (bytes.length - from) / width, mask = (int) ((1L << 8 * width) - 1), level = 0;
        var values = new float[cells];
        float[] known = levels < cells ? new float[levels + 1] : new float[0];
        for (int q = 0; q < known.length; q++) known[q] = value(q, power, levels);
        for (int c = 0; c < cells; c++) {
            int delta = 0;
            for (int k = 0; k < width; k++) delta = delta << 8 | bytes[from + k * cells + c] & 255;
            level = level + delta & mask;
            values[c] = level == 0 ? 0 : known.length > 0 ? known[level] : value(level, power, levels);
        }
        return values;
    }

    private static float value(int level, int power, int levels) {
        double root = (double) level / levels, value = root;
        for (int p = 1; p < power; p++) value *= root;
        return (float) value;
    }

    private static NdTable published(String text) {
        String[] lines = text.split("\n");
        int n = Integer.parseInt(lines[1].substring(lines[1].indexOf(':') + 1).strip());
        var axes = new ArrayList<Axis>();
        int cells = 1;
        for (int k = 0; k < n; k++) {
            String[] word = lines[3 + k].substring(lines[3 + k].indexOf(':') + 1).strip().split("\\s+");
            axes.add(new Axis(Double.parseDouble(word[0]), Double.parseDouble(word[1]), Integer.parseInt(word[2]),
                    Boolean.parseBoolean(word[3])));
            cells *= axes.getLast().bins;
        }
        var values = new float[cells];
        for (int i = 3 + n; i < lines.length; i++) {
            if (lines[i].isBlank() || lines[i].startsWith("#")) continue;
            String[] word = lines[i].strip().split("\\s+");
            int cell = 0;
            for (int k = 0; k < n; k++) {
                var axis = axes.get(k);
                int bin = (int) ((Double.parseDouble(word[k]) - axis.lower) / axis.width());
                cell = cell * axis.bins + Math.clamp(bin, 0, axis.bins - 1);
            }
            values[cell] = Float.parseFloat(word[n]);
        }
        return new NdTable(lines[0].replaceFirst("^# Table name/description: ", ""), axes, values);
    }

    /// The whole of a resource of this package's tables.
    static byte[] resource(String file) {
        try (var in = NdTable.class.getResourceAsStream("tables/" + file)) {
            if (in == null) throw new IllegalStateException("the table " + file + " is missing from this build");
            var bytes = new ByteArrayOutputStream();
            in.transferTo(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
