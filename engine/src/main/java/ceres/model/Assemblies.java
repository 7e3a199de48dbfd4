package ceres.model;

import ceres.fault.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// Biological assemblies: copies of chains by the operators of a file.
///
/// An expression is a product of factors, each a list of operators and ranges: `1`, `(1-60)`, `1,2,5`, `(1-60)(61-88)`, `(X0)(1-5)`; the
/// rightmost factor acts first. Operators marked as given are in the file already and are not applied again. Copies keep the chains of
/// the first operator as they are and name the others `A-2`, `A-3` as the archive does.
public final class Assemblies {
    /// More atoms than this are refused: such an assembly would not fit into memory beside a map.
    public static final int MOST_ATOMS = 20_000_000;

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

    /// The assembly as a structure: the chains of identity operators as they are, then every copy.
    ///
    /// @throws Fault.Usage the result would have more than [#MOST_ATOMS] atoms
    public static Structure expand(Structure unit, ModelHeader header, ModelHeader.Assembly assembly) {
        var builder = new StructureBuilder();
        Set<String> used = new HashSet<>();
        for (var copy : copies(header, assembly)) {
            if (!copy.isIdentity() && isGiven(header, copy)) continue;
            if ((long) builder.atomCount() + unit.atomCount() > MOST_ATOMS)
                throw new Fault.Usage("assembly " + assembly.id(), "has more than " + MOST_ATOMS + " atoms",
                        "refine the unit as it stands");
            append(builder, unit, copy, used);
        }
        return builder.build();
    }

    private static boolean isGiven(ModelHeader header, Copy copy) {
        var operator = header.operators().get(copy.name());
        return operator != null && operator.given();
    }

    private static void append(StructureBuilder builder, Structure unit, Copy copy, Set<String> used) {
        var wanted = Set.copyOf(copy.asymIds());
        var chains = unit.chains();
        // PDB files name author chains in REMARK 350
        boolean byAuthor = !Set.of(distinct(chains.labelId())).containsAll(wanted);
        for (int c = 0; c < unit.chainCount(); c++) {
            if (!wanted.contains(byAuthor ? chains.authId()[c] : chains.labelId()[c])) continue;
            String label = chains.labelId()[c], name = used.contains(label) ? label + "-" + copy.name() : label;
            for (int k = 2; !used.add(name); k++) name = label + "-" + copy.name() + "-" + k;
            String auth = name.equals(label) ? chains.authId()[c] : chains.authId()[c] + "-" + copy.name();
            builder.chain(auth, name, chains.entity()[c]);
            for (int r = unit.residueStart(c); r < unit.residueEnd(c); r++) residue(builder, unit, r, copy);
        }
    }

    private static String[] distinct(String[] names) { return java.util.Arrays.stream(names).distinct().toArray(String[]::new); }

    private static void residue(StructureBuilder builder, Structure unit, int r, Copy copy) {
        var rows = unit.residues();
        builder.newResidue(rows.name()[r], rows.seq()[r], rows.icode()[r], rows.labelSeq()[r], rows.hetero()[r]);
        for (int a = unit.atomStart(r); a < unit.atomEnd(r); a++) {
            double[] x = apply(copy.rotation, copy.translation, new double[]{unit.x(a), unit.y(a), unit.z(a)});
            builder.atom(unit.atomName(a), unit.atoms().element()[a], unit.atoms().charge()[a], unit.altloc(a), x[0], x[1], x[2],
                    unit.occupancy(a), unit.b(a));
        }
    }

    /// What fits: the assembly (or the unit, if the result is empty) whose copies stand best on the density.
    ///
    /// @param fit for a sample of points (3n coordinates, A), how well they stand on density, higher is better: the mean of the map at them
    /// @return the best assembly, if its copies are nearly as good as the unit itself (0.7 of its value); of equals the largest
    public static Optional<ModelHeader.Assembly> choose(Structure unit, ModelHeader header, ToDoubleFunction<double[]> fit) {
        double[] sample = sample(unit);
        double own = fit.applyAsDouble(sample);
        Map<ModelHeader.Assembly, Integer> good = new LinkedHashMap<>();
        for (var assembly : header.assemblies()) {
            var copies = missing(header, assembly);
            if (copies.isEmpty() || own <= 0) continue;
            double worst = copies.stream().mapToDouble(c -> fit.applyAsDouble(moved(sample, c))).min().orElse(0);
            if (worst > 0.7 * own) good.put(assembly, copies.size());
        }
        return good.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    private static double[] sample(Structure unit) {
        int step = Math.max(1, unit.atomCount() / 2000);
        var points = new double[3 * ((unit.atomCount() + step - 1) / step)];
        for (int a = 0, k = 0; a < unit.atomCount(); a += step) {
            points[k++] = unit.x(a);
            points[k++] = unit.y(a);
            points[k++] = unit.z(a);
        }
        return points;
    }

    private static double[] moved(double[] points, Copy copy) {
        var out = new double[points.length];
        for (int p = 0; p < points.length; p += 3) {
            double[] x = apply(copy.rotation, copy.translation, new double[]{points[p], points[p + 1], points[p + 2]});
            System.arraycopy(x, 0, out, p, 3);
        }
        return out;
    }
}
