package ceres.model;

import ceres.fault.Fault;
import ceres.numerics.CellList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Biological assemblies: copies of chains by the operators of a file.
///
/// An expression is a product of factors, each a list of operators and ranges: `1`, `(1-60)`, `1,2,5`, `(1-60)(61-88)`, `(X0)(1-5)`; the
/// rightmost factor acts first. Operators marked as given are in the file already and are not applied again. [CompleteAssembly] makes the
/// structure.
public final class Assemblies {
    /// More atoms than this are refused: such an assembly would not fit into memory beside a map.
    public static final int MOST_ATOMS = 20_000_000;

    /// Begins the id of a non-crystallographic operator: their numbers and those of assembly operators are told apart.
    public static final String NCS = "ncs:";

    private Assemblies() {}

    /// One copy of some chains.
    ///
    /// @param name operators that made it: `2`, `X0-5`
    /// @param rotation row-major 3 x 3
    /// @param translation A
    public record Copy(String name, double[] rotation, double[] translation, List<String> asymIds) {
        /// True if the copy stands where the original stands (to 1e-4, 1e-3 A).
        public boolean isIdentity() {
            double off = 0;
            for (int i = 0; i < 9; i++) off = Math.max(off, Math.abs(rotation[i] - (i % 4 == 0 ? 1 : 0)));
            for (double t : translation) off = Math.max(off, Math.abs(t) / 10);
            return off < 1e-4;
        }

        /// Where the copy has a point of the original, A.
        double[] place(double x, double y, double z) { return apply(rotation, translation, new double[]{x, y, z}); }
    }

    /// The copies that make up an assembly, in the order of the file.
    ///
    /// @throws Fault.Usage an expression names an operator that the file does not have
    public static List<Copy> copies(ModelHeader header, ModelHeader.Assembly assembly) {
        List<Copy> copies = new ArrayList<>();
        for (var generator : assembly.generators())
            for (var product : products(generator.expression())) copies.add(copy(header, assembly, product, generator.asymIds()));
        return copies;
    }

    private static Copy copy(ModelHeader header, ModelHeader.Assembly assembly, List<String> product, List<String> asymIds) {
        double[] rotation = {1, 0, 0, 0, 1, 0, 0, 0, 1}, translation = new double[3];
        for (String id : product) {
            var operator = header.operators().get(id);
            if (operator == null)
                throw new Fault.Usage("assembly " + assembly.id(), "names operator '" + id + "', which the file does not define",
                        "correct the file, or refine the unit as it stands");
            // the product is read from left to right: what was composed so far acts after this operator
            double[] t = apply(rotation, translation, operator.translation());
            rotation = multiply(rotation, operator.rotation());
            translation = t;
        }
        return new Copy(String.join("-", product), rotation, translation, asymIds);
    }

    private static double[] multiply(double[] a, double[] b) {
        var c = new double[9];
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++) for (int k = 0; k < 3; k++) c[3 * i + j] += a[3 * i + k] * b[3 * k + j];
        return c;
    }

    private static double[] apply(double[] r, double[] t, double[] x) {
        var y = new double[3];
        for (int i = 0; i < 3; i++) y[i] = r[3 * i] * x[0] + r[3 * i + 1] * x[1] + r[3 * i + 2] * x[2] + t[i];
        return y;
    }

    /// Operator ids of every product that an expression stands for, leftmost factor first.
    static List<List<String>> products(String expression) {
        List<List<String>> all = List.of(List.of());
        for (var factor : factors(expression)) {
            List<List<String>> next = new ArrayList<>();
            for (var before : all)
                for (String id : factor) {
                    var longer = new ArrayList<>(before);
                    longer.add(id);
                    next.add(longer);
                }
            all = next;
        }
        return all;
    }

    private static List<List<String>> factors(String expression) {
        List<List<String>> factors = new ArrayList<>();
        String text = expression.replace(" ", "").replace("'", "");
        if (!text.contains("(")) return List.of(ids(text));
        var loose = new StringBuilder();
        for (int at = 0; at < text.length();) {
            if (text.charAt(at) != '(') {
                loose.append(text.charAt(at++));
                continue;
            }
            // `1,2,(1-60)(X0)`: what stands before a comma is a list of its own, joined to the next bracket as one more choice
            int close = text.indexOf(')', at);
            if (close < 0) close = text.length();
            List<String> inside = new ArrayList<>();
            if (loose.toString().endsWith(",")) inside.addAll(ids(loose.substring(0, loose.length() - 1)));
            else if (!loose.isEmpty()) factors.add(ids(loose.toString()));
            loose.setLength(0);
            inside.addAll(ids(text.substring(at + 1, close)));
            factors.add(inside);
            at = close + 1;
        }
        if (!loose.isEmpty()) {
            String rest = loose.toString();
            if (rest.startsWith(",")) factors.getLast().addAll(ids(rest.substring(1)));
            else
                factors.add(ids(rest));
        }
        return factors;
    }

    private static List<String> ids(String list) {
        List<String> ids = new ArrayList<>();
        for (String part : list.split(",")) {
            int dash = part.indexOf('-', 1);
            if (dash > 0 && part.substring(0, dash).matches("[0-9]+") && part.substring(dash + 1).matches("[0-9]+")) {
                int from = Integer.parseInt(part.substring(0, dash)), to = Integer.parseInt(part.substring(dash + 1));
                for (int id = from; id <= to; id++) ids.add(String.valueOf(id));
            } else if (!part.isEmpty()) ids.add(part);
        }
        return ids;
    }

    /// The copies still to be made: those that are not the file's own atoms. If the file states that non-crystallographic copies are given,
    /// operators marked so are left out.
    public static List<Copy> missing(ModelHeader header, ModelHeader.Assembly assembly) {
        Set<String> given = new HashSet<>();
        header.operators().forEach((id, o) -> {
            if (o.given()) given.add(id);
        });
        return copies(header, assembly).stream().filter(c -> !c.isIdentity() && !given.contains(c.name())).toList();
    }

    private static String[] distinct(String[] names) { return java.util.Arrays.stream(names).distinct().toArray(String[]::new); }

    /// The share of the density at the unit's atoms that every added copy must have at its own.
    ///
    /// A copy that the map shows has the unit's density but for noise, and for what a map made without symmetry shows of a weaker copy: 0.7
    /// leaves room for these. Where the map holds no molecule the mean at a copy's atoms is that of solvent, near 0; where it holds another
    /// one, atoms hit its density by chance only.
    public static final double LEAST_SHARE = 0.7;

    /// A copy is in the file already if more than this share of its atoms lie within [#SAME_PLACE] A of the file's atoms: copies of a
    /// molecule touch one another, they do not interpenetrate.
    private static final double MOST_COINCIDENT = 0.1;
    private static final double SAME_PLACE = 1.5;

    /// What fits: the assembly (or the unit, if the result is empty) whose copies stand on the density.
    ///
    /// To be chosen, an assembly must hold every chain of the file in its place; none of its copies may stand where the file has
    /// atoms; and each must have [#LEAST_SHARE] of the density that its chains have in the file. Of several, the one with the most copies.
    /// Non-crystallographic operators that are not given count as one more assembly, named `NCS`.
    ///
    /// @param fit for a sample of heavy atoms (3n coordinates, A), how well they stand on density: the mean of the map at them in
    ///            standard deviations above its mean; not above 0 for what lies outside the box
    public static Optional<ModelHeader.Assembly> choose(Structure unit, ModelHeader header, ToDoubleFunction<double[]> fit) {
        Map<ModelHeader.Assembly, Integer> good = new LinkedHashMap<>();
        CellList atoms = null;
        for (var assembly : offered(unit, header)) {
            var copies = missing(header, assembly);
            if (copies.isEmpty() || !holdsUnit(unit, header, assembly)) continue;
            if (atoms == null) atoms = new CellList(sample(unit, _ -> true, MOST_ATOMS), SAME_PLACE);
            if (fits(unit, copies, atoms, fit)) good.put(assembly, copies.size());
        }
        return good.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    /// The assemblies of a file: those that it states, and `NCS`, if it has non-crystallographic operators whose copies it does not hold.
    public static List<ModelHeader.Assembly> offered(Structure unit, ModelHeader header) {
        List<ModelHeader.Assembly> offered = new ArrayList<>(header.assemblies());
        var ncs = header.operators().values().stream().filter(o -> o.id().startsWith(NCS) && !o.given())
                .map(ModelHeader.Operator::id).toList();
        var chains = List.of(distinct(unit.chains().labelId()));
        if (!ncs.isEmpty())
            offered.add(new ModelHeader.Assembly("NCS", "non-crystallographic copies",
                    List.of(new ModelHeader.Generator(String.join(",", ncs), chains))));
        return offered;
    }

    /// Non-crystallographic operators stand beside the file's atoms; an assembly must say itself that these belong to it.
    private static boolean holdsUnit(Structure unit, ModelHeader header, ModelHeader.Assembly assembly) {
        if (assembly.id().equals("NCS") && !header.assemblies().contains(assembly)) return true;
        var identities = copies(header, assembly).stream().filter(Copy::isIdentity).toList();
        return IntStream.range(0, unit.chainCount()).allMatch(c -> identities.stream().anyMatch(i -> acts(i, unit, c)));
    }

    private static boolean fits(Structure unit, List<Copy> copies, CellList atoms, ToDoubleFunction<double[]> fit) {
        Map<List<String>, double[]> samples = new HashMap<>();
        Map<List<String>, Double> own = new HashMap<>();
        for (var copy : copies) {
            double[] sample = samples.computeIfAbsent(copy.asymIds(), _ -> sample(unit, c -> acts(copy, unit, c), 2000));
            if (sample.length == 0) continue;
            double there = own.computeIfAbsent(copy.asymIds(), _ -> fit.applyAsDouble(sample));
            double[] moved = moved(sample, copy);
            if (!(there > 0) || !(fit.applyAsDouble(moved) >= LEAST_SHARE * there) || coincident(moved, atoms)) return false;
        }
        return !samples.isEmpty();
    }

    private static boolean coincident(double[] points, CellList atoms) {
        int n = 0;
        for (int p = 0; p < points.length; p += 3) {
            boolean[] hit = {false};
            atoms.near(points[p], points[p + 1], points[p + 2], SAME_PLACE, _ -> hit[0] = true);
            if (hit[0]) n++;
        }
        return n > MOST_COINCIDENT * points.length / 3;
    }

    /// True if the copy is made of this chain, among others.
    static boolean acts(Copy copy, Structure unit, int chain) {
        var chains = unit.chains();
        // PDB files name author chains in REMARK 350
        boolean byAuthor = !Set.of(distinct(chains.labelId())).containsAll(copy.asymIds());
        return copy.asymIds().contains(byAuthor ? chains.authId()[chain] : chains.labelId()[chain]);
    }

    /// Heavy atoms of some chains, evenly drawn.
    ///
    /// @param most about so many
    private static double[] sample(Structure unit, IntPredicate chain, int most) {
        var in = new boolean[unit.chainCount()];
        for (int c = 0; c < in.length; c++) in[c] = chain.test(c);
        int[] heavy = IntStream.range(0, unit.atomCount())
                .filter(a -> !unit.isHydrogen(a) && in[unit.chainOf(unit.residueOf(a))]).toArray();
        int step = Math.max(1, heavy.length / most);
        var points = new double[3 * ((heavy.length + step - 1) / step)];
        for (int i = 0, k = 0; i < heavy.length; i += step) {
            points[k++] = unit.x(heavy[i]);
            points[k++] = unit.y(heavy[i]);
            points[k++] = unit.z(heavy[i]);
        }
        return points;
    }

    private static double[] moved(double[] points, Copy copy) {
        var out = new double[points.length];
        for (int p = 0; p < points.length; p += 3)
            System.arraycopy(copy.place(points[p], points[p + 1], points[p + 2]), 0, out, p, 3);
        return out;
    }
}
