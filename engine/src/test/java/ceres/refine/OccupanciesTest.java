package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.refine.moving.Rotation;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Parallel;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A serine in two places, 80 to 20 in the map, 50 to 50 in the model.
class OccupanciesTest {
    private static final Parallel TEAM = Parallel.single();
    private static final int SERINE = 9;

    private static Structure split(double first) {
        Structure s = Helix.truth();
        double[] turned = s.atoms().xyz().clone();
        int og = s.find(SERINE, "OG");
        Rotation.about(turned, s.find(SERINE, "CA"), s.find(SERINE, "CB"), Math.toRadians(120), new int[]{og});
        var b = new StructureBuilder().chain("A", "A", "1");
        for (int r = 0; r < s.residueCount(); r++) {
            b.residue(s.residueName(r), s.seq(r), '\0', s.seq(r), false);
            for (int a = s.atomStart(r); a < s.atomEnd(r); a++) {
                if (a != og) {
                    b.copyAtom(s, a);
                    continue;
                }
                b.atom("OG", 8, 0, 'A', s.x(a), s.y(a), s.z(a), first, 60);
                b.atom("OG", 8, 0, 'B', turned[3 * a], turned[3 * a + 1], turned[3 * a + 2], 1 - first, 60);
            }
        }
        return b.build();
    }

    @Test
    void followTheDensityAndKeepTheirSum() {
        Structure start = split(0.5);
        var r = new Refiner(
                new RefinementProblem(Helix.interpret(start), Helix.map(split(0.8), 1.8, 0.02, TEAM), Optional.empty(), 1.8,
                        RefinementParameters.DEFAULT),
                TEAM);
        r.correlation();
        var occupancies = new Occupancies(r);
        assertEquals(1, occupancies.groups());
        occupancies.refine(300, TEAM);
        double a = r.occupancy[start.find(SERINE, "OG", 'A')], b = r.occupancy[start.find(SERINE, "OG", 'B')];
        assertEquals(1, a + b, 1e-9);
        assertEquals(0.8, a, 0.1);
        assertTrue(r.occupancy[0] == 1);
    }
}
