package ceres.refine.quality;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.numerics.Parallel;
import ceres.refine.Helix;
import ceres.refine.moving.MovingModel;
import ceres.refine.quality.GeometryOutliers.Kind;
import ceres.restraint.GeometryTarget;
import org.junit.jupiter.api.Test;

/// Deviations in standard deviations, held against the energy of the restraints, which is the sum of their squares.
class GeometryOutliersTest {
    private static final Parallel TEAM = Parallel.single();

    @Test
    void squaresOfAllDeviationsAddUpToTheEnergy() {
        for (int seed = 1; seed <= 5; seed++) {
            var model = new MovingModel(Helix.interpret(Helix.shaken(Helix.truth(), 0.3, seed)));
            double[] xyz = model.start(TEAM);
            var r = model.restraintsAt(xyz);
            var all = GeometryOutliers.of(xyz, r, 0);
            var target = new GeometryTarget(r);
            for (var kind : Kind.values()) {
                double sum = all.stream().filter(o -> o.kind() == kind).mapToDouble(o -> o.z() * o.z()).sum();
                double energy = target.energy(GeometryTarget.Kind.valueOf(kind.name()), xyz, TEAM);
                assertEquals(energy, sum, 1e-9 * energy, kind + ", seed " + seed);
            }
        }
    }

    @Test
    void aStretchedBondIsFoundAndNothingElse() {
        var model = new MovingModel(Helix.interpret(Helix.truth()));
        double[] xyz = model.start(TEAM);
        var r = model.restraintsAt(xyz);
        assertEquals(0, GeometryOutliers.of(xyz, r).size());
        int ce = model.heavy().find(3, "CE"), nz = model.heavy().find(3, "NZ");
        for (int k = 0; k < 3; k++) xyz[3 * nz + k] += 0.1 * (xyz[3 * nz + k] - xyz[3 * ce + k]);
        var found = GeometryOutliers.of(xyz, r);
        assertEquals(1, found.size());
        assertEquals(Kind.BOND, found.getFirst().kind());
        assertArrayEquals(new int[]{ce, nz}, found.getFirst().atoms());
        assertTrue(found.getFirst().z() > 5, "Z " + found.getFirst().z());
    }
}
