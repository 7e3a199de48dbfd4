package ceres.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ceres.io.MapReader;
import ceres.io.ModelReader;
import ceres.map.Grid;
import ceres.model.Structure;
import ceres.numerics.Fft3;
import ceres.numerics.Parallel;
import ceres.testing.SharedData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The simulated half-maps of the validation notes, 25.3.
///
/// References: mtriage of cctbx 2022.9, and where it differs the exact implementation of the notes (Python, direct summation).
class SyntheticFscTest {
    private static final Parallel TEAM = Parallel.of(2);
    private static Grid grid;
    private static Structure model;
    private static float[] full, one, two, mask;

    @BeforeAll
    static void read() {
        var folder = SharedData.require("expected/spec-data/syn");
        model = ModelReader.read(folder.resolve("model.pdb")).structure();
        var map = MapReader.read(folder.resolve("full.mrc")).map();
        grid = map.grid();
        full = map.values();
        one = MapReader.read(folder.resolve("half1.mrc")).map().values();
        two = MapReader.read(folder.resolve("half2.mrc")).map().values();
        mask = MolecularMask.soft(model, grid, 6, TEAM).values();
    }

    @Test
    void halfMapsWithoutMask() {
        var p = RadialProfile.of(grid, spectrum(one, false), spectrum(two, false), TEAM);
        var fsc = FscCurve.of(p, Shells.PHENIX_2021);
        assertThat(fsc.resolutionAt(0.143).orElseThrow()).isCloseTo(2.964, within(0.01));
        assertThat(fsc.resolutionAt(0.5).orElseThrow()).isCloseTo(3.167, within(0.01));
        assertThat(p.d99()).isCloseTo(1.4519, within(0.01));
        var fsc26 = FscCurve.of(p, Shells.PHENIX_2026);
        assertThat(fsc26.resolutionAt(0.143).orElseThrow()).isCloseTo(2.960, within(0.01));
        assertThat(fsc26.resolutionAt(0.5).orElseThrow()).isCloseTo(3.169, within(0.01));
    }

    @Test
    void halfMapsWithMask() {
        var p = RadialProfile.of(grid, spectrum(one, true), spectrum(two, true), TEAM);
        var fsc = FscCurve.of(p, Shells.PHENIX_2021);
        assertThat(fsc.resolutionAt(0.143).orElseThrow()).isCloseTo(2.886, within(0.01));
        assertThat(fsc.resolutionAt(0.5).orElseThrow()).isCloseTo(2.984, within(0.01));
        assertThat(p.d99()).isCloseTo(1.6619, within(0.01));
        var fsc26 = FscCurve.of(p, Shells.PHENIX_2026);
        assertThat(fsc26.resolutionAt(0.143).orElseThrow()).isCloseTo(2.883, within(0.01));
        assertThat(fsc26.resolutionAt(0.5).orElseThrow()).isCloseTo(2.984, within(0.01));
    }

    @Test
    void modelAndMap() {
        var fft = new Fft3(grid.nx(), grid.ny(), grid.nz());
        float[] calculated = new float[fft.spectrumLength()], work = new float[fft.spectrumLength()];
        ModelMap.spectrum(model, grid, fft, calculated, work, TEAM);
        var bare = RadialProfile.of(grid, spectrum(full, false), calculated, TEAM);
        var masked = RadialProfile.of(grid, spectrum(full, true), calculated, TEAM);
        assertThat(bare.d99()).isCloseTo(1.4919, within(0.01));
        assertThat(masked.d99()).isCloseTo(1.8519, within(0.01));
        var fsc = FscCurve.of(bare, Shells.PHENIX_2021);
        assertThat(fsc.resolutionAt(0).orElseThrow()).isCloseTo(2.868, within(0.03));
        assertThat(fsc.resolutionAt(0.143).orElseThrow()).isCloseTo(2.936, within(0.01));
        assertThat(fsc.resolutionAt(0.5).orElseThrow()).isCloseTo(3.071, within(0.01));
        var maskedFsc = FscCurve.of(masked, Shells.PHENIX_2021);
        assertThat(maskedFsc.resolutionAt(0).orElseThrow()).isCloseTo(2.584, within(0.1));
        assertThat(maskedFsc.resolutionAt(0.143).orElseThrow()).isCloseTo(2.832, within(0.01));
        assertThat(maskedFsc.resolutionAt(0.5).orElseThrow()).isCloseTo(2.949, within(0.01));

        ModelMap.spectrum(model.withB(new double[model.atomCount()]), grid, fft, calculated, work, TEAM);
        for (boolean withMask : new boolean[]{false, true}) {
            double end = (withMask ? maskedFsc : fsc).resolutionAt(0).orElseThrow();
            var d = ModelResolution.of(RadialProfile.of(grid, spectrum(full, withMask), calculated, TEAM), end);
            assertThat(d.d()).isCloseTo(3.0, within(0.01));
            assertThat(d.b()).isBetween(40.0, 45.0);
            assertThat(d.dWithoutB()).isBetween(3.05, 3.25);
        }
    }

    private static float[] spectrum(float[] map, boolean withMask) {
        var fft = new Fft3(grid.nx(), grid.ny(), grid.nz());
        var product = map.clone();
        if (withMask) for (int i = 0; i < product.length; i++) product[i] *= mask[i];
        var spectrum = new float[fft.spectrumLength()];
        fft.forward(product, spectrum, TEAM);
        return spectrum;
    }
}
