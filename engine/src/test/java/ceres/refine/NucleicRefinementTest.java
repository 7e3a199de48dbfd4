package ceres.refine;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.io.ModelReader;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Parallel;
import ceres.progress.Progress;
import ceres.restraint.BasePairs;
import ceres.testing.SharedData;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A double helix of RNA (1RNA, U(UA)6A twice) in a map of itself.
class NucleicRefinementTest {
    private static final Parallel TEAM = Parallel.single();
    private static final double RESOLUTION = 3;

    private static Structure truth() {
        var s = ModelReader.read(SharedData.require("models/odd/pm_1rna.cif")).structure();
        return StructureBuilder.subset(s, a -> !s.isHydrogen(a) && !s.residueName(s.residueOf(a)).equals("HOH"));
    }

    private static List<Integer> partners(Structure s) {
        return BasePairs.find(s).stream().flatMap(p -> java.util.stream.Stream.of(p.first(), p.second(), p.saenger())).toList();
    }

    private static Structure refined(Structure start) {
        var problem = new RefinementProblem(Helix.interpret(start), Helix.map(truth(), RESOLUTION, 0.3, TEAM), Optional.empty(),
                RESOLUTION, RefinementParameters.DEFAULT.with("macro_cycles=2"));
        return Refinement.refine(problem, Checkpoints.NONE, TEAM, Progress.NONE).refined();
    }

    @Test
    void basePairsOfTheInputAreKept() { assertThat(partners(refined(truth()))).isEqualTo(partners(truth())).hasSize(3 * 14); }

    @Test
    void basePairsComeBackFromARandomError() {
        var start = Helix.shaken(truth(), 0.5, 3);
        assertThat(partners(start)).isNotEqualTo(partners(truth()));
        assertThat(partners(refined(start))).isEqualTo(partners(truth()));
    }
}
