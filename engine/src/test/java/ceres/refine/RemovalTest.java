package ceres.refine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Parallel;
import ceres.progress.Progress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Two waters: one is in the map, one is not.
class RemovalTest {
    private static final Parallel TEAM = Parallel.single();

    private static Structure watered(boolean both) {
        Structure s = Helix.truth();
        var b = new StructureBuilder().chain("A", "A", "1");
        for (int r = 0; r < s.residueCount(); r++) {
            b.residue(s.residueName(r), s.seq(r), '\0', s.seq(r), false);
            for (int a = s.atomStart(r); a < s.atomEnd(r); a++) b.copyAtom(s, a);
        }
        b.chain("A", "W", "2");
        water(b, s, 16, 101);
        if (both) water(b, s, 3, 102);
        return b.build();
    }

    /// 2.9 A beyond the end of a lysine.
    private static void water(StructureBuilder b, Structure s, int lysine, int seq) {
        int e = s.find(lysine, "CE"), z = s.find(lysine, "NZ");
        double f = 2.9 / s.distance(e, z);
        b.residue("HOH", seq, '\0', 0, true).atom("O", 8, 0, '\0', s.x(z) + f * (s.x(z) - s.x(e)), s.y(z) + f * (s.y(z) - s.y(e)),
                s.z(z) + f * (s.z(z) - s.z(e)), 1, 60);
    }

    private static RefinementResult refine(RefinementParameters p) {
        return Refinement.refine(new RefinementProblem(Helix.interpret(watered(true)), Helix.map(watered(false), 2.5, 0.1, TEAM),
                Optional.empty(), 2.5, p.with("macro_cycles=1")), Checkpoints.NONE, TEAM, Progress.NONE);
    }

    @Test
    void watersWithoutDensityAreNamedAndStay() {
        var result = refine(RefinementParameters.DEFAULT);
        assertEquals(watered(true).atomCount(), result.refined().atomCount());
        var named = result.changes().stream().filter(c -> c.kind() == Change.Kind.WITHOUT_DENSITY).toList();
        assertEquals(1, named.size(), named.toString());
        assertEquals(102, named.getFirst().seq());
    }

    @Test
    void onRequestTheyAreRemoved() {
        var result = refine(RefinementParameters.DEFAULT.with("remove_unsupported=true"));
        assertEquals(watered(false).atomCount(), result.refined().atomCount());
        assertTrue(result.changes().stream().anyMatch(c -> c.kind() == Change.Kind.REMOVED && c.seq() == 102));
    }
}
