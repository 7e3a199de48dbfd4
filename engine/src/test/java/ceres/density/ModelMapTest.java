package ceres.density;

import static org.assertj.core.api.Assertions.assertThat;

import ceres.chem.ElectronScattering;
import ceres.map.Grid;
import ceres.map.UnitCell;
import ceres.model.Structure;
import ceres.model.StructureBuilder;
import ceres.numerics.Fft3;
import ceres.numerics.Parallel;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelMapTest {
    private static final Grid GRID = new Grid(24, 21, 27, UnitCell.orthogonal(24 * 1.1, 21 * 1.1, 27 * 1.1), 3, -7, 11);

    /// Carbon to zinc at random places, some outside the box, with B from 0 to 150; two of them anisotropic, one without occupancy.
    private static Structure atoms(long seed, double lowestB) {
        var random = new Random(seed);
        var b = new StructureBuilder().chain("A", "A", "1");
        int[] elements = {6, 7, 8, 16, 1, 30, 0};
        for (int i = 0; i < 40; i++) {
            b.residue("UNK", i, '\0', 0, false);
            b.atom("X", elements[i % elements.length], 0, '\0', random.nextDouble(0, 35), random.nextDouble(-12, 22),
                    random.nextDouble(8, 45), i == 3 ? 0 : random.nextDouble(0.3, 1), lowestB + random.nextDouble(150));
            if (i % 20 == 5) b.anisou(new double[]{0.5, 0.9, 0.3, 0.1, -0.1, 0.2});
        }
        return b.build();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 40})
    void structureFactorsAreThoseOfTheDefinition(double lowestB) {
        var s = atoms(5, lowestB);
        var fft = new Fft3(GRID.nx(), GRID.ny(), GRID.nz());
        var spectrum = new float[fft.spectrumLength()];
        ModelMap.spectrum(s, GRID, fft, spectrum, new float[spectrum.length], Parallel.single());
        double worst = 0;
        for (int l = -13; l <= 13; l += 2)
            for (int k = -10; k <= 10; k++)
                for (int h = 0; h < 12; h++) {
                    double[] f = direct(s, h, k, l);
                    int at = 2 * ((Math.floorMod(l, 27) * 21 + Math.floorMod(k, 21)) * 13 + h);
                    worst = Math.max(worst, Math.hypot(spectrum[at] - f[0], spectrum[at + 1] - f[1]));
                }
        assertThat(worst).isLessThan(2e-3); // of up to 80 A at low angles
    }

    @ParameterizedTest
    @ValueSource(doubles = {2.4, 3.2, 3.5, 5, 8})
    void theMapHoldsTheCoefficientsToItsResolution(double dMin) {
        var s = atoms(6, 10);
        var map = ModelMap.compute(s, GRID, dMin, Parallel.single());
        var fft = new Fft3(GRID.nx(), GRID.ny(), GRID.nz());
        var spectrum = new float[fft.spectrumLength()];
        fft.forward(map.values(), spectrum, Parallel.single());
        double voxel = Math.pow(1.1, 3), worst = 0;
        for (int l = -13; l <= 13; l++)
            for (int k = -10; k <= 10; k++)
                for (int h = 0; h < 13; h++) {
                    double s2 = s2(h, k, l);
                    boolean there = s2 > 0 && s2 < 1 / (dMin * dMin) && h < 12;
                    double[] f = there ? direct(s, h, k, l) : new double[2];
                    int at = 2 * ((Math.floorMod(l, 27) * 21 + Math.floorMod(k, 21)) * 13 + h);
                    worst = Math.max(worst, Math.hypot(spectrum[at] * voxel - f[0], spectrum[at + 1] * voxel - f[1]));
                }
        assertThat(worst).isLessThan(5e-3);
    }

    @Test
    void theMapDoesNotDependOnTheNumberOfThreads() {
        var s = atoms(7, 10);
        float[] one = ModelMap.compute(s, GRID, 3, Parallel.single()).values();
        try (var team = Parallel.of(3)) {
            assertThat(ModelMap.compute(s, GRID, 3, team).values()).containsExactly(one);
        }
    }

    private static double s2(int h, int k, int l) {
        return Math.pow(h / (24 * 1.1), 2) + Math.pow(k / (21 * 1.1), 2) + Math.pow(l / (27 * 1.1), 2);
    }

    /// sum occ f exp(-B s^2/4) exp(-2 pi i h x): the definition, atom by atom.
    private static double[] direct(Structure s, int h, int k, int l) {
        double re = 0, im = 0, s2 = s2(h, k, l), p = h / 26.4, q = k / 23.1, r = l / 29.7;
        for (int a = 0; a < s.atomCount(); a++) {
            double angle = -2 * Math.PI * (p * (s.x(a) - 3) + q * (s.y(a) + 7) + r * (s.z(a) - 11));
            double[] u = s.atoms().anisou();
            double damping = Math.exp(-s.b(a) * s2 / 4);
            if (u != null && !Double.isNaN(u[6 * a])) {
                double form = u[6 * a] * p * p + u[6 * a + 1] * q * q + u[6 * a + 2] * r * r
                        + 2 * (u[6 * a + 3] * p * q + u[6 * a + 4] * p * r + u[6 * a + 5] * q * r);
                damping = Math.exp(-2 * Math.PI * Math.PI * form);
            }
            double f = s.occupancy(a) * ElectronScattering.at(s.element(a).number(), s2) * damping;
            re += f * Math.cos(angle);
            im += f * Math.sin(angle);
        }
        return new double[]{re, im};
    }
}
