package ceres.refine;

import ceres.chem.Dictionary;
import ceres.io.MapReader;
import ceres.io.ModelReader;
import ceres.map.DensityMap;
import ceres.numerics.Parallel;
import ceres.refine.energy.Contacts;
import ceres.refine.quality.GeometryOutliers;
import ceres.refine.quality.GeometryOutliers.Outlier;
import ceres.restraint.InterpretOptions;
import ceres.restraint.Interpretation;
import ceres.restraint.Interpreter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Bonds, angles and chiral volumes of a model that are more than four standard deviations off by the refinement's own restraints, and what bends them: the
/// mean density at their atoms (map scaled to rms 1 about the model), and Z where the model is relaxed with everything, without the map, and
/// without map and contacts. In the package of the refinement, whose restraints they are.
///
///     java --add-modules jdk.incubator.vector -cp "bench/target/lib/*:bench/target/classes" ceres.refine.OutlierList MODEL MAP RESOLUTION WEIGHT
///
/// WEIGHT is that of the map in the run that made the model, as its log gives it.
public final class OutlierList {
    private static final int ROUNDS = 3, ITERATIONS = 100;
    private static final double HARDLY = 1e-6;

    private final Interpretation model;
    private final DensityMap map;
    private final double resolution, weight;
    private final Parallel team;

    private OutlierList(Interpretation model, DensityMap map, double resolution, double weight, Parallel team) {
        this.model = model;
        this.map = map;
        this.resolution = resolution;
        this.weight = weight;
        this.team = team;
    }

    public static void main(String[] args) {
        var file = ModelReader.read(Path.of(args[0]));
        var model = Interpreter.interpret(file.structure(), file.header(), Dictionary.standard(), InterpretOptions.DEFAULT);
        try (var team = Parallel.single()) {
            new OutlierList(model, MapReader.read(Path.of(args[1])).map(), Double.parseDouble(args[2]),
                    Double.parseDouble(args[3]), team).print();
        }
    }

    private void print() {
        Refiner r = refiner();
        List<Outlier> found = GeometryOutliers.of(r.xyz, r.restraints);
        for (var kind : GeometryOutliers.Kind.values())
            System.out.println(kind + " " + found.stream().filter(o -> o.kind() == kind).count());
        if (found.isEmpty()) return;
        Refiner all = relaxed(1, 1), mapless = relaxed(HARDLY, 1), free = relaxed(HARDLY, HARDLY);
        System.out.println("kind      density      Z  relaxed  no map  no contacts either");
        for (Outlier o : found)
            System.out.printf(Locale.ROOT, "%-9s  %6.2f  %5.1f    %5.1f   %5.1f   %5.1f  %s%n", o.kind(), density(r, o), o.z(),
                    z(all, o),
                    z(mapless, o), z(free, o), names(r, o));
    }

    private Refiner refiner() {
        var r = new Refiner(new RefinementProblem(model, map, Optional.empty(), resolution, RefinementParameters.DEFAULT), team);
        r.findUnseen();
        return r;
    }

    private Refiner relaxed(double mapScale, double contactScale) {
        Refiner r = refiner();
        var schedule = Schedule.of(RefinementParameters.DEFAULT, resolution, r.quality());
        r.weigh();
        for (int round = 0; round < ROUNDS; round++) {
            r.prepare();
            r.minimise(schedule, Contacts.Strength.HARD.times(contactScale), 0, mapScale * weight, ITERATIONS);
        }
        return r;
    }

    private static double density(Refiner r, Outlier o) {
        return Arrays.stream(o.atoms()).mapToDouble(a -> r.box.spline().at(r.xyz[3 * a], r.xyz[3 * a + 1], r.xyz[3 * a + 2]))
                .average()
                .orElseThrow();
    }

    private static double z(Refiner r, Outlier o) {
        return GeometryOutliers.of(r.xyz, r.restraints, 0).stream()
                .filter(p -> p.kind() == o.kind() && Arrays.equals(p.atoms(), o.atoms())).findFirst().map(Outlier::z).orElse(0.0);
    }

    private static String names(Refiner r, Outlier o) {
        return String.join(" ", Arrays.stream(o.atoms()).mapToObj(r.model.heavy()::describe).toList());
    }
}
