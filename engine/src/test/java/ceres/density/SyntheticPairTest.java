package ceres.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ceres.io.MapReader;
import ceres.io.ModelReader;
import ceres.map.DensityMap;
import ceres.model.Structure;
import ceres.numerics.Parallel;
import ceres.testing.SharedData;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The simulated pair of the validation notes, 25.3: ubiquitin to 3 A, without noise and with.
///
/// Reference: the exact implementation of the notes, direct summation in Python, and Phenix (cctbx 2022.9) where it is named. The exact
/// numbers are met to 1e-4; Phenix differs from them by up to 0.001, because its structure factors are accurate to 0.5 % only.
class SyntheticPairTest {
    private static final Parallel TEAM = Parallel.of(2);
    private static Structure model;
    private static DensityMap clean, noisy, calculated;
    private static MolecularMask mask;

    @BeforeAll
    static void read() {
        var folder = SharedData.require("expected/spec-data/syn");
        model = ModelReader.read(folder.resolve("model.pdb")).structure();
        clean = MapReader.read(folder.resolve("clean.mrc")).map();
        noisy = MapReader.read(folder.resolve("full.mrc")).map();
        calculated = ModelMap.compute(model, clean.grid(), 3.0, TEAM);
        mask = MolecularMask.of(model, clean.grid(), TEAM);
    }

    @Test
    void theMaskHasTheVoxelsOfTheReference() { assertThat(mask.size()).isEqualTo(13957); }

    @Test
    void theSoftMaskHasTheMeanAndMaximumOfTheReference() {
        float[] soft = MolecularMask.soft(model, clean.grid(), 6.0, TEAM).values();
        double max = 0, sum = 0;
        for (float v : soft) {
            max = Math.max(max, v);
            sum += v;
        }
        assertThat(sum / soft.length).isCloseTo(0.184898, within(1e-5));
        assertThat(max).isCloseTo(0.994282, within(1e-5));
    }

    @Test
    void theFourCorrelationsOfTheCleanMap() {
        var cc = new MapCorrelation(clean, calculated, TEAM);
        assertThat(cc.mask(mask).orElseThrow()).isCloseTo(0.938926, within(1e-4));
        assertThat(cc.box().orElseThrow()).isCloseTo(0.951487, within(1e-4));
        assertThat(cc.volume(mask.size()).orElseThrow()).isCloseTo(0.941887, within(1e-4));
        assertThat(cc.peaks(mask.size()).orElseThrow()).isCloseTo(0.935696, within(1e-4));
    }

    @Test
    void theFourCorrelationsOfTheNoisyMap() {
        var cc = new MapCorrelation(noisy, calculated, TEAM);
        assertThat(cc.mask(mask).orElseThrow()).isCloseTo(0.917748, within(1e-4));
        assertThat(cc.box().orElseThrow()).isCloseTo(0.776123, within(1e-4));
        assertThat(cc.volume(mask.size()).orElseThrow()).isCloseTo(0.920070, within(1e-4));
        assertThat(cc.peaks(mask.size()).orElseThrow()).isCloseTo(0.899680, within(1e-4));
    }

    /// Reference: Phenix (cctbx 2022.9) map_model_cc; radius 3.0 A.
    @Test
    void chainAndResiduesAgreeWithPhenix() {
        var cc = new MapCorrelation(clean, calculated, TEAM);
        int[] all = IntStream.range(0, model.atomCount()).toArray();
        assertThat(cc.aroundAtoms(model, all, 3).orElseThrow()).isCloseTo(0.94096, within(5e-4));
        double[] expected = {0.93876, 0.93970, 0.93518};
        for (int r = 0; r < 3; r++) {
            int[] atoms = IntStream.range(model.atomStart(r), model.atomEnd(r)).toArray();
            assertThat(cc.aroundAtoms(model, atoms, 3).orElseThrow()).isCloseTo(expected[r], within(1e-3));
        }
    }
}
