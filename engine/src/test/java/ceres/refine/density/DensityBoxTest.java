package ceres.refine.density;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.refine.Helix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DensityBoxTest {
    private static final Parallel TEAM = Parallel.single();
    private static final double D = 3;

    private final Structure truth = Helix.truth();
    private final DensityBox box = new DensityBox(Helix.map(truth, D, 0.1, TEAM), truth, D, TEAM);

    private static Structure moved(Structure s, double by) {
        return s.withXyz(Arrays.stream(s.atoms().xyz()).map(x -> x + by).toArray());
    }

    /// Drawn again only where atoms have moved, it is the mask of where they are; and a target that is weighted anew has it too.
    @Test
    void theMaskIsThatOfTheAtomsWhereTheyAre() {
        box.mask(truth, TEAM);
        boolean[] there = box.mesh().masked().inside();
        box.mask(moved(truth, 0), TEAM);
        assertSame(there, box.mesh().masked().inside());
        box.mask(moved(truth, 2), TEAM);
        assertFalse(Arrays.equals(there, box.mesh().masked().inside()));
        box.mask(truth, TEAM);
        assertArrayEquals(there, box.mesh().masked().inside());
        box.weigh(new ShellWeights(ShellErrors.of(box.meshValues(), box.meshValues(), box.mesh().grid(), D, TEAM)), TEAM);
        box.mask(truth, TEAM);
        assertArrayEquals(there, box.target().masked().inside());
        assertEquals(box.mesh().masked().count(), box.target().masked().count());
    }
}
