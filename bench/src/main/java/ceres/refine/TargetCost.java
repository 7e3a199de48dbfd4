package ceres.refine;

import ceres.refine.density.DensityTarget;
import ceres.refine.density.ParticleMesh;
import ceres.refine.energy.Contacts;
import ceres.refine.energy.MapTerm;
import ceres.chem.Dictionary;
import ceres.io.MapReader;
import ceres.io.ModelReader;
import ceres.numerics.Parallel;
import ceres.restraint.GeometryTarget;
import ceres.restraint.InterpretOptions;
import ceres.restraint.Interpreter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What one evaluation of the refinement's target costs, term by term, on one thread; the correlation's direct sum is held against its
/// definition first. In the package of the refinement, whose parts it times.
///
///     java --add-modules jdk.incubator.vector -cp "bench/target/lib/*:bench/target/classes" ceres.refine.TargetCost MODEL MAP RESOLUTION
public final class TargetCost {
    private static final int WARM = 300, ROUNDS = 9, EACH = 40;

    private TargetCost() {}

    public static void main(String[] args) {
        double resolution = Double.parseDouble(args[2]);
        var file = ModelReader.read(Path.of(args[0]));
        var map = MapReader.read(Path.of(args[1])).map();
        var model = Interpreter.interpret(file.structure(), file.header(), Dictionary.standard(), InterpretOptions.DEFAULT);
        try (var team = Parallel.single()) {
            var r = new Refiner(new RefinementProblem(model, map, Optional.empty(), resolution, RefinementParameters.DEFAULT),
                    team);
            r.refineB(300, 30);
            r.prepare();
            r.box.mask(r.model.at(r.xyz, r.b), team);
            compare(r, team);
            time(r, Schedule.of(RefinementParameters.DEFAULT, resolution, r.quality()), team);
        }
    }

    /// The direct sum against the particle mesh.
    private static void compare(Refiner r, Parallel team) {
        int n = r.model.heavyCount();
        double[] ln = r.scatterers.lnB(r.b), exact = new double[3 * n], direct = new double[3 * n];
        r.box.levels(r.scatterers.effective(r.b), 1.5);
        double cc = r.box.mesh().correlate(n, r.xyz, ln, r.scatterers.weight, new ParticleMesh.Slopes(1, exact, null, null),
                team);
        r.box.direct().atoms(n, r.xyz, ln, r.scatterers.weight);
        double sum = r.box.direct().correlate(r.xyz, 1, direct, team), xy = 0, xx = 0, yy = 0;
        for (int i = 0; i < 3 * n; i++) {
            xy += exact[i] * direct[i];
            xx += exact[i] * exact[i];
            yy += direct[i] * direct[i];
        }
        System.out.printf(Locale.ROOT, "CC %.5f by mesh, %.5f by direct sums; gradients: cosine %.5f, ratio %.4f%n", cc, sum,
                xy / Math.sqrt(xx * yy), Math.sqrt(yy / xx));
        if (Math.abs(cc - sum) > 0.01) throw new AssertionError("fast and wrong");
    }

    private static void time(Refiner r, Schedule schedule, Parallel team) {
        int n = r.model.heavyCount(), total = r.model.total();
        double[] xyz = r.xyz.clone(), g = new double[3 * total], x = Arrays.copyOf(xyz, 3 * n), slope = new double[3 * n];
        var geometry = new GeometryTarget(r.restraints);
        var direct = r.box.direct();
        var all = r.energy(schedule, Contacts.Strength.NORMAL, 0, MapTerm.linear(direct, 60 * n));
        var density = new DensityTarget(r.box.spline(), r.scatterers.weight);
        var grid = r.box.mesh().grid();
        System.out.printf(Locale.ROOT, "%d heavy atoms, %d in all, %d pairs; mesh %d x %d x %d, %.2f A, %d voxels in the mask%n",
                n, total,
                r.contacts.pairs(), grid.nx(), grid.ny(), grid.nz(), grid.dx(), r.box.mesh().masked().count());
        say("hydrogens placed", total, () -> r.model.expand(xyz, xyz, team));
        say("geometry", total, () -> geometry.evaluate(xyz, g, team));
        say("contacts", total, () -> r.contacts.evaluate(xyz, g, Contacts.Strength.NORMAL, team));
        say("contacts listed", total, () -> r.contacts.list(xyz, team));
        say("density at atoms", total, () -> density.evaluate(xyz, g, team));
        say("correlation", total, () -> direct.correlate(xyz, -60, g, team));
        say("hydrogens' forces passed", total, () -> {
            Arrays.fill(g, 1);
            r.model.riding().pullBack(xyz, g, team);
        });
        say("whole target", total, () -> all.at(x, slope));
    }

    private static void say(String what, int atoms, Runnable work) {
        for (int k = 0; k < WARM; k++) work.run();
        var clock = ManagementFactory.getThreadMXBean();
        double least = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = clock.getCurrentThreadCpuTime();
            for (int k = 0; k < EACH; k++) work.run();
            least = Math.min(least, (clock.getCurrentThreadCpuTime() - start) / 1e6 / EACH);
        }
        System.out.printf(Locale.ROOT, "%-26s %8.3f ms  %6.3f us per atom%n", what, least, 1000 * least / atoms);
    }
}
