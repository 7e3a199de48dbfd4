package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.model.Structure;
import ceres.numerics.Parallel;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Ends of Asn turned over on purpose where the map tells oxygen from nitrogen.
class FlipsTest {
    private static final Parallel TEAM = Parallel.single();

    private static Refiner refiner(Structure start, Structure truth) {
        var r = new Refiner(new RefinementProblem(Helix.interpret(start), Helix.map(truth, 2, 0, TEAM), Optional.empty(), 2,
                RefinementParameters.DEFAULT), TEAM);
        r.prepare();
        return r;
    }

    private static int run(Refiner r) { return new Flips(r, Schedule.of(RefinementParameters.DEFAULT, 2, r.quality())).ends(); }

    /// Oxygen and nitrogen in each other's place.
    private static Structure exchanged(Structure s, int residue) {
        double[] x = s.atoms().xyz().clone();
        int o = 3 * s.find(residue, "OD1"), n = 3 * s.find(residue, "ND2");
        for (int d = 0; d < 3; d++) {
            x[o + d] = s.atoms().xyz()[n + d];
            x[n + d] = s.atoms().xyz()[o + d];
        }
        return s.withXyz(x);
    }

    @Test
    void aMapExplainedNearlyWholeTellsOxygenFromNitrogen() {
        Structure truth = Helix.truth();
        for (int residue = 0; residue < truth.residueCount(); residue++) {
            if (!truth.residueName(residue).equals("ASN")) continue;
            var r = refiner(exchanged(truth, residue), truth);
            assertEquals(1, run(r));
            int o = truth.find(residue, "OD1");
            double off = 0;
            for (int d = 0; d < 3; d++) off += Math.pow(r.xyz[3 * o + d] - truth.atoms().xyz()[3 * o + d], 2);
            assertTrue(Math.sqrt(off) < 0.5, "oxygen of residue " + residue + " is " + Math.sqrt(off) + " A off");
        }
    }

    @Test
    void rightEndsStay() { assertEquals(0, run(refiner(Helix.truth(), Helix.truth()))); }
}
