package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.model.SecondaryStructure;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.refine.energy.Contacts;
import ceres.refine.energy.SecondaryTorsions;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Phi and psi of a helix, held where that is asked for.
class SecondaryTorsionsTest {
    private static final Parallel TEAM = Parallel.single();

    private static Refiner refiner(Structure start, double dMin, String parameter) {
        var r = new Refiner(
                new RefinementProblem(Helix.interpret(start), Helix.map(Helix.truth(), dMin, 0.1, TEAM), Optional.empty(),
                        dMin, RefinementParameters.DEFAULT.with(parameter)),
                TEAM);
        r.decideSecondary();
        r.prepare();
        return r;
    }

    private static double energy(Refiner r, double[] slope) {
        var schedule = Schedule.of(RefinementParameters.DEFAULT, 5, r.quality());
        return r.energy(schedule, Contacts.Strength.NORMAL, 0, null).at(java.util.Arrays.copyOf(r.xyz, slope.length), slope);
    }

    private static double added(Structure start) {
        Refiner with = refiner(start, 5, "secondary_structure_torsions=true"), without = refiner(start, 5, "macro_cycles=1");
        var slope = new double[3 * with.model.heavyCount()];
        return energy(with, slope) - energy(without, slope);
    }

    @Test
    void aPlainHelixIsFreeABentOneIsDrawn() {
        assertEquals(0, added(Helix.truth()), 1e-9);
        double wide = added(Helix.build(-80, -28));
        assertTrue(wide > 10, "" + wide);
    }

    /// Ends, and residues whose neighbours are of another kind, are left alone.
    @Test
    void holdsWhatIsInsideAHelix() {
        var r = refiner(Helix.truth(), 5, "macro_cycles=1");
        var found = SecondaryStructure.of(r.model.at(r.xyz, r.b));
        int inside = 0;
        for (int q = 1; q + 1 < found.code().length; q++)
            if (found.code()[q - 1] == 'H' && found.code()[q] == 'H' && found.code()[q + 1] == 'H') inside++;
        assertTrue(inside > 15, "" + inside);
        assertEquals(inside, SecondaryTorsions.of(r.model, r.backbone, found, 5).size());
    }

    @Test
    void gradientIsTheSlope() {
        var r = refiner(Helix.shaken(Helix.build(-75, -30), 0.05, 3), 5, "secondary_structure_torsions=true");
        var schedule = Schedule.of(RefinementParameters.DEFAULT, 5, r.quality());
        SlopeCheck.gradientIsTheSlope(r, r.energy(schedule, Contacts.Strength.NORMAL, 4, null));
    }
}
