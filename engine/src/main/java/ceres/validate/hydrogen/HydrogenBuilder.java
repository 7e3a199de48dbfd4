package ceres.validate.hydrogen;

import ceres.chem.ContactRadii;
import ceres.chem.GenericHydrogens;
import ceres.chem.HydrogenGeometry;
import ceres.chem.HydrogenGeometry.Condition;
import ceres.chem.HydrogenGeometry.Kind;
import ceres.chem.HydrogenGeometry.Mover;
import ceres.chem.HydrogenGeometry.Plan;
import ceres.chem.ResidueClass;
import ceres.model.Structure;
import ceres.restraint.Interpretation;
import ceres.validate.contact.AllAtoms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Decides which hydrogens a model should have and places them, before anything turns.
final class HydrogenBuilder {
    /* Source: Reduce (Word1999). A residue gets the plans of its component (table, else dictionary) and those of the backbone it stands in.
     * Amino termini carry N-H3+ only where the numbering begins (at most 1); other fragments begin with a bare N, as in Reduce, because
     * most of them are merely not built and nobody knows where the H would point. Each plan is placed once for every altloc that occurs among its atoms. A carrier that is linked
     * to something the plan does not know loses what its valence no longer allows. */

    private static final double PEPTIDE = 1.7, PHOSPHATE = 2.2, CROWDED = 1.3;

    /// A placed hydrogen and what it was placed by. Atom indices are those of the structure.
    record Placed(Plan plan, int carrier, int[] neighbours, char altloc) {}

    private final Structure structure;
    private final Interpretation model;
    private final ResidueClass[] classes;
    private final HydrogenGeometry.Length convention;
    private final HydrogenGeometry geometry = HydrogenGeometry.standard();
    private final Map<String, List<Plan>> generic = new HashMap<>();
    private final List<Placed> placed = new ArrayList<>();
    private final List<AllAtoms.Added> added = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    HydrogenBuilder(Interpretation model, ResidueClass[] classes, HydrogenGeometry.Length convention) {
        this.structure = model.structure();
        this.model = model;
        this.classes = classes;
        this.convention = convention;
        for (int r = 0; r < structure.residueCount(); r++) residue(r);
    }

    List<Placed> placed() { return placed; }

    List<AllAtoms.Added> added() { return added; }

    List<String> notes() { return notes; }

    private void residue(int r) {
        if (classes[r] == ResidueClass.WATER || classes[r] == ResidueClass.ION) return;
        String name = structure.residueName(r);
        if (classes[r].isProtein()) backbone(r, name);
        boolean standardNucleotide = (classes[r] == ResidueClass.RNA || classes[r] == ResidueClass.DNA) && geometry.has(name);
        if (standardNucleotide) for (var plan : geometry.sugar()) place(r, plan);
        if (geometry.has(name)) for (var plan : geometry.plans(name)) place(r, plan);
        else
            for (var plan : generic(r, name))
                if (!classes[r].isProtein() || !plan.carrier().equals("N") && !plan.name().equals("HA")) place(r, plan);
    }

    private List<Plan> generic(int r, String name) {
        return generic.computeIfAbsent(name, n -> {
            var component = model.component(r);
            if (component.isEmpty()) notes.add(n + " gets no hydrogens: no dictionary knows it");
            return component.map(GenericHydrogens::plans).orElse(List.of());
        });
    }

    // ---- backbone

    private void backbone(int r, String name) {
        boolean proline = name.equals("PRO") || name.equals("DPR");
        if (!name.equals("GLY")) for (var plan : geometry.alpha()) place(r, plan);
        if (hasPreceding(r)) {
            if (!proline) for (var plan : geometry.amide()) place(r, plan);
        } else if (isTerminus(r)) for (var plan : proline ? geometry.prolineTerminus() : geometry.terminus()) place(r, plan);
    }

    private boolean isTerminus(int r) {
        return structure.seq(r) <= 1 && (r == structure.residueStart(structure.chainOf(r)) || !classes[r - 1].isProtein());
    }

    private boolean hasPreceding(int r) {
        int n = structure.find(r, "N");
        return n >= 0 && preceding(r, n, structure.altloc(n)) >= 0;
    }

    /// The carbonyl carbon that is linked to N in a conformer, -1 if there is none.
    private int preceding(int r, int n, char altloc) {
        int first = structure.residueStart(structure.chainOf(r));
        for (int q = r - 1; q >= first && q >= r - 3; q--) {
            int c = structure.find(q, "C", altloc);
            if (c < 0 && altloc == 0) c = structure.find(q, "C");
            if (c >= 0 && structure.distance(c, n) < PEPTIDE) return c;
        }
        for (int linked : outside(n))
            if (structure.element(linked).number() == 6 && structure.distance(linked, n) < PEPTIDE) return linked;
        return -1;
    }

    /// Heavy atoms of other residues that are bonded to the atom.
    private List<Integer> outside(int atom) {
        var list = new ArrayList<Integer>();
        for (int k = 0; k < model.bonds().degree(atom); k++) {
            int b = model.bonds().neighbour(atom, k);
            if (structure.residueOf(b) != structure.residueOf(atom) && !structure.isHydrogen(b)) list.add(b);
        }
        return list;
    }

    // ---- placing

    private void place(int r, Plan plan) {
        int carrier = structure.find(r, plan.carrier());
        if (carrier < 0) return;
        String altlocs = altlocs(r, plan);
        if (plan.name().equals("HA") && structure.altloc(carrier) == 0 && !altlocs.isEmpty()) {
            place(r, plan, altlocs.charAt(0), (char) 0);
            return;
        }
        if (altlocs.isEmpty()) place(r, plan, (char) 0, (char) 0);
        for (int k = 0; k < altlocs.length(); k++) place(r, plan, altlocs.charAt(k), altlocs.charAt(k));
    }

    private String altlocs(int r, Plan plan) {
        var seen = new StringBuilder();
        for (int a = structure.atomStart(r); a < structure.atomEnd(r); a++) {
            char alt = structure.altloc(a);
            if (alt == 0 || seen.indexOf(String.valueOf(alt)) >= 0) continue;
            String name = structure.atomName(a);
            if (name.equals(plan.carrier()) || plan.neighbours().contains(name)) seen.append(alt);
        }
        if (plan.kind() == Kind.AMIDE && r > 0)
            for (int a = structure.atomStart(r - 1); a < structure.atomEnd(r - 1); a++) {
                char alt = structure.altloc(a);
                if (alt != 0 && structure.atomName(a).equals("C") && seen.indexOf(String.valueOf(alt)) < 0) seen.append(alt);
            }
        return seen.toString();
    }

    /// @param altloc the conformer whose atoms it is placed by
    /// @param own the altloc that the hydrogen gets: none for H-alpha on a CA without altloc, as in Reduce
    private void place(int r, Plan plan, char altloc, char own) {
        int c = structure.find(r, plan.carrier(), altloc);
        if (c < 0 || !allowed(r, plan, c)) return;
        var linked = outside(c);
        if (structure.element(c).number() == 7 && plan.kind() != Kind.AMIDE && plan.condition() != Condition.HISTIDINE) {
            linked.removeIf(b -> ContactRadii.standard().isMetal(structure.element(b).number()));
            if (!linked.isEmpty() && plan.kind() != Kind.METHINE) {
                secondary(r, plan, c, altloc, linked.getFirst());
                return;
            }
        }
        int[] n = neighbours(r, plan, altloc, linked);
        if (n != null) add(plan, c, n, own, linked);
    }

    /// A nitrogen that something else is bonded to has one hydrogen, in the plane of its two bonds.
    private void secondary(int r, Plan plan, int c, char altloc, int linked) {
        int n1 = structure.find(r, plan.neighbours().getFirst(), altloc);
        if (n1 < 0 || !placed.isEmpty() && placed.getLast().carrier == c) return;
        var planar = new Plan(plan.name(), Kind.PLANAR, plan.carrier(), List.of(plan.neighbours().getFirst(), "*"), 0.86, 1.02, 0,
                0,
                plan.role(), Mover.NONE, Condition.ALWAYS);
        add(planar, c, new int[]{n1, linked}, altloc, List.of());
    }

    private boolean allowed(int r, Plan plan, int c) {
        return switch (plan.condition()) {
            case ALWAYS -> true;
            case RIBOSE -> structure.find(r, "O2'") >= 0;
            case DEOXYRIBOSE -> structure.find(r, "O2'") < 0;
            case FREE_CARRIER -> outside(c).isEmpty();
            case NO_PHOSPHATE -> outside(c).isEmpty() && !phosphateNear(r, c);
            case HISTIDINE -> outside(c).isEmpty();
        };
    }

    /// A phosphorus of this residue or of the next bonded to the atom.
    private boolean phosphateNear(int r, int c) {
        for (int q = r; q <= Math.min(r + 1, structure.residueCount() - 1); q++) {
            int p = structure.find(q, "P");
            if (p >= 0 && structure.distance(p, c) < PHOSPHATE) return true;
        }
        return false;
    }

    /// The neighbours in a conformer; a leaving one is replaced by what is linked; null if one is missing.
    private int @org.jspecify.annotations.Nullable [] neighbours(int r, Plan plan, char altloc, List<Integer> linked) {
        var n = new int[plan.neighbours().size()];
        int next = 0;
        for (int k = 0; k < n.length; k++) {
            String name = plan.neighbours().get(k);
            if (name.startsWith("-"))
                n[k] = name.equals("-C")
                        ? preceding(r, structure.find(r, plan.carrier(), altloc), altloc)
                        : r > 0 ? structure.find(r - 1, name.substring(1), altloc) : -1;
            else
                n[k] = structure.find(r, name, altloc);
            if (n[k] < 0 && plan.kind() != Kind.TURNED && next < linked.size()) n[k] = linked.get(next++);
            if (n[k] < 0) return null;
        }
        return n;
    }

    private void add(Plan plan, int c, int[] n, char altloc, List<Integer> linked) {
        var at = new double[3];
        HydrogenGeometry.place(plan, plan.length(convention), structure.atoms().xyz(), c, n, at, 0);
        if (!Double.isFinite(at[0] + at[1] + at[2])) return;
        for (int b : linked) if (plan.kind() != Kind.AMIDE && distance(at, b) < CROWDED && !contains(n, b)) return;
        double occupancy = structure.occupancy(c);
        for (int k : n) if (altloc != 0 && structure.altloc(k) == altloc) occupancy = Math.min(occupancy, structure.occupancy(k));
        placed.add(new Placed(plan, c, n, altloc));
        added.add(new AllAtoms.Added(plan.name(), altloc, c, occupancy, at[0], at[1], at[2]));
    }

    private static boolean contains(int[] n, int b) {
        for (int k : n) if (k == b) return true;
        return false;
    }

    private double distance(double[] at, int b) {
        return Math.sqrt(
                Math.pow(at[0] - structure.x(b), 2) + Math.pow(at[1] - structure.y(b), 2) + Math.pow(at[2] - structure.z(b), 2));
    }
}
