package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.numerics.CellList;
import ceres.numerics.Parallel;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SideChainScoreTest {
    private static final Parallel TEAM = Parallel.single();

    private final Refiner r = new Refiner(new RefinementProblem(Helix.interpret(Helix.truth()),
            Helix.map(Helix.truth(), 3, 0.1, TEAM), Optional.empty(), 3, RefinementParameters.DEFAULT), TEAM);

    /// The slow twin: a part that has looked nothing up yet. What is kept of atoms that did not move, and hydrogens that were not placed where
    /// nobody asked for them, change nothing.
    @Test
    void whatWasLookedUpBeforeIsWhatIsThere() {
        var score = new SideChainScore(r);
        var parts = new SideChainParts(r, new CellList(r.xyz, 6), r.shellLikelihood());
        var random = new SplittableRandom(4);
        int longer = 0;
        for (var site : r.sideChains.sites()) {
            if (site.name().equals("PRO")) continue;
            SideChainPart part = parts.of(site, -1);
            double[] xyz = r.xyz.clone();
            if (part.moved().length > 2) longer++;
            for (int turn = 0; turn < 12; turn++) {
                part.turn(random.nextInt(part.moved().length), random.nextDouble(-2, 2), xyz);
                double fresh = score.of(parts.of(site, -1), xyz.clone()), enough = fresh + random.nextDouble(-5, 5);
                double some = score.of(part, xyz, enough);
                if (fresh > enough) assertEquals(fresh, some, 0.0);
                else
                    assertTrue(some <= enough);
            }
        }
        assertTrue(longer > 0);
    }
}
