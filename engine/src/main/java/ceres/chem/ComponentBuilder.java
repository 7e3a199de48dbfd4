package ceres.chem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Collects a [Component] by atom names. What names an atom that is not there is left out: files are not always consistent.
public final class ComponentBuilder {
    private final String id;
    private final Component.Source source;
    private String name = "";
    private String type = "";
    private final Map<String, Integer> index = new HashMap<>();
    private final List<Component.Atom> atoms = new ArrayList<>();
    private final List<Component.Bond> bonds = new ArrayList<>();
    private final List<Component.Angle> angles = new ArrayList<>();
    private final List<Component.Torsion> torsions = new ArrayList<>();
    private final List<Component.Chirality> chiralities = new ArrayList<>();
    private final List<Component.Plane> planes = new ArrayList<>();

    public ComponentBuilder(String id, Component.Source source) {
        this.id = id;
        this.source = source;
    }

    public ComponentBuilder named(String words, String chemCompType) {
        this.name = words;
        this.type = chemCompType;
        return this;
    }

    /// Atoms come before everything that names them; a name given twice counts once.
    public ComponentBuilder atom(Component.Atom atom) {
        if (index.putIfAbsent(atom.name(), atoms.size()) == null) atoms.add(atom);
        return this;
    }

    public boolean has(String atomName) { return index.containsKey(atomName); }

    public int size() { return atoms.size(); }

    private boolean all(String... names) {
        for (String n : names) if (!index.containsKey(n)) return false;
        return true;
    }

    public ComponentBuilder bond(String a, String b, BondOrder order, double ideal, double sigma) {
        if (all(a, b)) bonds.add(new Component.Bond(index.get(a), index.get(b), order, ideal, sigma));
        return this;
    }

    public ComponentBuilder angle(String a, String vertex, String b, double idealDeg, double sigmaDeg) {
        if (all(a, vertex, b)) angles.add(new Component.Angle(index.get(a), index.get(vertex), index.get(b), idealDeg, sigmaDeg));
        return this;
    }

    public ComponentBuilder torsion(String label, String a, String b, String c, String d, double idealDeg, double sigmaDeg,
            int period) {
        if (all(a, b, c, d))
            torsions.add(new Component.Torsion(label, index.get(a), index.get(b), index.get(c), index.get(d), idealDeg, sigmaDeg,
                    period));
        return this;
    }

    public ComponentBuilder chirality(String centre, String a, String b, String c, Component.Sign sign) {
        if (all(centre, a, b, c))
            chiralities.add(new Component.Chirality(index.get(centre), index.get(a), index.get(b), index.get(c), sign));
        return this;
    }

    /// A plane of the atoms that are there, if they are at least four.
    public ComponentBuilder plane(List<String> names, double sigma) {
        int[] present = names.stream().filter(index::containsKey).mapToInt(index::get).toArray();
        if (present.length >= 4) planes.add(new Component.Plane(present, sigma));
        return this;
    }

    public Component build() {
        return new Component(id, name, type, source, atoms, bonds, angles, torsions, chiralities, planes);
    }
}
