package ceres.refine;

import ceres.refine.moving.RestraintSelection;
import ceres.refine.energy.Contacts;
import ceres.refine.energy.Energy;
import ceres.refine.energy.MapTerm;
import ceres.numerics.CellList;
import ceres.numerics.Lbfgs;
import ceres.restraint.GeometryTarget;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The atoms about a place, to be minimised while all others stand still: what a local change needs to be judged by.
///
/// Free are the heavy atoms within 8 A of the place as the model stands when this is made; the energy holds every restraint, contact and
/// density that a free atom takes part in. So energies of one vicinity compare alternatives there, and its cost does not depend on the size of the
/// model but for a few sweeps over memory.
final class Vicinity {
    static final double REACH = 8;
    /// restraints reach this far beyond the free atoms
    private static final double SHELL = 8;
    private static final double TRUST = 0.3;

    private final Refiner refiner;
    /// heavy atoms that move, ascending; and by atom, hydrogens included
    private final int[] free;
    private final boolean[] moving;
    private final int[] hydrogens;
    private final GeometryTarget geometry;
    private final Contacts contacts;

    /// @param about heavy atoms whose surroundings are meant
    Vicinity(Refiner refiner, int... about) {
        this.refiner = refiner;
        var model = refiner.model;
        int n = model.heavyCount();
        var cells = new CellList(refiner.xyz, n, REACH);
        this.moving = new boolean[model.total()];
        mark(about, cells, REACH, moving);
        this.free = java.util.stream.IntStream.range(0, n).filter(a -> moving[a] && !model.stands(a)).toArray();
        var within = new boolean[n];
        mark(free, cells, SHELL, within);
        var index = new int[n];
        for (int a = 0; a < n; a++) index[a] = within[a] ? a : -1;
        this.geometry = new GeometryTarget(refiner.weights.stiffen(RestraintSelection.of(refiner.restraints, index)));
        this.hydrogens = model.riding().following(moving);
        for (int k : hydrogens) moving[n + k] = true;
        this.contacts = refiner.contacts.of(moving);
    }

    private void mark(int[] about, CellList cells, double reach, boolean[] marked) {
        double[] xyz = refiner.xyz;
        for (int a : about) cells.near(xyz[3 * a], xyz[3 * a + 1], xyz[3 * a + 2], reach, b -> marked[b] = true);
    }

    int size() { return free.length; }

    /// Heavy atoms that move, ascending.
    int[] free() { return free; }

    /// Minimises geometry, contacts, torsions and density at the atoms from where the refiner's model stands, moves it there, and gives the
    /// energy reached.
    double relax(Schedule schedule, int iterations) { return relax(schedule, schedule.density(), null, iterations); }

    /// The same with the map as a whole in place of the density at the atoms.
    double relax(Schedule schedule, MapTerm map, int iterations) { return relax(schedule, 0, map, iterations); }

    private double relax(Schedule schedule, double density, @Nullable MapTerm map, int iterations) {
        double[] xyz = refiner.xyz, gradient = new double[xyz.length], x = new double[3 * free.length];
        for (int k = 0; k < free.length; k++) System.arraycopy(xyz, 3 * free[k], x, 3 * k, 3);
        var terms = refiner.terms(schedule, Contacts.Strength.NORMAL, density, geometry, contacts).only(moving);
        contacts.list(xyz, refiner.team);
        var result = Lbfgs.minimise((at, slope) -> energy(terms, map, at, xyz, gradient, slope), x,
                Lbfgs.Options.coordinates(iterations, TRUST));
        put(x, xyz);
        refiner.ncs.impose(xyz);
        refiner.model.follow(xyz, refiner.team);
        return result.value();
    }

    private void put(double[] x, double[] xyz) {
        for (int k = 0; k < free.length; k++) System.arraycopy(x, 3 * k, xyz, 3 * free[k], 3);
    }

    private double energy(Energy.Terms terms, @Nullable MapTerm map, double[] x, double[] xyz, double[] gradient,
            double[] slope) {
        put(x, xyz);
        var riding = refiner.model.riding();
        for (int k : hydrogens) riding.place(k, xyz);
        // what is added to atoms that stand still is nobody's concern; hydrogens are left at 0
        for (int a : free) Arrays.fill(gradient, 3 * a, 3 * a + 3, 0);
        double e = terms.evaluate(xyz, gradient, refiner.team);
        if (map != null) e += map.evaluate(xyz, gradient, refiner.team);
        riding.pullBack(hydrogens, xyz, gradient);
        for (int k = 0; k < free.length; k++) System.arraycopy(gradient, 3 * free[k], slope, 3 * k, 3);
        return e;
    }
}
