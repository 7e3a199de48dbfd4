package ceres.chem;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What nucleic acids look like: conformers of the RNA backbone and hydrogen bonds of base pairs.
///
/// Source: Richardson2008 for suites; the classes of base pairs are those of Saenger (1984).
public final class NucleicTables {
    /// A conformer of the RNA backbone from sugar to sugar.
    ///
    /// @param bin pucker, pucker and gamma: `33p`
    /// @param name two characters: `1a`
    /// @param dominance `dom`, `sat` (a satellite of the bin's dominant one) or `ord`
    /// @param anglesDeg delta(i-1) epsilon zeta alpha beta gamma delta, 0 to 360
    public record Cluster(String bin, String name, String dominance, double[] anglesDeg) {}

    /// Widths of epsilon zeta alpha beta that decide between a satellite and its dominant cluster, degrees; 0 for the usual width.
    public record Satellite(double[] own, double[] dominant) {}

    /// A hydrogen bond between atoms of two bases.
    ///
    /// @param target length, A
    /// @param sigma spread of the length over known pairs, A
    public record PairBond(String atom1, String atom2, double target, double sigma) {
        /// True for these atoms, in either order.
        public boolean joins(String one, String other) {
            return atom1.equals(one) && atom2.equals(other) || atom1.equals(other) && atom2.equals(one);
        }
    }

    /// @param saenger number of the class
    /// @param base1 `A`, `C`, `G` or `U` (also T); not after base2 in the alphabet
    public record PairClass(int saenger, String base1, String base2, List<PairBond> bonds) {
        /// True if the bonds hold in both directions: a symmetric pair of equal bases.
        public boolean symmetric() { return base1.equals(base2) && bonds.size() == 1; }
    }

    private static final class Standard {
        static final NucleicTables TABLES = new NucleicTables();
    }

    private final Map<String, List<Cluster>> clusters = new HashMap<>();
    private final Map<String, Satellite> satellites = new HashMap<>();
    private final Map<Integer, PairClass> pairs = new java.util.TreeMap<>();

    private NucleicTables() {
        for (String line : new String(NdTable.resource("nucleic.txt"), StandardCharsets.UTF_8).split("\n")) {
            String[] w = line.split(" ");
            switch (w[0]) {
                case "cluster" ->
                    clusters.computeIfAbsent(w[1], b -> new ArrayList<>()).add(new Cluster(w[1], w[2], w[4], numbers(w, 5)));
                case "satellite" -> {
                    double[] v = numbers(w, 2);
                    satellites.put(w[1], new Satellite(Arrays.copyOf(v, 4), Arrays.copyOfRange(v, 4, 8)));
                }
                case "pair" ->
                    pairs.computeIfAbsent(Integer.parseInt(w[1]), n -> new PairClass(n, w[2], w[3], new ArrayList<>())).bonds
                            .add(new PairBond(w[4], w[5], Double.parseDouble(w[6]), Double.parseDouble(w[7])));
                default -> {}
            }
        }
    }

    private static double[] numbers(String[] w, int from) {
        return Arrays.stream(w, from, w.length).mapToDouble(Double::parseDouble).toArray();
    }

    public static NucleicTables standard() { return Standard.TABLES; }

    /// The clusters of a bin, empty if it has none.
    public List<Cluster> clusters(String bin) { return clusters.getOrDefault(bin, List.of()); }

    /// All bins that have clusters.
    public java.util.Set<String> bins() { return clusters.keySet(); }

    /// The widths of a satellite, null if the cluster is none.
    public @org.jspecify.annotations.Nullable Satellite satellite(String name) { return satellites.get(name); }

    public List<PairClass> pairClasses() { return List.copyOf(pairs.values()); }
}
