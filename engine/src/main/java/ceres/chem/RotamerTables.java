package ceres.chem;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Side chains: their dihedrals, how common a set of dihedrals is, what it is called, and the centres of the rotamers.
///
/// Source: Top8000 (Hintze2016). Arginine and lysine grids are rebuilt from the published residue list. MSE is read as MET.
public final class RotamerTables {
    /// Values below this are outliers.
    public static final double ALLOWED = 0.003;
    /// Values at or above this are favoured.
    public static final double FAVORED = 0.02;

    /// A common conformation of a side chain.
    ///
    /// @param name as in `mt-85`, `t80`
    /// @param frequency share of the residues of this type, %
    /// @param chi mean dihedrals, radians
    /// @param sd their standard deviations, radians
    public record Rotamer(String name, double frequency, double[] chi, double[] sd) {}

    private record Box(String name, double[] limits) {
        boolean holds(double[] chi) {
            for (int k = 0; 2 * k < limits.length && k < chi.length; k++)
                if (chi[k] < limits[2 * k] || chi[k] > limits[2 * k + 1]) return false;
            return true;
        }
    }

    private record SideChain(List<String[]> chis, List<Box> boxes, List<Rotamer> rotamers) {}

    private static final class Standard {
        static final RotamerTables TABLES = new RotamerTables(TableSource.RESOURCES);
    }

    private final TableSource source;
    private final Map<String, SideChain> sideChains = new LinkedHashMap<>();
    private final Map<String, NdTable> tables = new ConcurrentHashMap<>();
    private final Map<String, NdTable> byResidue = new ConcurrentHashMap<>();

    RotamerTables(TableSource source) {
        this.source = source;
        SideChain current = null;
        for (String line : new String(NdTable.resource("rotamers.txt"), StandardCharsets.UTF_8).split("\n")) {
            String[] word = line.split(" ");
            switch (word[0]) {
                case "residue" ->
                    sideChains.put(word[1], current = new SideChain(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
                case "chi" -> current.chis.add(Arrays.copyOfRange(word, 1, 5));
                case "box" -> current.boxes.add(new Box(word[1], numbers(word, 2)));
                case "rotamer" -> current.rotamers.add(rotamer(word));
                default -> {}
            }
        }
        sideChains.put("MSE", selenium(sideChains.get("MET")));
    }

    private static SideChain selenium(SideChain methionine) {
        var chis = methionine.chis.stream()
                .map(c -> Arrays.stream(c).map(a -> a.equals("SD") ? "SE" : a).toArray(String[]::new)).toList();
        return new SideChain(chis, methionine.boxes, methionine.rotamers);
    }

    private static double[] numbers(String[] word, int from) {
        return Arrays.stream(word, from, word.length).mapToDouble(Double::parseDouble).toArray();
    }

    private static Rotamer rotamer(String[] word) {
        double[] v = numbers(word, 3);
        var chi = new double[v.length / 2];
        var sd = new double[v.length / 2];
        for (int k = 0; k < chi.length; k++) {
            chi[k] = Math.toRadians(v[2 * k]);
            sd[k] = Math.toRadians(v[2 * k + 1]);
        }
        return new Rotamer(word[1], Double.parseDouble(word[2]), chi, sd);
    }

    /// The tables of this build.
    public static RotamerTables standard() { return Standard.TABLES; }

    /// Component ids that have rotamers.
    public List<String> residues() { return List.copyOf(sideChains.keySet()); }

    public boolean has(String residue) { return sideChains.containsKey(residue); }

    /// The four atom names of each chi, chi1 first; PRO has three. Empty for components without rotamers.
    public List<String[]> chiAtoms(String residue) { return has(residue) ? sideChains.get(residue).chis : List.of(); }

    /// How many chis the table of this residue has: 1 for PRO, 4 for ARG.
    public int dimensions(String residue) { return table(residue).map(NdTable::dimensions).orElse(0); }

    /// Rotamers in the order of the published list; empty for components without rotamers.
    public List<Rotamer> rotamers(String residue) { return has(residue) ? sideChains.get(residue).rotamers : List.of(); }

    /// The distribution of the chis of a residue; axes in degrees, 0 to 360 (the last chi of ASP, GLU, PHE, TYR 0 to 180).
    public Optional<NdTable> table(String residue) {
        NdTable known = byResidue.get(residue);
        if (known != null) return Optional.of(known);
        if (!has(residue)) return Optional.empty();
        NdTable table = read(residue);
        byResidue.put(residue, table);
        return Optional.of(table);
    }

    /// Residues may share a table.
    private NdTable read(String residue) {
        String file = switch (residue) {
            case "PHE", "TYR" -> "phetyr";
            case "MSE" -> "met";
            default -> residue.toLowerCase(java.util.Locale.ROOT);
        };
        return tables.computeIfAbsent(file, f -> source.table("rota_" + f + ".table.gz", "rota8000-" + f + ".data"));
    }

    /// How common the side chain is: the share of the reference data at a lower density.
    ///
    /// @param chi radians, any turn, at least as many as the table has dimensions
    public double value(String residue, double[] chi) {
        var table = table(residue).orElseThrow();
        return table.at(Arrays.copyOf(degrees(residue, chi), table.dimensions()));
    }

    /// The rotamer's name, `OUTLIER` below the threshold, empty where no box holds the angles.
    public String name(String residue, double[] chi, double value) {
        if (value < ALLOWED) return "OUTLIER";
        double[] degrees = degrees(residue, chi);
        for (var box : sideChains.get(residue).boxes) if (box.holds(degrees)) return box.name;
        return "";
    }

    /// Chis in degrees, 0 to 360, the last one of ASP, GLU, PHE and TYR folded into 0 to 180.
    public static double[] degrees(String residue, double[] chi) {
        var degrees = new double[chi.length];
        for (int k = 0; k < chi.length; k++) {
            double period = k == chi.length - 1 && symmetric(residue) ? 180 : 360;
            double d = Math.toDegrees(chi[k]);
            degrees[k] = d - period * Math.floor(d / period);
        }
        return degrees;
    }

    private static boolean symmetric(String residue) {
        return switch (residue) {
            case "ASP", "GLU", "PHE", "TYR" -> true;
            default -> false;
        };
    }
}
