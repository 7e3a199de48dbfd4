package ceres.validate.hydrogen;

import ceres.validate.contact.ContactModel;
import ceres.validate.contact.DotSphere;

/// How well an atom suits its surroundings: Reduce's score.
final class DotScore {
    /* Each dot of the atom's surface that lies inside another atom scores once, for the atom it lies deepest in: -10 times half the
     * depth for an overlap, +4 times half the depth for a hydrogen bond as long as it is not deeper than 0.6 A (0.8 A in a salt bridge);
     * what goes beyond that is an overlap. Dots hidden inside atoms of the same or the next bonds do not score. Reduce can also reward
     * near misses, but does so only with a probe radius above 0, which is not its default. Source: Word1999 and the scores that Reduce
     * writes into its output. */
    private static final double BUMP = 10, HYDROGEN_BOND = 4;
    /// Waters less certain than this are not there for Reduce.
    private static final double WATER_B = 40, WATER_OCCUPANCY = 0.66;

    private final ContactModel model;

    DotScore(ContactModel model) { this.model = model; }

    boolean counts(int i) {
        var atoms = model.atoms();
        if (model.isWater(i)) return atoms.b(i) < WATER_B && atoms.occupancy(i) >= WATER_OCCUPANCY;
        return true;
    }

    /// @param i the atom, where it now stands
    /// @param excluded atoms that hide its dots
    /// @param near atoms that it may touch
    double of(int i, int[] excluded, int[] near) {
        var atoms = model.atoms();
        double[] xyz = atoms.xyz();
        double x = xyz[3 * i], y = xyz[3 * i + 1], z = xyz[3 * i + 2], radius = model.radius(i);
        var touching = new int[near.length];
        int m = 0;
        for (int b : near) {
            double reach = radius + model.radius(b);
            if (!atoms.isAbsent(b) && distance2(xyz, b, x, y, z) < reach * reach) touching[m++] = b;
        }
        if (m == 0) return 0;
        double sum = 0;
        double[] dots = DotSphere.of(radius).xyz();
        for (int d = 0; d < dots.length; d += 3)
            sum += dot(i, x + dots[d], y + dots[d + 1], z + dots[d + 2], touching, m, excluded);
        return sum / DotSphere.DENSITY;
    }

    private double dot(int i, double x, double y, double z, int[] touching, int m, int[] excluded) {
        double[] xyz = model.atoms().xyz();
        double deepest = 0;
        int owner = -1;
        for (int k = 0; k < m; k++) {
            int b = touching[k];
            double r = model.radius(b), d2 = distance2(xyz, b, x, y, z);
            if (d2 >= r * r) continue;
            double depth = r - Math.sqrt(d2);
            if (depth > deepest) {
                deepest = depth;
                owner = b;
            }
        }
        if (owner < 0) return 0;
        for (int e : excluded) {
            double r = model.radius(e);
            if (!model.atoms().isAbsent(e) && distance2(xyz, e, x, y, z) < r * r) return 0;
        }
        if (!model.hydrogenBond(i, owner)) return -BUMP * deepest / 2;
        double beyond = deepest - model.hydrogenBondLimit(i, owner);
        return beyond > 0 ? -BUMP * beyond / 2 : HYDROGEN_BOND * deepest / 2;
    }

    private static double distance2(double[] xyz, int a, double x, double y, double z) {
        double dx = xyz[3 * a] - x, dy = xyz[3 * a + 1] - y, dz = xyz[3 * a + 2] - z;
        return dx * dx + dy * dy + dz * dz;
    }
}
