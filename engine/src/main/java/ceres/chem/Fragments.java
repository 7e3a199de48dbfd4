package ceres.chem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Nucleosides and bases inside larger components: cofactors such as NAD, FAD and CoA consist of them, and their published geometry
/// (Clowney1996, Parkinson1996) is better than that of any computed coordinates.
///
/// A template is laid on the atoms of a component wherever elements, bonds and numbers of heavy neighbours agree; hydroxyl oxygens may
/// carry more. Values of the first template that fits an atom group hold.
final class Fragments {
    private static final Set<String> SUGAR = Set.of("C1'", "C2'", "C3'", "C4'", "O4'", "O2'", "O3'", "C5'", "O5'");
    private static final Set<String> OPEN = Set.of("C1'", "O2'", "O3'", "O5'", "C5'");
    private static final List<Template> TEMPLATES = templates();

    /// @param atoms indices into the component, in an order in which each but the first is bonded to one before it
    private record Template(Component component, int[] atoms) {}

    /// Lengths by pairs of atoms (lower index first), angles by vertex and pair.
    final Map<List<Integer>, Double> lengths = new HashMap<>();
    final Map<List<Integer>, Double> anglesDeg = new HashMap<>();

    private final Perception p;

    Fragments(Perception p) {
        this.p = p;
        for (var template : TEMPLATES)
            for (int start = 0; start < p.entry.size(); start++) {
                var map = new int[template.component.size()];
                Arrays.fill(map, -1);
                if (fits(template, 0, start, map) && extend(template, 1, map)) take(template, map);
            }
    }

    private static List<Template> templates() {
        var tables = new OwnTables();
        List<Template> found = new ArrayList<>();
        for (boolean sugar : new boolean[]{true, false})
            for (String id : List.of("A", "G", "C", "U", "DT")) {
                if (sugar && id.equals("DT")) continue;
                var component = tables.find(id).orElseThrow();
                found.add(new Template(component, order(component, sugar)));
            }
        return List.copyOf(found);
    }

    private static int[] order(Component c, boolean sugar) {
        List<Integer> order = new ArrayList<>(List.of(c.indexOf("C1'")));
        for (int at = 0; at < order.size(); at++)
            for (int n : c.neighbours(order.get(at))) {
                String name = c.atom(n).name();
                boolean wanted = !c.atom(n).element().isHydrogen() && (!name.contains("'") || sugar && SUGAR.contains(name))
                        && c.atom(n).element() != Element.P;
                if (wanted && !name.startsWith("OP") && !order.contains(n)) order.add(n);
            }
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    private boolean fits(Template t, int step, int atom, int[] map) {
        int k = t.atoms[step];
        if (p.element(atom) != t.component.atom(k).element()) return false;
        for (int m : map) if (m == atom) return false;
        String name = t.component.atom(k).name();
        if (!OPEN.contains(name)) {
            int heavy = 0;
            for (int n : t.component.neighbours(k)) if (!t.component.atom(n).element().isHydrogen()) heavy++;
            if (p.heavyDegree(atom) != heavy) return false;
        }
        if (!name.contains("'") && p.element(atom) == Element.C && t.component.neighbours(k).length == 3
                && p.hybridisation[atom] != 2)
            return false;
        for (int n : t.component.neighbours(k)) if (map[n] >= 0 && !Perception.contains(p.neighbours[atom], map[n])) return false;
        map[k] = atom;
        return true;
    }

    private boolean extend(Template t, int step, int[] map) {
        if (step == t.atoms.length) return true;
        int k = t.atoms[step];
        for (int n : t.component.neighbours(k)) {
            if (map[n] < 0) continue;
            for (int atom : p.neighbours[map[n]]) {
                if (!fits(t, step, atom, map)) continue;
                if (extend(t, step + 1, map)) return true;
                map[k] = -1;
            }
            return false;
        }
        return false;
    }

    private void take(Template t, int[] map) {
        for (var b : t.component.bonds())
            if (map[b.a()] >= 0 && map[b.b()] >= 0) lengths.putIfAbsent(pair(map[b.a()], map[b.b()]), b.ideal());
        for (var g : t.component.angles())
            if (map[g.a()] >= 0 && map[g.vertex()] >= 0 && map[g.b()] >= 0)
                anglesDeg.putIfAbsent(triple(map[g.a()], map[g.vertex()], map[g.b()]), g.idealDeg());
    }

    static List<Integer> pair(int a, int b) { return List.of(Math.min(a, b), Math.max(a, b)); }

    static List<Integer> triple(int a, int vertex, int b) { return List.of(vertex, Math.min(a, b), Math.max(a, b)); }
}
