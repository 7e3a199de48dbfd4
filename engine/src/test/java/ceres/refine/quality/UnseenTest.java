package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Parallel;
import ceres.progress.Progress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A helix whose map ends before the helix does.
class UnseenTest {
    private static final Parallel TEAM = Parallel.single();
    private static final int SHOWN = 15;

    private static RefinementProblem problem(Structure start, int residues) {
        Structure part = StructureBuilder.subset(Helix.truth(), a -> Helix.truth().residueOf(a) < residues);
        var whole = Helix.map(Helix.truth(), 3, 0, TEAM);
        var map = ceres.density.ModelMap.compute(part, whole.grid(), 3, TEAM);
        return new RefinementProblem(Helix.interpret(start), map, Optional.empty(), 3,
                RefinementParameters.DEFAULT.with("macro_cycles=2"));
    }

    @Test
    void whatTheMapShowsIsSeen() {
        var r = new Refiner(problem(Helix.truth(), 24), TEAM);
        assertEquals(0, r.findUnseen().residues());
    }

    @Test
    void theRestIsHeldWhereItWas() {
        Structure start = Helix.shaken(Helix.truth(), 0.3, 7);
        var r = new Refiner(problem(start, SHOWN), TEAM);
        var unseen = r.findUnseen();
        assertFalse(unseen.residue(8));
        for (int residue = SHOWN + 3; residue < 24; residue++) assertTrue(unseen.residue(residue), "residue " + residue);
        var result = Refinement.refine(problem(start, SHOWN), Checkpoints.NONE, TEAM, Progress.NONE);
        assertEquals(RefinementResult.Outcome.REFINED, result.outcome());
        for (int residue = SHOWN + 3; residue < 24; residue++) {
            int a = start.find(residue, "CA");
            double d = 0;
            for (int k = 0; k < 3; k++)
                d += Math.pow(result.refined().atoms().xyz()[3 * a + k] - Helix.truth().atoms().xyz()[3 * a + k], 2);
            assertTrue(Math.sqrt(d) < 1, "C-alpha of residue " + residue + " ends " + Math.sqrt(d) + " A off");
        }
    }
}
