package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.refine.quality.Chemistry;
import ceres.refine.quality.Composition;
import ceres.refine.quality.RamaZ;
import ceres.refine.moving.Backbone;
import ceres.refine.moving.MovingModel;
import ceres.refine.moving.Rotation;
import ceres.chem.RamaZTables;
import ceres.chem.ResidueClass;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Parallel;
import ceres.validate.geometry.RamaZMeasure;
import ceres.validate.geometry.Traces;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What must stay: hands, peptides, atoms; and Rama-Z by the same definition as it is published by.
class ChemistryTest {
    private static final Parallel TEAM = Parallel.single();
    private final MovingModel model = new MovingModel(Helix.interpret(Helix.truth()));
    private final Chemistry chemistry = new Chemistry(model);
    private final Structure s = model.heavy();

    private int atom(int residue, String name) { return s.find(residue, name); }

    @Test
    void theInputHasNothingNew() {
        double[] xyz = model.start(TEAM);
        assertEquals(0, chemistry.inversions(xyz, model.restraintsAt(xyz).chiralities()));
        assertEquals(0, chemistry.newCisPeptides(xyz));
    }

    @Test
    void anInvertedCentreIsSeen() {
        double[] xyz = model.start(TEAM);
        int a = atom(5, "CA"), n = atom(5, "N"), c = atom(5, "C"), b = atom(5, "CB");
        // C-alpha mirrored in the plane of its neighbours
        double[] u = new double[3], v = new double[3], w = new double[3];
        for (int d = 0; d < 3; d++) {
            u[d] = xyz[3 * c + d] - xyz[3 * n + d];
            v[d] = xyz[3 * b + d] - xyz[3 * n + d];
            w[d] = xyz[3 * a + d] - xyz[3 * n + d];
        }
        double[] m = {u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]};
        double t = 2 * (w[0] * m[0] + w[1] * m[1] + w[2] * m[2]) / (m[0] * m[0] + m[1] * m[1] + m[2] * m[2]);
        for (int d = 0; d < 3; d++) xyz[3 * a + d] -= t * m[d];
        assertEquals(1, chemistry.inversions(xyz, model.restraintsAt(xyz).chiralities()));
    }

    /// All after a peptide turned by 180 degrees about it: that peptide is cis and no other.
    @Test
    void aPeptideTurnedToCisIsSeen() {
        double[] xyz = model.start(TEAM);
        int c = atom(7, "C"), n = atom(8, "N");
        int[] after = java.util.stream.IntStream.range(0, s.atomCount()).filter(a -> s.residueOf(a) >= 8 && a != n).toArray();
        Rotation.about(xyz, c, n, Math.PI, after);
        assertEquals(1, chemistry.newCisPeptides(xyz));
        assertEquals(0, chemistry.inversions(xyz, model.restraintsAt(xyz).chiralities()));
        // a model that came so has nothing new
        var cis = s.withXyz(Arrays.copyOf(xyz, 3 * s.atomCount()));
        assertEquals(0, new Chemistry(new MovingModel(Helix.interpret(cis))).newCisPeptides(cis.atoms().xyz()));
    }

    @Test
    void atomsThatAreMissingAddedOrRenamedAreSeen() {
        Structure input = Helix.truth();
        assertEquals(Optional.empty(), Composition.difference(input, input));
        var less = StructureBuilder.subset(input, a -> a != 10);
        assertTrue(Composition.difference(input, less).orElseThrow().contains(input.describe(10)));
        assertTrue(Composition.difference(less, input).isPresent());
        var shorter = StructureBuilder.subset(input, a -> a != input.atomCount() - 1);
        assertTrue(Composition.difference(input, shorter).orElseThrow().startsWith("the refined model has nothing"));
    }

    @Test
    void everyPolicyForHydrogensKeepsTheHeavyAtoms() {
        double[] xyz = model.start(TEAM), b = s.atoms().b(), q = s.atoms().occupancy();
        for (var policy : RefinementParameters.Hydrogens.values())
            assertEquals(Optional.empty(), Composition.difference(Helix.truth(), RefinedStructure.of(model, xyz, b, q, policy)));
    }

    @Test
    void ramaZIsTheOneThatIsPublished() {
        for (Structure t : new Structure[]{Helix.truth(), Helix.build(-80, -20), Helix.shaken(Helix.truth(), 0.3, 4)}) {
            var moving = new MovingModel(Helix.interpret(t));
            var classes = new ResidueClass[t.residueCount()];
            for (int r = 0; r < classes.length; r++) classes[r] = moving.kind(r);
            double z = RamaZMeasure.measure(new Traces(t, classes), RamaZTables.standard()).whole().orElseThrow().z();
            var ours = new RamaZ(moving, new Backbone(moving));
            assertEquals(z, ours.of(moving.start(TEAM)), 1e-9);
            assertEquals(0, ours.judged(moving.start(TEAM)), "too few residues to judge");
        }
    }
}
