package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.refine.moving.Rotation;
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

    private static int run(Refiner r) { return run(r, r.xyz.clone()); }

    private static int run(Refiner r, double[] input) {
        return new Flips(r, Schedule.of(RefinementParameters.DEFAULT, 2, r.quality()), input).ends();
    }

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

    /// A map that does not tell: an end that both ways stays as it was given is turned back if it has been turned since.
    @Test
    void withoutEvidenceAnEndIsAsItWasGiven() {
        Structure truth = Helix.truth();
        int asn = truth.residueCount() - 6, untold = 0;
        assertEquals("ASN", truth.residueName(asn));
        for (int deg = 0; deg < 180; deg += 15) {
            Structure one = turned(truth, asn, Math.toRadians(deg)), other = turned(one, asn, Math.PI);
            double[] given = silent(one).xyz;
            if (turns(one, given, asn) || turns(other, silent(other).xyz, asn)) continue;
            untold++;
            assertTrue(turns(other, given, asn), "turned by " + deg);
        }
        assertTrue(untold > 0, "contacts tell everywhere");
    }

    private static Structure turned(Structure s, int residue, double by) {
        double[] x = s.atoms().xyz().clone();
        Rotation.about(x, s.find(residue, "CB"), s.find(residue, "CG"), by,
                new int[]{s.find(residue, "OD1"), s.find(residue, "ND2")});
        return s.withXyz(x);
    }

    private static boolean turns(Structure start, double[] given, int residue) {
        var r = silent(start);
        int o = 3 * start.find(residue, "OD1");
        double before = r.xyz[o];
        run(r, given);
        return r.xyz[o] != before;
    }

    private static Refiner silent(Structure start) {
        var r = new Refiner(new RefinementProblem(Helix.interpret(start), Helix.map(Helix.truth(), 5, 1, TEAM), Optional.empty(),
                5, RefinementParameters.DEFAULT), TEAM);
        r.prepare();
        return r;
    }

    @Test
    void rightEndsStay() { assertEquals(0, run(refiner(Helix.truth(), Helix.truth()))); }
}
