package ceres.chem;

import ceres.chem.HydrogenGeometry.Condition;
import ceres.chem.HydrogenGeometry.Kind;
import ceres.chem.HydrogenGeometry.Mover;
import ceres.chem.HydrogenGeometry.Plan;
import ceres.chem.HydrogenGeometry.Role;
import java.util.ArrayList;
import java.util.List;

/// Hydrogen plans of any component from its dictionary entry: by number of neighbours and hybridisation, with Reduce's lengths and angles.
///
/// Protonation follows the conventions of validation: none on carboxylates and phosphates, whatever the dictionary says; amines as the
/// dictionary has them. Carriers whose shape is not clear from their bonds get no hydrogen. The plans are those of the component alone:
/// whoever places them replaces a leaving neighbour by the atom that is linked in its stead.
public final class GenericHydrogens {
    private static final double TETRAHEDRAL = Math.toRadians(109.5), TRIGONAL = Math.toRadians(120),
            METHYLENE = Math.toRadians(126.5);

    private final Component component;
    private final List<Plan> plans = new ArrayList<>();

    private GenericHydrogens(Component component) { this.component = component; }

    public static List<Plan> plans(Component component) {
        var builder = new GenericHydrogens(component);
        for (int c = 0; c < component.size(); c++) if (!component.atom(c).element().isHydrogen()) builder.carrier(c);
        return List.copyOf(builder.plans);
    }

    private void carrier(int c) {
        var hydrogens = new ArrayList<String>();
        var heavy = new ArrayList<Integer>();
        for (int n : component.neighbours(c)) {
            if (component.atom(n).element().isHydrogen()) hydrogens.add(component.atom(n).name());
            else
                heavy.add(n);
        }
        if (hydrogens.isEmpty() || heavy.isEmpty() || isAcid(c, heavy)) return;
        boolean planar = isPlanar(c);
        switch (heavy.size()) {
            case 1 -> {
                if (isLinear(c)) add(hydrogens.getFirst(), Kind.LINEAR, c, heavy, 0, 0, Mover.NONE, true);
                else
                    turned(c, heavy.getFirst(), hydrogens, planar);
            }
            case 2 -> {
                if (planar) add(hydrogens.getFirst(), Kind.PLANAR, c, heavy, 0, 0, Mover.NONE, true);
                else
                    for (int k = 0; k < Math.min(2, hydrogens.size()); k++)
                        add(hydrogens.get(k), Kind.METHYLENE, c, heavy, k == 0 ? -METHYLENE : METHYLENE, 0, Mover.NONE, false);
            }
            case 3 -> add(hydrogens.getFirst(), Kind.METHINE, c, heavy, 0, 0, Mover.NONE, false);
            default -> {}
        }
    }

    /// O-H of a carboxyl or phosphate group.
    private boolean isAcid(int c, List<Integer> heavy) {
        if (component.atom(c).element() != Element.O) return false;
        int n = heavy.getFirst();
        int z = component.atom(n).element().number();
        if (z == 15 || z == 16) return true;
        if (z != 6) return false;
        for (var bond : component.bonds()) {
            int other = bond.a() == n ? bond.b() : bond.b() == n ? bond.a() : -1;
            if (other < 0 || other == c || component.atom(other).element() != Element.O) continue;
            if (bond.order() == BondOrder.DOUBLE || bond.order() == BondOrder.DELOCALISED) return true;
        }
        return false;
    }

    private boolean isUnsaturated(int c) {
        if (component.atom(c).aromatic()) return true;
        for (var bond : component.bonds())
            if ((bond.a() == c || bond.b() == c)
                    && (bond.order() == BondOrder.DOUBLE || bond.order() == BondOrder.AROMATIC
                            || bond.order() == BondOrder.DELOCALISED))
                return true;
        return false;
    }

    /// sp2, or a nitrogen next to sp2.
    private boolean isPlanar(int c) {
        if (isUnsaturated(c)) return true;
        if (component.atom(c).element() != Element.N || component.hydrogensOn(c) > 2) return false;
        for (int n : component.neighbours(c))
            if (!component.atom(n).element().isHydrogen() && isUnsaturated(n) && component.atom(n).element().number() == 6)
                return true;
        return false;
    }

    private boolean isLinear(int c) {
        for (var bond : component.bonds()) if ((bond.a() == c || bond.b() == c) && bond.order() == BondOrder.TRIPLE) return true;
        return false;
    }

    private void turned(int c, int n1, List<String> hydrogens, boolean planar) {
        int n2 = -1;
        for (int n : component.neighbours(n1))
            if (n != c && !component.atom(n).element().isHydrogen() && (n2 < 0 || component.atom(n).element().number() == 6)) {
                if (n2 < 0 || component.atom(n2).element().number() != 6) n2 = n;
            }
        if (n2 < 0) return;
        var frame = List.of(n1, n2);
        int z = component.atom(c).element().number();
        if (z == 8 || z == 16 || z == 34) {
            add(hydrogens.getFirst(), Kind.TURNED, c, frame, TETRAHEDRAL, Math.PI, Mover.HYDROXYL, false);
            return;
        }
        double[] dihedrals = planar ? new double[]{Math.PI, 0} : new double[]{Math.PI, Math.PI / 3, -Math.PI / 3};
        var mover = z == 7 && hydrogens.size() == 3
                ? Mover.AMMONIUM
                : z == 6 && hydrogens.size() == 3 && isPlanar(n1) ? Mover.METHYL : Mover.NONE;
        for (int k = 0; k < Math.min(dihedrals.length, hydrogens.size()); k++)
            add(hydrogens.get(k), Kind.TURNED, c, frame, planar ? TRIGONAL : TETRAHEDRAL, dihedrals[k],
                    mover, planar);
    }

    private void add(String name, Kind kind, int c, List<Integer> neighbours, double angle, double dihedral, Mover mover,
            boolean planar) {
        int z = component.atom(c).element().number();
        boolean polar = z == 7 || z == 8 || z == 16;
        double[] length = length(c, planar, polar);
        var names = neighbours.stream().map(n -> component.atom(n).name()).toList();
        var role = polar ? Role.POLAR : component.atom(c).aromatic() ? Role.AROMATIC : Role.ALIPHATIC;
        plans.add(new Plan(name, kind, component.atom(c).name(), names, length[0], length[1], angle, dihedral, role, mover,
                mover == Mover.HYDROXYL ? Condition.FREE_CARRIER : Condition.ALWAYS));
    }

    /// Electron-cloud and nuclear length, A.
    private double[] length(int c, boolean planar, boolean polar) {
        return switch (component.atom(c).element().number()) {
            case 7 -> planar ? new double[]{0.86, 1.02} : new double[]{0.89, 1.04};
            case 8 -> new double[]{0.84, 0.98};
            case 16 -> new double[]{1.20, 1.30};
            default -> planar ? new double[]{0.93, 1.08} : new double[]{0.97, 1.09};
        };
    }
}
