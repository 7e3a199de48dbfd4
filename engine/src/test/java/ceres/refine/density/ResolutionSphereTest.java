package ceres.refine.density;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ceres.map.Grid;
import ceres.map.UnitCell;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ResolutionSphereTest {
    private static final double D = 2.5;

    private final Grid grid = new Grid(15, 12, 9, UnitCell.orthogonal(15, 13, 10), 0, 0, 0);
    private final ResolutionSphere sphere = new ResolutionSphere(grid, D);

    /// Every coefficient is either visited or cleared, as its resolution says.
    @Test
    void holdsWhatIsResolvedAndNothingElse() {
        int half = grid.nx() / 2 + 1;
        for (int l = 0; l < grid.nz(); l++) {
            var spectrum = new float[2 * half * grid.ny() * grid.nz()];
            Arrays.fill(spectrum, 1);
            sphere.clear(spectrum, l);
            sphere.each(l, (at, s2) -> {
                assertTrue(s2 <= 1 / (D * D));
                spectrum[at] += 1;
                spectrum[at + 1] += 1;
            });
            for (int k = 0; k < grid.ny(); k++)
                for (int h = 0; h < half; h++) {
                    float expected = sphere.square(h, k, l) <= 1 / (D * D) ? 2 : 0;
                    assertEquals(expected, spectrum[2 * (sphere.start(k, l) + h)]);
                    assertEquals(expected, spectrum[2 * (sphere.start(k, l) + h) + 1]);
                }
        }
    }

    /// What filters rely on that are mirrored.
    @Test
    void isSymmetricToTheLastBit() {
        for (int l = 0; l < grid.nz(); l++)
            for (int k = 0; k < grid.ny(); k++) {
                int k2 = (grid.ny() - k) % grid.ny(), l2 = (grid.nz() - l) % grid.nz();
                assertEquals(sphere.width(k, l), sphere.width(k2, l2));
                assertEquals(sphere.width(k, l), sphere.width(k2, l));
                for (int h = 0; h < sphere.width(k, l); h++) assertEquals(sphere.square(h, k, l), sphere.square(h, k2, l2), 0.0);
            }
    }
}
