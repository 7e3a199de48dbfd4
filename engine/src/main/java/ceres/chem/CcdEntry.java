package ceres.chem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A component as the wwPDB chemical component dictionary describes it: what is bonded to what, and one set of coordinates; no restraints.
///
/// @param type `_chem_comp.type`, upper case
/// @param xyz 3n ideal coordinates (those of a model where the ideal ones are missing), A; NaN where there are none
/// @param bonds indices of atoms with the order of the bond, aromatic bonds as AROMATIC
public record CcdEntry(String id, String type, String name, List<Component.Atom> atoms, double[] xyz, List<Bond> bonds) {
    public record Bond(int a, int b, BondOrder order) {}

    /// Collects an entry by atom names.
    static final class Builder {
        private final String id;
        private String type = "";
        private String name = "";
        private final List<Component.Atom> atoms = new ArrayList<>();
        private final List<double[]> xyz = new ArrayList<>();
        private final List<Bond> bonds = new ArrayList<>();
        private final Map<String, Integer> index = new HashMap<>();

        Builder(String id) { this.id = id; }

        void named(String words, String chemCompType) {
            this.name = words;
            this.type = chemCompType;
        }

        void atom(Component.Atom atom, double x, double y, double z) {
            if (index.putIfAbsent(atom.name(), atoms.size()) != null) return;
            atoms.add(atom);
            xyz.add(new double[]{x, y, z});
        }

        void bond(String a, String b, BondOrder order) {
            Integer i = index.get(a), j = index.get(b);
            if (i != null && j != null && !i.equals(j)) bonds.add(new Bond(i, j, order));
        }

        int size() { return atoms.size(); }

        CcdEntry build() {
            var flat = new double[3 * atoms.size()];
            for (int a = 0; a < atoms.size(); a++) System.arraycopy(xyz.get(a), 0, flat, 3 * a, 3);
            return new CcdEntry(id, type, name, List.copyOf(atoms), flat, List.copyOf(bonds));
        }
    }

    int size() { return atoms.size(); }

    boolean hasCoordinates() {
        double spread = 0;
        for (int i = 0; i < xyz.length; i++) {
            if (!Double.isFinite(xyz[i])) return false;
            spread += Math.abs(xyz[i] - xyz[i % 3]);
        }
        return atoms.size() == 1 || spread > 0.1;
    }
}
